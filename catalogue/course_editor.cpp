#include "catalogue/course_editor.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/course_file/fields.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_file/read_course.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/failure.hpp"
#include "catalogue/rooms.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

std::optional<std::string> document(const database::Connection& connection, std::string_view list,
                                    const std::string& id) {
    auto found =
        connection.prepare(fmt::format("SELECT document FROM {} WHERE id = ?1", record_list(list)->table));
    if (!found.bind(1, id).next()) return std::nullopt;
    return found.text(0);
}

std::string_view noun_of(std::string_view list) {
    if (list == "persons") return "person";
    if (list == "photos") return "photo";
    if (list == "texts") return "text";
    if (list == "outputs") return "output";
    if (list == "print_runs") return "print run";
    if (list == "placements") return "placement";
    return "record";
}

}  // namespace

bool CourseEditor::has(std::string_view list, const std::string& id) const {
    return document(*connection_, list, id).has_value();
}

Json CourseEditor::record(std::string_view list, const std::string& id) const {
    const auto found = document(*connection_, list, id);
    if (!found) {
        throw CannotWork(fmt::format("There is no {} {} in this course; check the id", noun_of(list),
                                     course_file::in_quotes(id)));
    }
    Json read = Json::parse(*found);
    return list == "persons" ? with_referrer(*connection_, read) : read;
}

void CourseEditor::put(std::string_view list, const Json& record) {
    put_record(*connection_, list, record);
}

std::string CourseEditor::next_id(std::string_view list, std::string_view prefix) const {
    for (int number = 1;; ++number) {
        std::string id = fmt::format("{}{}", prefix, number);
        if (!has(list, id)) return id;
    }
}

bool CourseEditor::has_code(const std::string& code) const {
    return connection_->prepare("SELECT 1 FROM person WHERE code = ?1").bind(1, code).next();
}

std::string Catalogue::change(const Change& change) {
    database::Transaction transaction(rooms_->connection);
    CourseEditor course(rooms_->connection);
    const std::string made = std::visit([&](const auto& each) { return make(course, each); }, change);
    course_file::read_world(rooms_->course_json());  // refuses what the rule could not read
    transaction.commit();
    rooms_->forget_what_was_read();
    return made;
}

}  // namespace catalogue
