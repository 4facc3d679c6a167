// What the report for municipality and funds is made of: first and last forms, quotes, and who pays.

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/forms.hpp"
#include "catalogue/quotes.hpp"
#include "server/answer.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/notes.hpp"
#include "server/leaders/numbers_page.hpp"
#include "server/leaders/refusing.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

using catalogue::FormMoment;

constexpr std::size_t longest_answer = 2000;
constexpr std::size_t longest_line = 120;
constexpr std::size_t most_funders = 20;

const std::vector<catalogue::RecordName>& measurement() {
    static const std::vector<catalogue::RecordName> record = {{"part", "measurement"}};
    return record;
}
const std::vector<catalogue::RecordName>& course() {
    static const std::vector<catalogue::RecordName> record = {{"part", "course"}};
    return record;
}

/// Who may have filled in a form: the codes of the participants, never their names.
std::vector<std::string> codes(const Visit& visit) {
    std::vector<std::string> all;
    for (const auto& [id, person] : visit.desk.world().persons) {
        const bool takes_part = person.takes_part == catalogue::TakesPart::Yes && !person.erased_at;
        if (takes_part && !person.code.empty()) all.push_back(person.code);
    }
    std::ranges::sort(all);
    return all;
}

bool is_in(const Visit& visit, const std::string& code, FormMoment moment) {
    const auto there = catalogue::forms_there(visit.desk.catalogue());
    return std::ranges::any_of(there, [&](const catalogue::FormsOfCode& each) {
        return each.code == code && (moment == FormMoment::First ? each.start : each.end);
    });
}

std::vector<Fields> form_rows(const Visit& visit) {
    std::vector<Fields> rows;
    for (const std::string& code : codes(visit)) {
        rows.push_back(Fields{}
                           .put("code", code)
                           .put("first", is_in(visit, code, FormMoment::First))
                           .put("last", is_in(visit, code, FormMoment::Last)));
    }
    return rows;
}

std::vector<Fields> quote_rows(const Visit& visit) {
    std::vector<Fields> rows;
    for (const catalogue::Quote& quote : catalogue::quotes(visit.desk.catalogue(), visit.today)) {
        std::string why;
        if (!quote.no.empty()) why = visit.say("report.quote_no_yes");
        if (quote.names_somebody) why = visit.say("report.quote_names");
        rows.push_back(Fields{}
                           .put("quote", quote.text.value)
                           .put("words", quote.words)
                           .put("told", quote.may_be_told())
                           .put("why", why)
                           .put("doubtful", !quote.doubts.empty() && !quote.checked)
                           .put("to_check", !quote.checked && !quote.names_somebody));
    }
    return rows;
}

struct Funding {
    std::string typed;
    std::string error = {};
    std::string told = {};
};

std::string funders_now(const Visit& visit) {
    std::string lines;
    for (const std::string& line : catalogue::funders(visit.desk.catalogue()))
        lines += (lines.empty() ? "" : "\n") + line;
    return lines;
}

Answer show(const Visit& visit, const Funding& funding, int status) {
    Asked lines{"fondsen",     visit.say("report.funders_label"),
                funding.typed, visit.say("report.funders_hint"),
                funding.error, "long"};
    auto forms = form_rows(visit);
    auto quoted = quote_rows(visit);
    auto meetings = attendance_rows(visit);
    const bool has_meetings = !meetings.empty();
    const bool has_forms = !forms.empty();
    const bool has_quotes = !quoted.empty();
    return page(visit, "report",
                Fields{}
                    .put("page_title", visit.say("report.title"))
                    .put("told_wrong", funding.told)
                    .put("has_told", !funding.told.empty())
                    .put("has_forms", has_forms)
                    .put("forms", std::move(forms))
                    .put("has_quotes", has_quotes)
                    .put("quotes", std::move(quoted))
                    .put("mark", visit.desk.mark(course()))
                    .put("has_meetings", has_meetings)
                    .put("meetings", std::move(meetings))
                    .put("fields", std::vector{as_fields(lines)}),
                status);
}

/// A form that the route names: "VB-04", "begin". Empty when nobody has that code or there is no such form.
std::optional<catalogue::FilledForm> form_here(const Visit& visit) {
    const auto all = codes(visit);
    const bool known = std::ranges::find(all, visit.name(0)) != all.end();
    const std::string& moment = visit.name(1);
    if (!known || (moment != "begin" && moment != "eind")) return std::nullopt;
    return catalogue::FilledForm{
        visit.name(0), moment == "begin" ? FormMoment::First : FormMoment::Last, {}, {}};
}

std::string field_of(const char* kind, std::size_t number) {
    return fmt::format("{}{}", kind, number);
}

std::vector<Fields> face_rows(const Visit& visit, const catalogue::FormQuestions& questions) {
    static constexpr const char* faces[] = {"face.1", "face.2", "face.3", "face.4", "face.5"};
    std::vector<Fields> rows;
    for (std::size_t i = 0; i < questions.faces.size(); ++i) {
        const int chosen = visit.form.number(field_of("gezicht", i + 1)).value_or(0);
        std::vector<Fields> choices;
        for (int face = 1; face <= catalogue::happiest_face; ++face) {
            choices.push_back(Fields{}
                                  .put("face", fmt::format("{}", face))
                                  .put("face_words", visit.say(faces[face - 1]))
                                  .put("chosen", face == chosen));
        }
        rows.push_back(Fields{}
                           .put("number", fmt::format("{}", i + 1))
                           .put("question", questions.faces[i])
                           .put("left_open", chosen == 0)
                           .put("choices", std::move(choices)));
    }
    return rows;
}

Answer show_form(const Visit& visit, const catalogue::FilledForm& form, const std::string& told, int status) {
    const catalogue::FormQuestions questions = catalogue::form_questions(visit.desk.catalogue());
    std::vector<Fields> open;
    const auto& asked = questions.open(form.moment);
    for (std::size_t i = 0; i < asked.size(); ++i) {
        Asked each{field_of("open", i + 1), asked[i], visit.form.text(field_of("open", i + 1))};
        each.type = "long";
        each.label_of = LabelOf::Course;
        if (characters_in(each.value) > longest_answer) each.error = visit.say("report.answer_long");
        open.push_back(as_fields(each));
    }
    return page(
        visit, "form_in",
        Fields{}
            .put("page_title", visit.say(form.moment == FormMoment::First ? "report.first" : "report.last"))
            .put("code", form.code)
            .put("moment", visit.name(1))
            .put("told_wrong", told)
            .put("has_told", !told.empty())
            .put("is_there", is_in(visit, form.code, form.moment))
            .put("faces", face_rows(visit, questions))
            .put("open_fields", std::move(open))
            .put("mark", visit.desk.mark(measurement())),
        status);
}

/// Reads the answers; false when one cannot be.
bool read_answers(const Visit& visit, catalogue::FilledForm& form) {
    const catalogue::FormQuestions questions = catalogue::form_questions(visit.desk.catalogue());
    for (std::size_t i = 1; i <= questions.faces.size(); ++i) {
        const std::string typed = visit.form.text(field_of("gezicht", i));
        const int face = typed.empty() ? 0 : visit.form.number(field_of("gezicht", i)).value_or(-1);
        if (face < 0 || face > catalogue::happiest_face) return false;
        form.faces.push_back(face);
    }
    for (std::size_t i = 1; i <= questions.open(form.moment).size(); ++i) {
        const std::string typed = visit.form.text(field_of("open", i));
        if (characters_in(typed) > longest_answer) return false;
        if (!typed.empty()) form.open[static_cast<int>(i)] = typed;
    }
    return true;
}

bool says_nothing(const catalogue::FilledForm& form) {
    return form.open.empty() && std::ranges::all_of(form.faces, [](int face) { return face == 0; });
}

Answer no_form(const Visit& visit) {
    return message(visit, 404, visit.say("report.no_form_heading"), visit.say("report.no_form"));
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string line = text.substr(at, end - at);
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
        if (!line.empty()) lines.push_back(std::move(line));
        at = end + 1;
    }
    return lines;
}

}  // namespace

Answer report_page(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    return show(visit, {funders_now(visit)}, 200);
}

Answer name_funders(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    Funding funding{visit.form.text("fondsen")};
    const auto lines = lines_of(funding.typed);
    const bool too_long = std::ranges::any_of(
        lines, [](const std::string& line) { return characters_in(line) > longest_line; });
    if (too_long || lines.size() > most_funders) {
        funding.error = visit.say("report.funders_wrong");
        return show(visit, funding, 422);
    }
    funding.told = stale(visit, course());
    if (!funding.told.empty()) return show(visit, funding, 409);
    return go_after("/verslag#wie-betaalt", perform(visit, noted("report.funders_did"), "/verslag",
                                                    [&](catalogue::Catalogue& catalogue) {
                                                        catalogue::set_funders(catalogue, lines);
                                                    }));
}

Answer check_quote(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    const catalogue::TextId quote{visit.form.text("uitspraak")};
    try {
        return go_after("/verslag#uitspraken", perform(visit, noted("report.quote_did"), "/verslag",
                                                       [&](catalogue::Catalogue& catalogue) {
                                                           quote_looked_at(catalogue, quote, visit.today);
                                                       }));
    } catch (const catalogue::LibraryInUse&) {
        throw;
    } catch (const catalogue::CannotWork&) {
        return refused_on(visit, report_page, {{}, visit.say("report.quote_cannot")});
    }
}

Answer filled_form_page(const Visit& visit) {
    const auto form = form_here(visit);
    return form ? show_form(visit, *form, "", 200) : no_form(visit);
}

Answer fill_in_form(const Visit& visit) {
    auto form = form_here(visit);
    if (!form) return no_form(visit);
    if (!read_answers(visit, *form)) return show_form(visit, *form, visit.say("report.form_wrong"), 422);
    if (says_nothing(*form)) return show_form(visit, *form, visit.say("report.form_empty"), 422);
    const std::string told = stale(visit, measurement());
    if (!told.empty()) return show_form(visit, *form, told, 409);
    return go_after("/verslag#formulieren", perform(visit, noted("report.form_did", {form->code}), "/verslag",
                                                    [&](catalogue::Catalogue& catalogue) {
                                                        catalogue::record_form(catalogue, *form);
                                                    }));
}

}  // namespace server::leaders
