// What the leaders write down about the course itself.

#include "catalogue/catalogue.hpp"
#include "catalogue/course_change.hpp"
#include "catalogue/course_editor.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_file/read_course.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/database/sqlite.hpp"

#include <string>
#include <string_view>
#include <variant>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

void say(Json& record, const char* key, const std::string& text) {
    if (text.empty()) {
        record.erase(key);
    } else {
        record[key] = text;
    }
}

/// Makes changes in parts of the course file that have no table of their own, and in records.
class Secretary {
 public:
    explicit Secretary(database::Connection& connection) : connection_(connection), course_(connection) {}

    std::string make(const DescribeCourse& change) {
        Json course = object("course");
        say(course, "title", change.title);
        say(course, "place", change.place);
        say(course, "time", change.time);
        put_part(connection_, "course", course);
        Json organisation = object("organisation");
        say(organisation, "name", change.organisation);
        say(organisation, "privacy_email", change.privacy_email);
        say(organisation, "phone", change.phone);
        put_part(connection_, "organisation", organisation);
        return {};
    }

    std::string make(const PlanMeetings& change) {
        Json course = object("course");
        Json meetings = Json::array();
        for (const Meeting& meeting : change.meetings) {
            // What else was known of that meeting stays with it.
            Json kept = Json::object();
            for (const Json& known : course.value("meetings", Json::array())) {
                if (known.is_object() && known.value("n", Json()) == Json(meeting.number)) kept = known;
            }
            kept["n"] = meeting.number;
            kept["date"] = to_string(meeting.day);
            say(kept, "theme", meeting.theme);
            meetings.push_back(kept);
        }
        course["meetings"] = meetings;
        put_part(connection_, "course", course);
        return {};
    }

    std::string make(const PlanExhibition& change) {
        Json course = object("course");
        Json exhibition = course.value("exhibition", Json::object());
        if (!exhibition.is_object()) exhibition = Json::object();
        const Exhibition& plan = change.exhibition;
        say(exhibition, "title", plan.title);
        say(exhibition, "place", plan.place);
        say(exhibition, "opening", plan.opening ? to_string(*plan.opening) : "");
        say(exhibition, "opening_time", plan.opening_time);
        say(exhibition, "until", plan.until ? to_string(*plan.until) : "");
        course["exhibition"] = exhibition;
        put_part(connection_, "course", course);
        return {};
    }

    std::string make(const SetPractice& change) {
        Json practices = list("referrers");
        std::string id = change.practice.value;
        Json* found = find(practices, id);
        if (found == nullptr) {
            id = free_id(practices, "r");
            practices.push_back(Json{{"id", id}});
            found = &practices.back();
        }
        say(*found, "organisation", change.organisation);
        if (!change.email.empty()) say(*found, "email", change.email);  // else it stays as it was
        (*found)["has_screen"] = change.has_screen;
        put_part(connection_, "referrers", practices);
        return id;
    }

    std::string make(const SetCamera& change) {
        std::string id = change.camera.value;
        if (id.empty()) {
            for (int number = 1; id.empty() || course_.has("cameras", id); ++number) {
                id = fmt::format("cam{:02}", number);
            }
        }
        Json camera = course_.has("cameras", id) ? course_.record("cameras", id) : Json{{"id", id}};
        say(camera, "brand", change.brand);
        say(camera, "model", change.model);
        say(camera, "serial", change.serial);
        course_.put("cameras", camera);
        return id;
    }

    std::string make(const ChoosePhoto& change) {
        Json photo = course_.record("photos", change.photo.value);
        const std::string state = text_in(photo, "state");
        if (!state.empty() && state != "ingested" && state != "selected") {
            throw CannotWork(
                fmt::format("Photo {} is set aside or gone; it cannot be chosen", change.photo.value));
        }
        photo["state"] = change.chosen ? "selected" : "ingested";
        course_.put("photos", photo);
        return {};
    }

    std::string make(const DescribePhoto& change) {
        Json photo = course_.record("photos", change.photo.value);
        say(photo, "alt_nl", change.alt);
        course_.put("photos", photo);
        return {};
    }

    std::string make(const SetLanguages& change) {
        Json person = course_.record("persons", change.person.value);
        person["languages"] = change.languages;
        course_.put("persons", person);
        return {};
    }

    std::string make(const PlanBooklet& change) {
        Json booklet = object("booklet");
        say(booklet, "title", change.title);
        say(booklet, "subtitle", change.subtitle);
        Json lines = Json::array();
        for (const PlanBooklet::Line& line : change.lines) {
            lines.push_back(Json{{"page", line.page}, {"what", line.what}});
        }
        booklet["page_plan"] = lines;
        put_part(connection_, "booklet", booklet);
        return {};
    }

    std::string make(const WriteSection& change) {
        Json booklet = object("booklet");
        Json sections = booklet.value("sections", Json::array());
        Json* found = find(sections, change.section);
        if (found == nullptr) {
            sections.push_back(Json{{"id", change.section}});
            found = &sections.back();
        }
        say(*found, "title", change.title);
        say(*found, "nl", change.text);
        booklet["sections"] = sections;
        put_part(connection_, "booklet", booklet);
        return {};
    }

 private:
    Json object(std::string_view key) const {
        Json part = read_part(connection_, key);
        return part.is_object() ? part : Json::object();
    }

    Json list(std::string_view key) const {
        Json part = read_part(connection_, key);
        return part.is_array() ? part : Json::array();
    }

    static Json* find(Json& records, const std::string& id) {
        if (id.empty()) return nullptr;
        for (Json& each : records) {
            if (text_in(each, "id") == id) return &each;
        }
        return nullptr;
    }

    static std::string free_id(Json& records, std::string_view prefix) {
        for (int number = 1;; ++number) {
            std::string id = fmt::format("{}{}", prefix, number);
            if (find(records, id) == nullptr) return id;
        }
    }

    database::Connection& connection_;
    CourseEditor course_;
};

}  // namespace

std::string change_course(const Catalogue& catalogue, const CourseChange& change) {
    database::Connection connection(catalogue.folder() / "catalogue.db", database::Mode::ReadWrite);
    database::Transaction transaction(connection);
    Secretary secretary(connection);
    std::string made = std::visit([&](const auto& each) { return secretary.make(each); }, change);
    course_file::read_course(read_course_records(connection));  // refuses what could not be read
    transaction.commit();
    return made;
}

std::string new_course_file(const std::string& id, const DescribeCourse& description) {
    Json file = {{"schema", "inbeeld.sample-course/1"}};
    file["organisation"] = Json::object();
    say(file["organisation"], "name", description.organisation);
    say(file["organisation"], "privacy_email", description.privacy_email);
    say(file["organisation"], "phone", description.phone);
    file["course"] = {{"id", id}};
    say(file["course"], "title", description.title);
    say(file["course"], "place", description.place);
    say(file["course"], "time", description.time);
    for (const char* const list : {"persons", "photos", "texts", "consent_events", "cameras"}) {
        file[list] = Json::array();
    }
    return file.dump(1) + "\n";
}

}  // namespace catalogue
