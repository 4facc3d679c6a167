// What municipality and funds ask in numbers: how many came to each meeting, and a few things by code.
// Nothing about anybody's health, and nothing by name.

#include "server/leaders/numbers_page.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/course_numbers.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/forms.hpp"
#include "server/answer.hpp"
#include "server/leaders/days.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/notes.hpp"
#include "server/leaders/refusing.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

constexpr int most_people = 200;  // at one meeting

const std::vector<catalogue::RecordName>& course() {
    static const std::vector<catalogue::RecordName> record = {{"part", "course"}};
    return record;
}
const std::vector<catalogue::RecordName>& monitoring() {
    static const std::vector<catalogue::RecordName> record = {{"part", "monitoring_kor"}};
    return record;
}

struct Choice {
    std::string_view kept;  // in the record
    std::string_view words;
};
constexpr Choice ages[] = {{"13-17", "number.age_13"},
                           {"18-34", "number.age_18"},
                           {"35-49", "number.age_35"},
                           {"50-64", "number.age_50"},
                           {"65+", "number.age_65"}};
constexpr Choice referrers[] = {{"huisarts", "number.by_doctor"},
                                {"poh-ggz", "number.by_practice"},
                                {"sociaal makelaar", "number.by_broker"},
                                {"wijkteam", "number.by_team"},
                                {"zelf", "number.by_self"},
                                {"anders", "number.by_other"}};
constexpr Choice routes_taken[] = {{"via sociaal wijkteam", "number.route_team"},
                                   {"rechtstreeks", "number.route_direct"}};

struct Chosen {
    const char* field;
    const char* record;
    const char* label;
    std::span<const Choice> choices;
};
const Chosen asked[] = {{"leeftijd", "age_group", "number.age", ages},
                        {"verwijzer", "referrer_kind", "number.by", referrers},
                        {"route", "route", "number.route", routes_taken}};

struct Dated {
    const char* field;
    const char* record;
    const char* label;
};
constexpr Dated talks[] = {{"begin", "intake_on", "number.intake"},
                           {"tussen", "interim_on", "number.interim"},
                           {"eind", "final_on", "number.final"}};

using Typed = std::map<std::string, std::string>;

/// As it is kept, by the names of the form.
Typed as_it_is(const Visit& visit) {
    auto kept = catalogue::monitoring_of(visit.desk.catalogue(), visit.name(0));
    Typed typed;
    for (const Chosen& each : asked) typed[each.field] = kept[each.record];
    for (const Dated& each : talks) typed[each.field] = kept[each.record];
    return typed;
}

Fields choices_of(const Visit& visit, const Chosen& question, const std::string& chosen,
                  const std::string& error) {
    std::vector<Fields> options;
    bool known = chosen.empty();
    for (const Choice& choice : question.choices) {
        known = known || choice.kept == chosen;
        options.push_back(Fields{}
                              .put("value", std::string{choice.kept})
                              .put("words", visit.say(choice.words))
                              .put("chosen", choice.kept == chosen));
    }
    if (!known) options.push_back(Fields{}.put("value", chosen).put("words", chosen).put("chosen", true));
    return Fields{}
        .put("field", question.field)
        .put("label", visit.say(question.label))
        .put("error", error)
        .put("wrong", !error.empty())
        .put("options", std::move(options));
}

bool is_known_code(const Visit& visit, const std::string& code) {
    const auto& persons = visit.desk.world().persons;
    return std::ranges::any_of(persons, [&](const auto& each) {
        const catalogue::Person& person = each.second;
        return person.takes_part == catalogue::TakesPart::Yes && !person.erased_at && person.code == code;
    });
}

Answer show(const Visit& visit, const Typed& typed, const Typed& errors, const std::string& told,
            int status) {
    std::vector<Fields> selects;
    for (const Chosen& each : asked) {
        const auto error = errors.find(each.field);
        selects.push_back(choices_of(visit, each, typed.at(each.field),
                                     error == errors.end() ? std::string{} : error->second));
    }
    std::vector<Fields> dates;
    for (const Dated& each : talks) {
        Asked field{each.field, visit.say(each.label), typed.at(each.field)};
        field.type = "date";
        if (errors.contains(each.field)) field.error = errors.at(each.field);
        dates.push_back(as_fields(field));
    }
    return page(visit, "numbers",
                Fields{}
                    .put("page_title", visit.say("number.title"))
                    .put("code", visit.name(0))
                    .put("told_wrong", told)
                    .put("has_told", !told.empty())
                    .put("selects", std::move(selects))
                    .put("dates", std::move(dates))
                    .put("mark", visit.desk.mark(monitoring())),
                status);
}

Answer no_code(const Visit& visit) {
    return message(visit, 404, visit.say("report.no_form_heading"), visit.say("report.no_form"));
}

}  // namespace

std::vector<Fields> attendance_rows(const Visit& visit) {
    const auto counts = catalogue::attendance(visit.desk.catalogue());
    std::vector<Fields> rows;
    for (const catalogue::Meeting& meeting : visit.desk.catalogue().course().meetings) {
        const std::string field = fmt::format("les{}", meeting.number);
        const auto found = counts.find(meeting.number);
        const std::string kept = found == counts.end() ? std::string{} : fmt::format("{}", found->second);
        const std::string day = day_and_month(*visit.language, meeting.day);
        Asked came{field, fmt::format("{}. {}", meeting.number, day), kept};
        came.type = "number";
        rows.push_back(Fields{}
                           .put("field", field)
                           .put("number", fmt::format("{}", meeting.number))
                           .put("day", day)
                           .put("theme", meeting.theme)
                           .put("cells", std::vector{as_fields(came)}));
    }
    return rows;
}

Answer count_attendance(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    std::map<int, int> came;
    Refusal refusal;
    for (const catalogue::Meeting& meeting : visit.desk.catalogue().course().meetings) {
        const std::string field = fmt::format("les{}", meeting.number);
        if (visit.form.text(field).empty()) continue;
        const int count = visit.form.number(field).value_or(-1);
        if (count < 0 || count > most_people) refusal.by_field[field] = visit.say("number.came_wrong");
        came[meeting.number] = count;
    }
    if (!refusal.by_field.empty()) return refused_on(visit, report_page, refusal);
    const std::string told = stale(visit, course());
    if (!told.empty()) return refused_on(visit, report_page, {{}, told, 409});
    return go_after("/verslag#aanwezig", perform(visit, noted("number.came_did"), "/verslag",
                                                 [&](catalogue::Catalogue& catalogue) {
                                                     catalogue::set_attendance(catalogue, came);
                                                 }));
}

Answer numbers_page(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    return is_known_code(visit, visit.name(0)) ? show(visit, as_it_is(visit), {}, "", 200) : no_code(visit);
}

Answer write_numbers(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    if (!is_known_code(visit, visit.name(0))) return no_code(visit);
    const Typed before = as_it_is(visit);
    Typed typed;
    Typed errors;
    std::map<std::string, std::string> fields;
    for (const Chosen& each : asked) {
        const std::string value = visit.form.text(each.field);
        const bool known = value.empty() || value == before.at(each.field) ||
                           std::ranges::find(each.choices, value, &Choice::kept) != each.choices.end();
        typed[each.field] = known ? value : before.at(each.field);
        if (!known) errors[each.field] = visit.say("person.decides_wrong");
        fields[each.record] = typed[each.field];
    }
    for (const Dated& each : talks) {
        typed[each.field] = visit.form.text(each.field);
        fields[each.record] = typed[each.field];
        const std::string& value = typed[each.field];
        const std::string error = value.empty() || value == before.at(each.field)
                                      ? std::string{}
                                      : typed_day(*visit.language, value).error;
        if (!error.empty()) errors[each.field] = error;
    }
    if (!errors.empty()) return show(visit, typed, errors, "", 422);
    const std::string told = stale(visit, monitoring());
    if (!told.empty()) return show(visit, typed, {}, told, 409);
    const std::string code = visit.name(0);
    return go_after("/verslag#formulieren", perform(visit, noted("number.did", {code}), "/verslag",
                                                    [&](catalogue::Catalogue& catalogue) {
                                                        catalogue::record_monitoring(catalogue, code, fields);
                                                    }));
}

}  // namespace server::leaders
