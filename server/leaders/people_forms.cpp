#include "server/leaders/people_forms.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/leaders/days.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace server::leaders {

namespace {

constexpr std::size_t longest_name = 80;

void check_length(const Visit& visit, PersonTyped& typed, const char* field, const std::string& value) {
    if (!is_one_line(value, longest_name)) typed.errors[field] = visit.say("person.name_long");
}

std::string error_of(const PersonTyped& typed, const char* field) {
    const auto found = typed.errors.find(field);
    return found == typed.errors.end() ? std::string{} : found->second;
}

constexpr const char* with_representative = "mentor";  // or a guardian: for the rule they are the same

/// Whether a representative decides on that day; empty: nobody does.
std::string decides_now(const std::optional<catalogue::LegalRepresentative>& who, catalogue::Day today) {
    const bool decides = who && who->from <= today && (!who->until || today < *who->until);
    return decides ? with_representative : "";
}

bool is_language(const std::string& code) {
    return code.size() >= 2 && code.size() <= 12 && std::ranges::all_of(code, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
           });
}

}  // namespace

PersonTyped typed_of(const catalogue::Person& person, catalogue::Day today) {
    PersonTyped typed;
    typed.first = person.display.first;
    typed.full = person.display.full;
    typed.pseudonym = person.display.pseudonym;
    if (person.born) typed.born = to_string(*person.born);
    typed.decides = decides_now(person.representative, today);
    for (const std::string& language : person.languages) {
        typed.languages += (typed.languages.empty() ? "" : ", ") + language;
    }
    return typed;
}

std::vector<std::string> languages_in(const std::string& text) {
    std::vector<std::string> languages(1);
    for (const char c : text) {
        if (c == ',' || c == ' ' || c == ';') {
            if (!languages.back().empty()) languages.emplace_back();
        } else {
            languages.back() += c;
        }
    }
    if (languages.back().empty()) languages.pop_back();
    return languages;
}

PersonTyped read_person_form(const Visit& visit) {
    PersonTyped typed;
    typed.first = visit.form.text("voornaam");
    typed.full = visit.form.text("naam");
    typed.pseudonym = visit.form.text("andere");
    typed.born = visit.form.text("geboren");
    typed.languages = visit.form.text("talen");
    typed.decides = visit.form.text("beslist");
    if (!typed.decides.empty() && typed.decides != with_representative)
        typed.errors["beslist"] = visit.say("person.decides_wrong");
    if (typed.first.empty()) typed.errors["voornaam"] = visit.say("person.first_missing");
    check_length(visit, typed, "voornaam", typed.first);
    check_length(visit, typed, "naam", typed.full);
    check_length(visit, typed, "andere", typed.pseudonym);
    if (!typed.born.empty()) {
        constexpr int earliest = 1900;
        const TypedDay born = typed_day(*visit.language, typed.born, earliest);
        typed.born_day = born.day;
        if (!born.error.empty()) typed.errors["geboren"] = born.error;
        if (born.day && *born.day > visit.today) typed.errors["geboren"] = visit.say("person.born_later");
    }
    const auto languages = languages_in(typed.languages);
    if (languages.size() > 8 || !std::ranges::all_of(languages, is_language)) {
        typed.errors["talen"] = visit.say("person.languages_wrong");
    }
    return typed;
}

catalogue::Names names_of(const PersonTyped& typed, const catalogue::Person* person) {
    using catalogue::NameForm;
    catalogue::Names names;
    const bool goes_by_it = person != nullptr && person->name_form == NameForm::Pseudonym;
    if (!typed.pseudonym.empty() && !goes_by_it) names.name_form = "pseudonym";
    if (typed.pseudonym.empty() && goes_by_it) names.name_form = "anonymous";
    names.first = typed.first;
    names.full = typed.full;
    names.pseudonym = typed.pseudonym;
    return names;
}

void decide_with(catalogue::Catalogue& catalogue, const catalogue::PersonId& person,
                 const std::optional<catalogue::LegalRepresentative>& now, const PersonTyped& typed,
                 catalogue::Day today) {
    if (typed.decides == decides_now(now, today)) return;
    catalogue::ChangeRepresentative change{person, "mentor of curator", today, std::nullopt};
    if (typed.decides.empty()) {  // it ends today
        change.from = now->from;
        change.until = today;
    }
    catalogue.change(change);
}

void put_deciders(const Visit& visit, const PersonTyped& typed, Fields& fields) {
    const auto choice = [&](const char* value, const char* words) {
        return Fields{}
            .put("value", value)
            .put("words", visit.say(words))
            .put("chosen", typed.decides == value);
    };
    const std::string error = error_of(typed, "beslist");
    fields
        .put("deciders", std::vector{choice("", "person.decides_self"),
                                     choice(with_representative, "person.decides_rep")})
        .put("decides_wrong", !error.empty())
        .put("decides_error", error);
}

std::vector<Fields> fields_of(const Visit& visit, const PersonTyped& typed) {
    Asked first{"voornaam", visit.say("person.first"), typed.first};
    Asked full{"naam", visit.say("person.full"), typed.full, visit.say("person.full_hint")};
    Asked other{"andere", visit.say("person.other"), typed.pseudonym, visit.say("person.other_hint")};
    Asked born{"geboren", visit.say("person.born"), typed.born, visit.say("person.born_hint")};
    born.type = "date";
    Asked languages{"talen", visit.say("person.languages"), typed.languages,
                    visit.say("person.languages_hint")};
    std::vector<Fields> fields;
    for (Asked* each : {&first, &full, &other, &born, &languages}) {
        each->error = error_of(typed, each->id.c_str());
        fields.push_back(as_fields(*each));
    }
    return fields;
}

}  // namespace server::leaders
