// The booklet: its texts, and what stands on which page.

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/booklet_spreads.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/notes.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <regex>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

constexpr std::size_t longest_line = 400;
constexpr std::size_t longest_section = 4000;
constexpr std::size_t most_lines = 120;

struct Typed {
    catalogue::PlanBooklet plan;  // with the lines that are empty, where they were typed
    std::string error;            // of the page as a whole
    std::map<std::string, std::string> errors = {};
};

Typed as_it_is(const catalogue::Course& course) {
    Typed typed;
    typed.plan.title = course.booklet.title;
    typed.plan.subtitle = course.booklet.subtitle;
    for (const catalogue::PlannedPages& line : course.booklet.page_plan) {
        typed.plan.lines.push_back({line.first == line.last ? fmt::format("{}", line.first)
                                                            : fmt::format("{}-{}", line.first, line.last),
                                    line.what});
    }
    return typed;
}

/// The usual ones, also those that nobody wrote yet (a course that begins here has none), and the course's
/// others.
std::vector<catalogue::BookletSection> sections_to_write(const Visit& visit,
                                                         const catalogue::Course& course) {
    const auto& written = course.booklet.sections;
    std::vector<catalogue::BookletSection> sections;
    for (const std::string id : {"voorwoord", "over", "toestemming", "dank", "colofon"}) {
        const auto known = std::ranges::find(written, id, &catalogue::BookletSection::id);
        if (known != written.end()) {
            sections.push_back(*known);
            continue;
        }
        catalogue::BookletSection section;
        section.id = id;
        section.title = visit.say_in_dutch("section." + id);  // it is printed
        sections.push_back(section);
    }
    for (const catalogue::BookletSection& own : written) {
        if (std::ranges::find(sections, own.id, &catalogue::BookletSection::id) == sections.end())
            sections.push_back(own);
    }
    return sections;
}

std::string error_of(const Typed& typed, const std::string& field) {
    const auto found = typed.errors.find(field);
    return found == typed.errors.end() ? std::string{} : found->second;
}

std::vector<Fields> line_fields(const Visit& visit, const Typed& typed) {
    std::vector<Fields> rows;
    const std::size_t count = std::min(most_lines, typed.plan.lines.size() + 2);
    for (std::size_t i = 0; i < count; ++i) {
        const bool known = i < typed.plan.lines.size();
        const std::string number = fmt::format("{}", i + 1);
        Asked page{"blz" + number, visit.say("booklet.page") + " " + number,
                   known ? typed.plan.lines[i].page : ""};
        Asked what{"wat" + number, visit.say("booklet.what") + " " + number,
                   known ? typed.plan.lines[i].what : ""};
        for (Asked* each : {&page, &what}) each->error = error_of(typed, each->id);
        rows.push_back(Fields{}
                           .put("number", number)
                           .put("page", std::vector{as_fields(page)})
                           .put("what", std::vector{as_fields(what)})
                           .put("can_go_up", known && i > 0));
    }
    return rows;
}

Answer show(const Visit& visit, const Typed& typed, int status) {
    const catalogue::Course course = visit.desk.catalogue().course();
    Asked title{"titel", visit.say("booklet.name"), typed.plan.title};
    Asked subtitle{"ondertitel", visit.say("booklet.subtitle"), typed.plan.subtitle};
    for (Asked* each : {&title, &subtitle}) each->error = error_of(typed, each->id);
    std::vector<Fields> sections;
    for (const catalogue::BookletSection& section : sections_to_write(visit, course)) {
        Asked text{"tekst-" + section.id, section.title.empty() ? section.id : section.title, section.text};
        text.type = "long";
        text.label_of = LabelOf::Course;
        text.error = error_of(typed, text.id);
        sections.push_back(Fields{}
                               .put("section", section.id)
                               .put("title", text.label)
                               .put("fields", std::vector{as_fields(text)}));
    }
    Fields fields;
    put_spreads(visit, fields);
    return page(visit, "booklet",
                std::move(fields)
                    .put("page_title", visit.say("booklet.title"))
                    .put("told", typed.error)
                    .put("has_told", !typed.error.empty())
                    .put("title_fields", std::vector{as_fields(title), as_fields(subtitle)})
                    .put("lines", line_fields(visit, typed))
                    .put("sections", std::move(sections))
                    .put("mark", visit.desk.mark(booklet_records())),
                status);
}

bool is_empty(const catalogue::PlanBooklet::Line& line) {
    return line.page.empty() && line.what.empty();
}

/// "6", or "6-7": numbers that a booklet can have.
bool says_pages(const std::string& text) {
    static const std::regex pages("([1-9][0-9]{0,2})(-([1-9][0-9]{0,2}))?");
    std::smatch numbers;
    if (!std::regex_match(text, numbers, pages)) return false;
    return !numbers[3].matched || std::stoi(numbers[1]) <= std::stoi(numbers[3]);
}

Typed read_plan(const Visit& visit) {
    Typed typed;
    typed.plan.title = visit.form.text("titel");
    typed.plan.subtitle = visit.form.text("ondertitel");
    for (std::size_t i = 1; i <= most_lines; ++i) {
        const std::string number = fmt::format("{}", i);
        const catalogue::PlanBooklet::Line line{visit.form.text("blz" + number),
                                                visit.form.text("wat" + number)};
        typed.plan.lines.push_back(line);
        if (is_empty(line)) continue;
        if (!says_pages(line.page)) typed.errors["blz" + number] = visit.say("booklet.page_wrong");
        if (!is_one_line(line.what, longest_line))
            typed.errors["wat" + number] = visit.say("booklet.line_long");
    }
    while (!typed.plan.lines.empty() && is_empty(typed.plan.lines.back())) typed.plan.lines.pop_back();
    for (const auto& [field, value] :
         {std::pair{"titel", typed.plan.title}, std::pair{"ondertitel", typed.plan.subtitle}}) {
        if (!is_one_line(value, longest_line)) typed.errors[field] = visit.say("booklet.line_long");
    }
    return typed;
}

/// As it is kept: a button moves what stands there one place up, and the pages stay where they are.
catalogue::PlanBooklet plan_of(const Visit& visit, catalogue::PlanBooklet plan) {
    const auto up = visit.form.number("omhoog");
    if (up && *up > 1 && static_cast<std::size_t>(*up) <= plan.lines.size()) {
        const auto at = static_cast<std::size_t>(*up) - 1;
        std::swap(plan.lines[at].what, plan.lines[at - 1].what);
    }
    std::erase_if(plan.lines, is_empty);
    return plan;
}

}  // namespace

Answer booklet_page(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    return show(visit, as_it_is(visit.desk.catalogue().course()), 200);
}

Answer booklet_page_stale(const Visit& visit, const std::string& told) {
    Typed typed = as_it_is(visit.desk.catalogue().course());
    typed.error = told;
    return show(visit, typed, 409);
}

Answer plan_booklet(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    Typed typed = read_plan(visit);
    if (!typed.errors.empty()) return show(visit, typed, 422);
    typed.error = stale(visit, booklet_records());
    if (!typed.error.empty()) return show(visit, typed, 409);
    const catalogue::PlanBooklet plan = plan_of(visit, typed.plan);
    return go_after("/boekje",
                    perform(visit, noted("booklet.planned"), "/boekje",
                            [&](catalogue::Catalogue& catalogue) { change_course(catalogue, plan); }));
}

Answer write_section(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    const catalogue::Course course = visit.desk.catalogue().course();
    const auto sections = sections_to_write(visit, course);
    const auto section = std::ranges::find(sections, visit.form.text("deel"), &catalogue::BookletSection::id);
    if (section == sections.end()) return nothing_done(visit);
    Typed typed = as_it_is(course);
    const std::string field = "tekst-" + section->id;
    const std::string text = visit.form.text(field);
    if (characters_in(text) > longest_section) {
        typed.errors[field] = visit.say("booklet.text_long");
        return show(visit, typed, 422);
    }
    typed.error = stale(visit, booklet_records());
    if (!typed.error.empty()) {
        return show(visit, typed, 409);
    }
    const catalogue::WriteSection change{section->id, section->title, text};
    return go_after("/boekje",
                    perform(visit, section->title, "/boekje",
                            [&](catalogue::Catalogue& catalogue) { change_course(catalogue, change); }));
}

}  // namespace server::leaders
