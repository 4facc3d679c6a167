#include "catalogue/course_numbers.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/database/sqlite.hpp"

#include <map>
#include <string>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

constexpr const char* attended = "attended";

Json part(const database::Connection& connection, const char* key) {
    Json read = read_part(connection, key);
    return read.is_object() ? read : Json::object();
}

int whole_number(const Json& record, const char* key) {
    const auto found = record.find(key);
    return found != record.end() && found->is_number_integer() ? found->get<int>() : -1;
}

}  // namespace

std::map<int, int> attendance(const Catalogue& catalogue) {
    const database::Connection connection(catalogue.folder() / "catalogue.db", database::Mode::ReadOnly);
    std::map<int, int> came;
    const Json course = part(connection, "course");
    for (const Json& meeting : course.value("meetings", Json::array())) {
        if (!meeting.is_object()) continue;
        const int number = whole_number(meeting, "n");
        const int count = whole_number(meeting, attended);
        if (number >= 0 && count >= 0) came[number] = count;
    }
    return came;
}

void set_attendance(const Catalogue& catalogue, const std::map<int, int>& came) {
    database::Connection connection(catalogue.folder() / "catalogue.db", database::Mode::ReadWrite);
    database::Transaction transaction(connection);
    Json course = part(connection, "course");
    std::map<int, int> left = came;
    if (course.contains("meetings")) {
        for (Json& meeting : course["meetings"]) {
            if (!meeting.is_object()) continue;
            meeting.erase(attended);
            const auto found = left.find(whole_number(meeting, "n"));
            if (found == left.end()) continue;
            meeting[attended] = found->second;
            left.erase(found);
        }
    }
    if (!left.empty()) {
        throw CannotWork(
            fmt::format("There is no meeting {} in this course; look at the list", left.begin()->first));
    }
    put_part(connection, "course", course);
    transaction.commit();
}

std::map<std::string, std::string> monitoring_of(const Catalogue& catalogue, const std::string& code) {
    const database::Connection connection(catalogue.folder() / "catalogue.db", database::Mode::ReadOnly);
    std::map<std::string, std::string> fields;
    const Json monitoring = part(connection, "monitoring_kor");
    for (const Json& row : monitoring.value("rows", Json::array())) {
        if (!row.is_object() || text_in(row, "code") != code) continue;
        for (const auto& [key, value] : row.items()) {
            if (key != "code" && value.is_string()) fields[key] = value.get<std::string>();
        }
    }
    return fields;
}

}  // namespace catalogue
