// The course itself: where and when, the exhibition, practices and cameras.

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/photo_tiles.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

constexpr std::size_t longest_line = 120;
constexpr std::size_t most_meetings = 40;

/// A form of which each field is typed text, and what is wrong with it.
struct Typed {
    std::map<std::string, std::string> values;
    std::map<std::string, std::string> errors;
    std::string told;

    std::string value(const std::string& field) const {
        const auto found = values.find(field);
        return found == values.end() ? std::string{} : found->second;
    }
    std::string error(const std::string& field) const {
        const auto found = errors.find(field);
        return found == errors.end() ? std::string{} : found->second;
    }
};

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
std::vector<Fields> asked(const Visit& visit, const Question (&questions)[count], const Typed& typed) {
    std::vector<Fields> fields;
    for (const Question& question : questions) {
        Asked each{question.field, visit.office.words.at(question.label), typed.value(question.field)};
        if (question.hint[0] != '\0') each.hint = visit.office.words.at(question.hint);
        each.error = typed.error(question.field);
        each.type = question.type;
        fields.push_back(as_fields(each));
    }
    return fields;
}

template <std::size_t count>
void read_lines(const Visit& visit, const Question (&questions)[count], Typed& typed) {
    for (const Question& question : questions) {
        const std::string value = visit.form.text(question.field);
        typed.values[question.field] = value;
        if (characters_in(value) > longest_line || value.find('\n') != std::string::npos) {
            typed.errors[question.field] = visit.say("form.line_long");
        }
    }
}

std::optional<catalogue::Day> day_in(const Visit& visit, Typed& typed, const std::string& field) {
    const std::string value = typed.value(field);
    if (value.empty()) return std::nullopt;
    try {
        return catalogue::parse_day(value);
    } catch (const std::invalid_argument&) {
        typed.errors[field] = visit.say("form.day_wrong");
        return std::nullopt;
    }
}

Typed as_it_is(const Visit& visit) {
    Typed typed;
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

std::vector<Fields> meeting_rows(const Visit& visit, const Typed& typed) {
    std::vector<Fields> rows;
    std::vector<catalogue::Meeting> meetings;
    if (visit.desk.has_course()) meetings = visit.desk.catalogue().course().meetings;
    const std::size_t count = std::min(most_meetings, std::max<std::size_t>(meetings.size() + 2, 12));
    for (std::size_t i = 0; i < count; ++i) {
        const std::string number = fmt::format("{}", i + 1);
        const bool typed_here = typed.values.contains("dag" + number);
        const bool known = i < meetings.size();
        rows.push_back(Fields{}
                           .put("number", number)
                           .put("date", typed_here ? typed.value("dag" + number)
                                        : known    ? to_string(meetings[i].day)
                                                   : "")
                           .put("theme", typed_here ? typed.value("thema" + number)
                                         : known    ? meetings[i].theme
                                                    : "")
                           .put("wrong", !typed.error("dag" + number).empty())
                           .put("error", typed.error("dag" + number)));
    }
    return rows;
}

// Who has each camera now, by the loans.
std::vector<Fields> camera_rows(const Visit& visit) {
    std::vector<Fields> rows;
    const auto loans = visit.desk.catalogue().loans();
    for (const catalogue::Camera& camera : visit.desk.world().cameras) {
        std::string to;
        for (const catalogue::Loan& loan : loans) {
            const bool open = loan.camera == camera.id && loan.until.empty();
            if (open) to += (to.empty() ? "" : ", ") + catalogue::name_of(visit.desk.world(), loan.person);
        }
        rows.push_back(Fields{}.put("id", camera.id.value).put("lent", !to.empty()).put("to", to));
    }
    return rows;
}

bool is_held(const Visit& visit) {
    return std::ranges::any_of(visit.desk.world().holds, [&](const catalogue::Hold& hold) {
        return hold.from <= visit.today && (!hold.until || *hold.until > visit.today);
    });
}

Answer show(const Visit& visit, const Typed& typed, int status) {
    const bool has_course = visit.desk.has_course();
    std::vector<Fields> practices;
    std::vector<Fields> cameras;
    if (has_course) {
        for (const catalogue::Practice& practice : visit.desk.catalogue().course().practices) {
            practices.push_back(
                Fields{}.put("name", practice.organisation).put("screen", practice.has_screen));
        }
        cameras = camera_rows(visit);
    }
    Asked practice{"praktijk", visit.say("practice.name"), typed.value("praktijk")};
    practice.error = typed.error("praktijk");
    const bool has_practices = !practices.empty();
    const bool has_cameras = !cameras.empty();
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
                    .put("practice_fields", std::vector{as_fields(practice)})
                    .put("cameras", std::move(cameras))
                    .put("has_cameras", has_cameras)
                    .put("people", makers(visit, std::nullopt))
                    .put("is_held", is_held(visit))
                    .put("mark", visit.desk.mark({{"part", "course"}})),
                status);
}

// Empty when the page was fresh.
std::optional<Answer> refuse_stale(const Visit& visit, Typed& typed) {
    const std::vector<catalogue::RecordName> record = {{"part", "course"}};
    typed.told = stale(visit, visit.desk.mark(record), record);
    if (typed.told.empty()) return std::nullopt;
    return show(visit, typed, 409);
}

Typed over(Typed now, const Typed& typed) {
    for (const auto& [field, value] : typed.values) now.values[field] = value;
    now.errors = typed.errors;
    return now;
}

std::string new_course_id(const Visit& visit) {
    return fmt::format("INB-{}", to_string(visit.today));
}

}  // namespace

Answer course_page(const Visit& visit) {
    return show(visit, as_it_is(visit), 200);
}

Answer describe_course(const Visit& visit) {
    Typed typed;
    read_lines(visit, about_course, typed);
    if (typed.value("titel").empty()) typed.errors["titel"] = visit.say("course.name_missing");
    Typed whole = over(as_it_is(visit), typed);
    if (!typed.errors.empty()) return show(visit, whole, 422);
    const catalogue::DescribeCourse change{typed.value("titel"), typed.value("plaats"),
                                           typed.value("tijd"),  typed.value("organisatie"),
                                           typed.value("email"), typed.value("telefoon")};
    if (!visit.desk.has_course()) {
        const std::string file = catalogue::new_course_file(new_course_id(visit), change);
        return go_after("/cursus",
                        perform(visit, visit.say("course.made"), "/cursus",
                                [&](catalogue::Catalogue& catalogue) { catalogue.import_course(file); }));
    }
    if (auto refused = refuse_stale(visit, whole)) return *refused;
    return go_after("/cursus",
                    perform(visit, visit.say("course.described"), "/cursus",
                            [&](catalogue::Catalogue& catalogue) { change_course(catalogue, change); }));
}

Answer plan_meetings(const Visit& visit) {
    Typed typed;
    catalogue::PlanMeetings change;
    for (std::size_t i = 1; i <= most_meetings; ++i) {
        const std::string number = fmt::format("{}", i);
        typed.values["dag" + number] = visit.form.text("dag" + number);
        typed.values["thema" + number] = visit.form.text("thema" + number);
        const auto day = day_in(visit, typed, "dag" + number);
        const std::string theme = typed.value("thema" + number);
        if (characters_in(theme) > longest_line) typed.errors["dag" + number] = visit.say("form.line_long");
        if (!day && !theme.empty() && typed.error("dag" + number).empty()) {
            typed.errors["dag" + number] = visit.say("meeting.day_missing");
        }
        if (day) change.meetings.push_back({static_cast<int>(change.meetings.size() + 1), *day, theme});
    }
    Typed whole = over(as_it_is(visit), typed);
    if (!typed.errors.empty()) return show(visit, whole, 422);
    if (auto refused = refuse_stale(visit, whole)) return *refused;
    return go_after("/cursus#lessen",
                    perform(visit, visit.say("meeting.planned"), "/cursus",
                            [&](catalogue::Catalogue& catalogue) { change_course(catalogue, change); }));
}

Answer plan_exhibition(const Visit& visit) {
    Typed typed;
    read_lines(visit, about_exhibition, typed);
    catalogue::PlanExhibition change;
    change.exhibition.title = typed.value("expo_titel");
    change.exhibition.place = typed.value("expo_plaats");
    change.exhibition.opening = day_in(visit, typed, "expo_opening");
    change.exhibition.opening_time = typed.value("expo_tijd");
    change.exhibition.until = day_in(visit, typed, "expo_tot");
    Typed whole = over(as_it_is(visit), typed);
    if (!typed.errors.empty()) return show(visit, whole, 422);
    if (auto refused = refuse_stale(visit, whole)) return *refused;
    return go_after("/cursus#tentoonstelling",
                    perform(visit, visit.say("expo.planned"), "/cursus",
                            [&](catalogue::Catalogue& catalogue) { change_course(catalogue, change); }));
}

Answer add_practice(const Visit& visit) {
    Typed typed;
    typed.values["praktijk"] = visit.form.text("praktijk");
    const std::string name = typed.value("praktijk");
    if (name.empty() || characters_in(name) > longest_line) {
        typed.errors["praktijk"] = visit.say("practice.wrong");
        return show(visit, over(as_it_is(visit), typed), 422);
    }
    const catalogue::SetPractice change{{}, name, "", visit.form.has("scherm")};
    return go_after("/cursus#praktijken",
                    perform(visit, name, "/cursus",
                            [&](catalogue::Catalogue& catalogue) { change_course(catalogue, change); }));
}

Answer add_camera(const Visit& visit) {
    std::string made;
    const catalogue::SetCamera change{};
    const std::int64_t step =
        perform(visit, visit.say("camera.added"), "/cursus",
                [&](catalogue::Catalogue& catalogue) { made = change_course(catalogue, change); });
    return go_after("/cursus#cameras", step);
}

Answer lend_camera(const Visit& visit) {
    const catalogue::CameraId camera{visit.form.text("camera")};
    const catalogue::PersonId person{visit.form.text("persoon")};
    const auto& cameras = visit.desk.world().cameras;
    const bool known = std::ranges::find(cameras, camera, &catalogue::Camera::id) != cameras.end();
    const bool back = person.value.empty();
    if (!known || (!back && !visit.desk.world().persons.contains(person))) return go("/cursus#cameras");
    const std::string what =
        back ? visit.say("camera.back", {camera.value})
             : visit.say("camera.lent", {camera.value, catalogue::name_of(visit.desk.world(), person)});
    const std::string now = to_string(visit.today);
    try {
        return go_after("/cursus#cameras",
                        perform(visit, what, "/cursus", [&](catalogue::Catalogue& catalogue) {
                            if (back) {
                                catalogue.end_loan({camera, std::nullopt, std::nullopt, now});
                            } else {
                                catalogue.lend({camera, std::nullopt, person, now, "", false});
                            }
                        }));
    } catch (const catalogue::LibraryInUse&) {
        throw;
    } catch (const catalogue::CannotWork&) {
        return message(visit, 422, visit.say("camera.cannot"), visit.say("camera.cannot_why"));
    }
}

Answer hold_course(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    const bool ends = visit.form.text("uit") == "nee";
    const std::string what = ends ? visit.say("hold.course_off") : visit.say("hold.course_on");
    return go_after("/cursus", perform(visit, what, "/cursus", [&](catalogue::Catalogue& catalogue) {
                        if (ends) {
                            catalogue.end_hold(std::nullopt, visit.today);
                        } else {
                            catalogue.hold({std::nullopt, visit.today,
                                            visit.say("hold.reason", {visit.who->account.name})});
                        }
                    }));
}

}  // namespace server::leaders
