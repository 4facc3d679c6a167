// The course itself: where and when, its meetings and the exhibition.

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/course_form.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/notes.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/visit.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

// Empty when the page was fresh.
std::optional<Answer> refuse_stale(const Visit& visit, TypedCourse& typed) {
    const std::vector<catalogue::RecordName> record = {{"part", "course"}};
    typed.told = stale(visit, record);
    if (typed.told.empty()) return std::nullopt;
    return show_course(visit, typed, 409);
}

std::string new_course_id(const Visit& visit) {
    return fmt::format("INB-{}", to_string(visit.today));
}

}  // namespace

Answer course_page(const Visit& visit) {
    return show_course(visit, course_as_it_is(visit), 200);
}

Answer describe_course(const Visit& visit) {
    TypedCourse typed;
    read_about_course(visit, typed);
    if (typed.value("titel").empty()) typed.errors["titel"] = visit.say("course.name_missing");
    TypedCourse whole = over(course_as_it_is(visit), typed);
    if (!typed.errors.empty()) return show_course(visit, whole, 422);
    const catalogue::DescribeCourse change{typed.value("titel"), typed.value("plaats"),
                                           typed.value("tijd"),  typed.value("organisatie"),
                                           typed.value("email"), typed.value("telefoon")};
    if (!visit.desk.has_course()) {
        const std::string file = catalogue::new_course_file(new_course_id(visit), change);
        return go_after("/cursus",
                        perform(visit, noted("course.made"), "/cursus",
                                [&](catalogue::Catalogue& catalogue) { catalogue.import_course(file); }));
    }
    if (auto refused = refuse_stale(visit, whole)) return *refused;
    return go_after("/cursus",
                    perform(visit, noted("course.described"), "/cursus",
                            [&](catalogue::Catalogue& catalogue) { change_course(catalogue, change); }));
}

Answer plan_meetings(const Visit& visit) {
    TypedCourse typed;
    catalogue::PlanMeetings change;
    for (std::size_t i = 1; i <= most_meetings; ++i) {
        const std::string number = fmt::format("{}", i);
        typed.values["dag" + number] = visit.form.text("dag" + number);
        typed.values["thema" + number] = visit.form.text("thema" + number);
        const auto day = day_in(visit, typed, "dag" + number);
        const std::string theme = typed.value("thema" + number);
        if (!is_one_line(theme, longest_course_line))
            typed.errors["thema" + number] = visit.say("form.line_long");
        if (!day && !theme.empty() && typed.error("dag" + number).empty()) {
            typed.errors["dag" + number] = visit.say("meeting.day_missing");
        }
        if (day) change.meetings.push_back({static_cast<int>(change.meetings.size() + 1), *day, theme});
    }
    TypedCourse whole = over(course_as_it_is(visit), typed);
    if (!typed.errors.empty()) return show_course(visit, whole, 422);
    if (auto refused = refuse_stale(visit, whole)) return *refused;
    return go_after("/cursus#lessen",
                    perform(visit, noted("meeting.planned"), "/cursus",
                            [&](catalogue::Catalogue& catalogue) { change_course(catalogue, change); }));
}

Answer plan_exhibition(const Visit& visit) {
    TypedCourse typed;
    read_about_exhibition(visit, typed);
    catalogue::PlanExhibition change;
    change.exhibition.title = typed.value("expo_titel");
    change.exhibition.place = typed.value("expo_plaats");
    change.exhibition.opening = day_in(visit, typed, "expo_opening");
    change.exhibition.opening_time = typed.value("expo_tijd");
    change.exhibition.until = day_in(visit, typed, "expo_tot");
    const auto& shown = change.exhibition;
    if (shown.opening && shown.until && *shown.until < *shown.opening)
        typed.errors["expo_tot"] = visit.say("expo.too_early");
    TypedCourse whole = over(course_as_it_is(visit), typed);
    if (!typed.errors.empty()) return show_course(visit, whole, 422);
    if (auto refused = refuse_stale(visit, whole)) return *refused;
    return go_after("/cursus#tentoonstelling",
                    perform(visit, noted("expo.planned"), "/cursus",
                            [&](catalogue::Catalogue& catalogue) { change_course(catalogue, change); }));
}

}  // namespace server::leaders
