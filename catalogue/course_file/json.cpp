#include "catalogue/course_file/json.hpp"

#include "catalogue/failure.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace catalogue::course_file {

namespace {

constexpr std::size_t deepest = 32;  // a course file needs 7

// Walks through the file before anything is built from it.
class Guard : public nlohmann::json_sax<Json> {
 public:
    explicit Guard(std::string_view text) : text_(text) {}

    bool null() override { return value(); }
    bool boolean(bool /*unused*/) override { return value(); }
    bool number_integer(number_integer_t /*unused*/) override { return value(); }
    bool number_unsigned(number_unsigned_t /*unused*/) override { return value(); }
    bool number_float(number_float_t /*unused*/, const string_t& digits) override {
        const bool whole = digits.find_first_of(".eE") == string_t::npos;
        if (whole) refuse("the number is too large");
        return value();
    }
    bool string(string_t& text) override {
        refuse_nul(text);
        return value();
    }
    bool binary(binary_t& /*unused*/) override { return value(); }

    bool start_object(std::size_t /*unused*/) override { return open(false); }
    bool start_array(std::size_t /*unused*/) override { return open(true); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t& name) override {
        Level& level = levels_.back();
        level.name = name;
        refuse_nul(name);
        if (!level.seen.insert(name).second) refuse("the key is there twice");
        return true;
    }

    bool parse_error(std::size_t position, const std::string& /*token*/,
                     const nlohmann::detail::exception& error) override {
        const std::string_view before = text_.substr(0, position > 0 ? position - 1 : 0);
        const auto line = std::ranges::count(before, '\n') + 1;
        const std::size_t start = before.rfind('\n');
        const std::size_t column = before.size() - (start == std::string_view::npos ? 0 : start + 1) + 1;
        // 406: a number beyond what a double can hold.
        const std::string_view what = error.id == 406 ? "the number is too large" : "this is not JSON";
        throw CourseFileBroken(fmt::format("Course file, line {}, column {}: {}", line, column, what));
    }

 private:
    struct Level {
        bool is_array = false;
        std::size_t index = 0;
        std::string name;
        std::set<std::string> seen;
    };

    bool open(bool is_array) {
        if (levels_.size() >= deepest) refuse("the nesting is too deep for a course");
        levels_.push_back({is_array, 0, {}, {}});
        return true;
    }

    bool close() {
        levels_.pop_back();
        return value();
    }

    bool value() {
        if (!levels_.empty()) ++levels_.back().index;
        return true;
    }

    void refuse_nul(const std::string& text) const {
        if (text.find('\0') != std::string::npos) refuse("there is a NUL character in the text");
    }

    [[noreturn]] void refuse(std::string_view problem) const {
        std::string place;
        for (const Level& level : levels_) {
            place += level.is_array ? fmt::format("[{}]", level.index)
                                    : fmt::format("{}{:.60}", place.empty() ? "" : ".", level.name);
        }
        std::erase(place, '\0');
        throw CourseFileBroken(fmt::format("Course file, at {}: {}", place, problem));
    }

    std::string_view text_;
    std::vector<Level> levels_;
};

}  // namespace

Json parse(std::string_view text) {
    Guard guard{text};
    Json::sax_parse(text, &guard);
    return Json::parse(text);
}

Layout layout_of(std::string_view text) {
    Layout layout;
    layout.ends_with_newline = text.ends_with('\n');
    const std::size_t line = text.find('\n');
    if (line == std::string_view::npos) return layout;
    const std::size_t first = text.find_first_not_of(' ', line + 1);
    const bool indented = first != std::string_view::npos && first > line + 1 && first <= line + 9;
    if (indented) layout.indent = static_cast<int>(first - line - 1);
    return layout;
}

std::string write(const Json& json, const Layout& layout) {
    std::string text = json.dump(layout.indent, ' ');
    if (layout.ends_with_newline) text += '\n';
    return text;
}

std::string write_compact(const Json& json) {
    return json.dump();
}

bool same_content(const Json& one, const Json& other) {
    return nlohmann::json(one) == nlohmann::json(other);
}

}  // namespace catalogue::course_file
