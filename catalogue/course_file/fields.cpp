#include "catalogue/course_file/fields.hpp"

#include "catalogue/course_file/json.hpp"
#include "catalogue/day.hpp"
#include "catalogue/failure.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace catalogue::course_file {

std::string in_quotes(std::string_view text) {
    constexpr std::size_t most = 60;
    std::string shown;
    for (const char c : text.substr(0, most)) {
        shown += static_cast<unsigned char>(c) < ' ' || c == '\x7f' ? '?' : c;
    }
    // Not to end in the middle of a character.
    const auto continues = [&](std::size_t at) {
        return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
    };
    for (std::size_t end = shown.size(); end > 0 && continues(end); --end) shown.pop_back();
    return text.size() > most ? fmt::format("'{}…'", shown) : fmt::format("'{}'", shown);
}

Fields::Fields(const Json& object, std::string where) : object_(&object), where_(std::move(where)) {
    if (!object.is_object()) {
        throw CourseFileBroken(fmt::format("Course file, {}: this must be an object {{…}}", where_));
    }
}

const Json* Fields::find(std::string_view key) const {
    const auto found = object_->find(std::string{key});
    return found == object_->end() || found->is_null() ? nullptr : &*found;
}

bool Fields::has(std::string_view key) const {
    return object_->find(std::string{key}) != object_->end();
}

std::string Fields::text(std::string_view key) const {
    std::optional<std::string> text = optional_text(key);
    if (!text) refuse(key, "is missing");
    if (text->empty()) refuse(key, "is empty");
    return *std::move(text);
}

std::optional<std::string> Fields::optional_text(std::string_view key) const {
    const Json* value = find(key);
    if (value == nullptr) return std::nullopt;
    if (!value->is_string()) refuse(key, "must be text");
    return value->get<std::string>();
}

std::vector<std::string> Fields::texts(std::string_view key) const {
    const Json* value = find(key);
    if (value == nullptr) return {};
    if (!value->is_array()) refuse(key, "must be a list of texts");
    std::vector<std::string> texts;
    for (const Json& item : *value) {
        if (!item.is_string()) refuse(key, "must be a list of texts");
        texts.push_back(item.get<std::string>());
    }
    return texts;
}

Day Fields::day_in(std::string_view key, const Json& value) const {
    if (!value.is_string()) refuse(key, "must be a date such as 2026-07-02");
    const auto text = value.get<std::string>();
    const bool date_or_moment = text.size() <= 10 || text[10] == 'T' || text[10] == ' ';
    try {
        if (date_or_moment) return parse_day(text);
    } catch (const std::invalid_argument&) {
        // told below, with the record
    }
    refuse(key, fmt::format("is {}, which is not a date such as 2026-07-02", in_quotes(text)));
}

Day Fields::day(std::string_view key) const {
    const Json* value = find(key);
    if (value == nullptr) refuse(key, "is missing");
    return day_in(key, *value);
}

std::optional<Day> Fields::optional_day(std::string_view key) const {
    const Json* value = find(key);
    if (value == nullptr) return std::nullopt;
    return day_in(key, *value);
}

std::optional<bool> Fields::optional_flag(std::string_view key) const {
    const Json* value = find(key);
    if (value == nullptr) return std::nullopt;
    if (!value->is_boolean()) refuse(key, "must be true or false");
    return value->get<bool>();
}

bool Fields::flag(std::string_view key, bool otherwise) const {
    return optional_flag(key).value_or(otherwise);
}

std::optional<int> Fields::optional_number(std::string_view key) const {
    const Json* value = find(key);
    if (value == nullptr) return std::nullopt;
    const bool fits = value->is_number_integer() && value->get<std::int64_t>() >= 0 &&
                      value->get<std::int64_t>() <= std::numeric_limits<int>::max();
    if (!fits) refuse(key, "must be a whole number that is not too large");
    return value->get<int>();
}

std::optional<Fields> Fields::optional_object(std::string_view key) const {
    const Json* value = find(key);
    if (value == nullptr) return std::nullopt;
    if (!value->is_object()) refuse(key, "must be an object {…}");
    return Fields{*value, fmt::format("{}, {}", where_, key)};
}

std::vector<Fields> Fields::objects(std::string_view key) const {
    const Json* value = find(key);
    if (value == nullptr) return {};
    if (!value->is_array()) refuse(key, "must be a list");
    std::vector<Fields> objects;
    for (const Json& item : *value) {
        objects.emplace_back(item, fmt::format("{}, {} {}", where_, key, objects.size() + 1));
    }
    return objects;
}

void Fields::refuse(std::string_view key, std::string_view problem) const {
    throw CourseFileBroken(fmt::format("Course file, {}: \"{}\" {}", where_, key, problem));
}

}  // namespace catalogue::course_file
