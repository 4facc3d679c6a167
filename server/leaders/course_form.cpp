// The page of the course: what it asks, and how it is shown.

#include "server/leaders/course_form.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/camera_form.hpp"
#include "server/leaders/days.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/photo_tiles.hpp"
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

struct Question {
    const char* field;
    const char* label;
    const char* hint;
    const char* type;
};

constexpr Question about_course[] = {{"titel", "course.name", "course.name_hint", "text"},
                                     {"plaats", "course.place", "course.place_hint", "text"},
                                     {"tijd", "course.time", "course.time_hint", "text"},
                                     {"organisatie", "course.organisation", "", "text"},
                                     {"email", "course.email", "course.email_hint", "email"},
                                     {"telefoon", "course.phone", "course.phone_hint", "tel"}};
constexpr Question about_exhibition[] = {{"expo_titel", "expo.name", "", "text"},
                                         {"expo_plaats", "expo.place", "", "text"},
                                         {"expo_opening", "expo.opening", "", "date"},
                                         {"expo_tijd", "expo.time", "", "text"},
                                         {"expo_tot", "expo.until", "", "date"}};

template <std::size_t count>
std::vector<Fields> asked(const Visit& visit, const Question (&questions)[count], const TypedCourse& typed) {
    std::vector<Fields> fields;
    for (const Question& question : questions) {
        Asked each{question.field, visit.words().at(question.label), typed.value(question.field)};
        if (question.hint[0] != '\0') each.hint = visit.words().at(question.hint);
        each.error = typed.error(question.field);
        each.type = question.type;
        fields.push_back(as_fields(each));
    }
    return fields;
}

/// Something@somewhere: enough to see that a telephone number or a name was typed there.
bool is_address(const std::string& text) {
    const std::size_t at = text.find('@');
    return at != std::string::npos && at > 0 && at + 1 < text.size() &&
           text.find('@', at + 1) == std::string::npos && text.find(' ') == std::string::npos;
}

template <std::size_t count>
void read_lines(const Visit& visit, const Question (&questions)[count], TypedCourse& typed) {
    for (const Question& question : questions) {
        const std::string value = visit.form.text(question.field);
        typed.values[question.field] = value;
        if (!is_one_line(value, longest_course_line)) {
            typed.errors[question.field] = visit.say("form.line_long");
        } else if (question.type == std::string_view{"email"} && !value.empty() && !is_address(value)) {
            typed.errors[question.field] = visit.say("form.email_wrong");
        }
    }
}

std::vector<Fields> meeting_rows(const Visit& visit, const TypedCourse& typed) {
    std::vector<Fields> rows;
    std::vector<catalogue::Meeting> meetings;
    if (visit.desk.has_course()) meetings = visit.desk.catalogue().course().meetings;
    const std::size_t count = std::min(most_meetings, std::max<std::size_t>(meetings.size() + 2, 12));
    for (std::size_t i = 0; i < count; ++i) {
        const std::string number = fmt::format("{}", i + 1);
        const bool known = i < meetings.size();
        Asked day{"dag" + number, visit.say("meeting.day") + " " + number,
                  known ? to_string(meetings[i].day) : ""};
        day.type = "date";
        day.error = typed.error(day.id);
        Asked theme{"thema" + number, visit.say("meeting.theme") + " " + number,
                    known ? meetings[i].theme : ""};
        theme.error = typed.error(theme.id);
        rows.push_back(Fields{}.put("cells", std::vector{as_fields(day), as_fields(theme)}));
    }
    return rows;
}

bool is_held(const Visit& visit) {
    return std::ranges::any_of(visit.desk.world().holds, [&](const catalogue::Hold& hold) {
        return hold.from <= visit.today && (!hold.until || *hold.until > visit.today);
    });
}

}  // namespace

std::optional<catalogue::Day> day_in(const Visit& visit, TypedCourse& typed, const std::string& field) {
    const std::string value = typed.value(field);
    if (value.empty()) return std::nullopt;
    const TypedDay day = typed_day(*visit.language, value);
    if (!day.error.empty()) typed.errors[field] = day.error;
    return day.day;
}

std::string practice_field(const catalogue::PracticeId& practice) {
    return practice.value.empty() ? "praktijk" : "praktijk-" + practice.value;
}

TypedCourse course_as_it_is(const Visit& visit) {
    TypedCourse typed;
    if (!visit.desk.has_course()) return typed;
    const catalogue::Course course = visit.desk.catalogue().course();
    const auto day = [](const auto& each) { return each ? to_string(*each) : std::string{}; };
    typed.values = {{"titel", course.title},
                    {"plaats", course.place},
                    {"tijd", visit.desk.text_of_part("course", "time")},
                    {"organisatie", course.organisation},
                    {"email", course.privacy_email},
                    {"telefoon", visit.desk.text_of_part("organisation", "phone")},
                    {"expo_titel", course.exhibition.title},
                    {"expo_plaats", course.exhibition.place},
                    {"expo_opening", day(course.exhibition.opening)},
                    {"expo_tijd", course.exhibition.opening_time},
                    {"expo_tot", day(course.exhibition.until)}};
    return typed;
}

TypedCourse over(TypedCourse now, const TypedCourse& typed) {
    for (const auto& [field, value] : typed.values) now.values[field] = value;
    now.errors = typed.errors;
    return now;
}

void read_about_course(const Visit& visit, TypedCourse& typed) {
    read_lines(visit, about_course, typed);
}

void read_about_exhibition(const Visit& visit, TypedCourse& typed) {
    read_lines(visit, about_exhibition, typed);
}

const std::vector<catalogue::RecordName>& records_of_practices() {
    static const std::vector<catalogue::RecordName> records = {{"part", "referrers"}};
    return records;
}

const std::vector<catalogue::RecordName>& records_of_loans() {
    static const std::vector<catalogue::RecordName> records = {{"part", "loans"}};
    return records;
}

Answer show_course(const Visit& visit, const TypedCourse& typed, int status) {
    const bool has_course = visit.desk.has_course();
    std::vector<Fields> practices;
    std::vector<Fields> cameras;
    if (has_course) {
        for (const catalogue::Practice& practice : visit.desk.catalogue().course().practices) {
            Asked name{practice_field(practice.id), visit.say("practice.name"), practice.organisation};
            name.error = typed.error(name.id);
            practices.push_back(Fields{}
                                    .put("practice", practice.id.value)
                                    .put("name", practice.organisation)
                                    .put("opened", typed.values.contains(name.id))
                                    .put("practice_fields", std::vector{as_fields(name)})
                                    .put("screen", practice.has_screen));
        }
        cameras = camera_rows(visit, typed);
    }
    Asked practice{practice_field({}), visit.say("practice.name"), typed.value("praktijk")};
    practice.error = typed.error(practice.id);
    const bool has_practices = !practices.empty();
    const bool has_cameras = !cameras.empty();
    auto people = makers(visit, std::nullopt);
    const bool has_people = !people.empty();
    return page(visit, "course",
                Fields{}
                    .put("page_title", visit.say("course.title"))
                    .put("has_course", has_course)
                    .put("told", typed.told)
                    .put("has_told", !typed.told.empty())
                    .put("course_fields", asked(visit, about_course, typed))
                    .put("expo_fields", asked(visit, about_exhibition, typed))
                    .put("meetings", meeting_rows(visit, typed))
                    .put("practices", std::move(practices))
                    .put("has_practices", has_practices)
                    .put("new_practice", std::vector{as_fields(practice)})
                    .put("cameras", std::move(cameras))
                    .put("has_cameras", has_cameras)
                    .put("has_people", has_people)
                    .put("people", std::move(people))
                    .put("practice_mark", visit.desk.mark(records_of_practices()))
                    .put("loan_mark", visit.desk.mark(records_of_loans()))
                    .put("is_held", is_held(visit))
                    .put("mark", visit.desk.mark({{"part", "course"}})),
                status);
}

}  // namespace server::leaders
