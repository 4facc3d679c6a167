// People: how they are called, when they came and left, who decides with them.

#include "catalogue/change.hpp"
#include "catalogue/course_editor.hpp"
#include "catalogue/course_file/fields.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/day.hpp"
#include "catalogue/failure.hpp"
#include "catalogue/name_form.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

Json living(const CourseEditor& course, const PersonId& person) {
    Json record = course.record("persons", person.value);
    if (record.contains("erased_at")) {
        throw CannotWork(fmt::format("{} was erased; nothing more is written down about them", person.value));
    }
    return record;
}

void call(Json& person, const Names& names) {
    if (!person.contains("display") || !person["display"].is_object()) person["display"] = Json::object();
    Json& display = person["display"];
    const auto set = [&](const char* key, const std::optional<std::string>& name) {
        if (!name) return;
        if (name->empty()) {
            display.erase(key);
        } else {
            display[key] = *name;
        }
    };
    set("full", names.full);
    set("first", names.first);
    set("pseudonym", names.pseudonym);
    if (names.native) {
        if (!display.contains("native") || !display["native"].is_object()) display["native"] = Json::object();
        display["native"][names.native->language] = names.native->text;
    }
    if (!names.name_form) return;
    if (!name_form_named(*names.name_form)) {
        throw CannotWork(fmt::format("{} is no name form; it must be full, first, pseudonym or anonymous",
                                     course_file::in_quotes(*names.name_form)));
    }
    const bool nameless = *names.name_form == "pseudonym" && text_in(display, "pseudonym").empty();
    if (nameless) throw CannotWork("There is no pseudonym yet; give one with --pseudonym");
    person["name_form"] = *names.name_form;
}

struct Kind {
    std::string_view id;
    std::string_view code;
};

Kind kind_of(const std::string& role) {
    if (role == "participant") return {"d", "VB-"};
    if (role == "staff") return {"t", "T-"};
    if (role == "portrayed") return {"x", "X-"};
    throw CannotWork(fmt::format("{} is no role; it must be participant, portrayed or staff",
                                 course_file::in_quotes(role)));
}

std::string free_code(const CourseEditor& course, const std::string& role) {
    for (int number = 1;; ++number) {
        std::string code = role == "participant" ? fmt::format("VB-{:02}", number)
                                                 : fmt::format("{}{}", kind_of(role).code, number);
        if (!course.has_code(code)) return code;
    }
}

}  // namespace

std::string make(CourseEditor& course, const AddPerson& change) {
    const Kind kind = kind_of(change.role);
    const std::string id =
        change.person.value.empty() ? course.next_id("persons", kind.id) : change.person.value;
    if (course.has("persons", id)) throw CannotWork(fmt::format("There is a person {} already", id));
    if (!change.code.empty() && course.has_code(change.code)) {
        throw CannotWork(
            fmt::format("Somebody has the code {} already", course_file::in_quotes(change.code)));
    }
    Json person = {{"id", id}, {"role", change.role}};
    person["code"] = change.code.empty() ? free_code(course, change.role) : change.code;
    call(person, change.names);
    person["sort_key"] = person["code"];
    if (change.born) person["born"] = to_string(*change.born);
    person["joined"] = to_string(change.joined);
    course.put("persons", person);
    return id;
}

std::string make(CourseEditor& course, const ChangeNames& change) {
    Json person = living(course, change.person);
    call(person, change.names);
    course.put("persons", person);
    return {};
}

std::string make(CourseEditor& course, const ChangeBirth& change) {
    Json person = living(course, change.person);
    person["born"] = to_string(change.born);
    course.put("persons", person);
    return {};
}

std::string make(CourseEditor& course, const ChangeRepresentative& change) {
    Json person = living(course, change.person);
    Json representative = {{"kind", change.kind}, {"from", to_string(change.from)}};
    if (change.until) representative["until"] = to_string(*change.until);
    person["legal_rep"] = std::move(representative);
    course.put("persons", person);
    return {};
}

std::string make(CourseEditor& course, const LeaveCourse& change) {
    Json person = living(course, change.person);
    person["left"] = to_string(change.on);
    person["status"] = "gestopt";
    course.put("persons", person);
    return {};
}

}  // namespace catalogue
