#pragma once

#include "catalogue/course_file/json.hpp"
#include "catalogue/day.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace catalogue::course_file {

/// Text from a file, fit to stand in a message: short, and without control characters.
std::string in_quotes(std::string_view text);

/// Reads the fields of one object of the course file. What is not as it must be throws CourseFileBroken with
/// the name of the record and the field. "Optional" fields may be absent or null.
class Fields {
 public:
    /// where: "photo p01". Throws when it is not an object. Keeps a reference to `object`.
    Fields(const Json& object, std::string where);

    /// Whether the field is there, even if it says null.
    bool has(std::string_view key) const;

    std::string text(std::string_view key) const;  // not empty
    std::optional<std::string> optional_text(std::string_view key) const;
    std::vector<std::string> texts(std::string_view key) const;  // absent: none

    Day day(std::string_view key) const;
    std::optional<Day> optional_day(std::string_view key) const;

    bool flag(std::string_view key, bool otherwise) const;
    std::optional<bool> optional_flag(std::string_view key) const;
    std::optional<int> optional_number(std::string_view key) const;

    std::optional<Fields> optional_object(std::string_view key) const;
    std::vector<Fields> objects(std::string_view key) const;  // absent: none

    const Json& json() const { return *object_; }
    const std::string& where() const { return where_; }

    [[noreturn]] void refuse(std::string_view key, std::string_view problem) const;

 private:
    const Json* find(std::string_view key) const;  // nullptr: absent or null
    Day day_in(std::string_view key, const Json& value) const;

    const Json* object_;
    std::string where_;
};

}  // namespace catalogue::course_file
