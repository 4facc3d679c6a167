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
    catalogue::PlanBooklet plan;
    std::string error;
    std::string section;  // whose text was refused
    std::string section_text;
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

std::vector<Fields> line_fields(const Typed& typed) {
    std::vector<Fields> rows;
    const std::size_t count = std::min(most_lines, typed.plan.lines.size() + 2);
    for (std::size_t i = 0; i < count; ++i) {
        const bool known = i < typed.plan.lines.size();
        rows.push_back(Fields{}
                           .put("number", fmt::format("{}", i + 1))
                           .put("page", known ? typed.plan.lines[i].page : "")
                           .put("what", known ? typed.plan.lines[i].what : "")
                           .put("can_go_up", known && i > 0));
    }
    return rows;
}

Answer show(const Visit& visit, const Typed& typed, int status) {
    const catalogue::Course course = visit.desk.catalogue().course();
    Asked title{"titel", visit.say("booklet.name"), typed.plan.title};
    Asked subtitle{"ondertitel", visit.say("booklet.subtitle"), typed.plan.subtitle};
    std::vector<Fields> sections;
    for (const catalogue::BookletSection& section : course.booklet.sections) {
        const bool refused = section.id == typed.section;
        Asked text{"tekst-" + section.id, section.title.empty() ? section.id : section.title,
                   refused ? typed.section_text : section.text};
        text.type = "long";
        text.label_of = LabelOf::Course;
        if (refused) text.error = visit.say("booklet.text_long");
        sections.push_back(Fields{}.put("section", section.id).put("fields", std::vector{as_fields(text)}));
    }
    const bool has_sections = !sections.empty();
    Fields fields;
    put_spreads(visit, fields);
    return page(visit, "booklet",
                std::move(fields)
                    .put("page_title", visit.say("booklet.title"))
                    .put("told", typed.error)
                    .put("has_told", !typed.error.empty())
                    .put("title_fields", std::vector{as_fields(title), as_fields(subtitle)})
                    .put("lines", line_fields(typed))
                    .put("has_sections", has_sections)
                    .put("sections", std::move(sections))
                    .put("mark", visit.desk.mark(booklet_records())),
                status);
}

Typed read_plan(const Visit& visit) {
    Typed typed;
    typed.plan.title = visit.form.text("titel");
    typed.plan.subtitle = visit.form.text("ondertitel");
    for (std::size_t i = 1; i <= most_lines; ++i) {
        const std::string number = fmt::format("{}", i);
        const catalogue::PlanBooklet::Line line{visit.form.text("blz" + number),
                                                visit.form.text("wat" + number)};
        if (line.page.empty() && line.what.empty()) continue;
        const bool pages =
            !line.page.empty() && line.page.find_first_not_of("0123456789-") == std::string::npos;
        if (!pages || line.page.size() > 9) typed.error = visit.say("booklet.page_wrong", {number});
        if (characters_in(line.what) > longest_line) typed.error = visit.say("booklet.line_long");
        typed.plan.lines.push_back(line);
    }
    if (characters_in(typed.plan.title) > longest_line || characters_in(typed.plan.subtitle) > longest_line) {
        typed.error = visit.say("booklet.line_long");
    }
    // A button moves what stands there one place up; the pages stay where they are.
    const auto up = visit.form.number("omhoog");
    if (up && *up > 1 && static_cast<std::size_t>(*up) <= typed.plan.lines.size()) {
        const auto at = static_cast<std::size_t>(*up) - 1;
        std::swap(typed.plan.lines[at].what, typed.plan.lines[at - 1].what);
    }
    return typed;
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
    if (!typed.error.empty()) return show(visit, typed, 422);
    typed.error = stale(visit, booklet_records());
    if (!typed.error.empty()) return show(visit, typed, 409);
    return go_after("/boekje",
                    perform(visit, noted("booklet.planned"), "/boekje",
                            [&](catalogue::Catalogue& catalogue) { change_course(catalogue, typed.plan); }));
}

Answer write_section(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    const catalogue::Course course = visit.desk.catalogue().course();
    const auto section =
        std::ranges::find(course.booklet.sections, visit.form.text("deel"), &catalogue::BookletSection::id);
    if (section == course.booklet.sections.end()) return nothing_done(visit);
    Typed typed = as_it_is(course);
    typed.section_text = visit.form.text("tekst-" + section->id);
    if (characters_in(typed.section_text) > longest_section) {
        typed.section = section->id;
        return show(visit, typed, 422);
    }
    typed.error = stale(visit, booklet_records());
    if (!typed.error.empty()) {
        return show(visit, typed, 409);
    }
    const catalogue::WriteSection change{section->id, section->title, typed.section_text};
    return go_after("/boekje",
                    perform(visit, section->title, "/boekje",
                            [&](catalogue::Catalogue& catalogue) { change_course(catalogue, change); }));
}

}  // namespace server::leaders
