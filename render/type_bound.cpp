#include "render/type_bound.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include <unicode/uchar.h>

namespace render {

namespace {

bool is_space(char16_t unit) {
    return u_isUWhiteSpace(unit) != 0;
}

bool is_digit(char16_t unit) {
    return u_isdigit(unit) != 0;
}

bool is_letter(char16_t unit) {
    return u_isUAlphabetic(unit) != 0;
}

std::u16string_view word_ending_at(std::u16string_view text, std::size_t end) {
    std::size_t begin = end;
    while (begin > 0 && !is_space(text[begin - 1])) --begin;
    return text.substr(begin, end - begin);
}

std::u16string_view word_beginning_at(std::u16string_view text, std::size_t begin) {
    std::size_t end = begin;
    while (end < text.size() && !is_space(text[end])) ++end;
    return text.substr(begin, end - begin);
}

/// "16.00", "15", "2–4"; not "2026,", behind which something else begins.
bool is_number(std::u16string_view word) {
    if (word.empty() || !is_digit(word.front()) || !is_digit(word.back())) return false;
    return std::none_of(word.begin(), word.end(), is_letter);
}

/// Four digits are a year more often than a number of anything.
bool is_like_a_year(std::u16string_view number) {
    constexpr std::size_t digits = 4;
    return number.size() == digits && std::all_of(number.begin(), number.end(), is_digit);
}

/// "12." of a day, as several languages write it.
bool is_day_with_point(std::u16string_view word) {
    return word.size() >= 2 && word.size() <= 3 && word.back() == u'.' &&
           is_number(word.substr(0, word.size() - 1));
}

bool counts(std::u16string_view number, std::u16string_view word) {
    if (word.empty() || !is_letter(word.front())) return false;
    if (is_day_with_point(number)) return true;
    if (!is_number(number)) return false;
    constexpr std::size_t as_of_a_postcode = 2;
    const bool capitals = u_isUUppercase(word.front()) != 0 && u_isUUppercase(word.back()) != 0;
    return !is_like_a_year(number) || (word.size() == as_of_a_postcode && capitals);
}

/// "van", "om", "t/m", "nr."
bool is_little(std::u16string_view word) {
    constexpr std::size_t most_letters = 3;
    return !word.empty() && word.size() <= most_letters && is_letter(word.front()) && word.back() != u',';
}

/// "’s ochtends", "’t Lage Erf": half a word.
bool is_clipped(std::u16string_view word) {
    constexpr std::u16string_view marks = u"'’‘";
    return word.size() == 2 && marks.find(word.front()) != std::u16string_view::npos &&
           is_letter(word.back());
}

/// Nothing is counted with it: "12," "12-A." "2026".
bool ends_what_is_said(std::u16string_view text, std::size_t after, std::u16string_view number) {
    constexpr std::u16string_view closing = u".,;:!?)»”’";
    return after + number.size() == text.size() || closing.find(number.back()) != std::u16string_view::npos;
}

}  // namespace

bool is_bound(std::u16string_view text, std::size_t before, std::size_t after) {
    if (before == 0 || after >= text.size() || before >= after || !is_space(text[before])) return false;
    const std::u16string_view word = word_ending_at(text, before);
    const std::u16string_view next = word_beginning_at(text, after);
    if (counts(word, next) || is_clipped(word)) return true;
    if (next.empty() || !is_digit(next.front())) return false;
    if (is_little(word)) return true;
    return !word.empty() && is_letter(word.back()) && ends_what_is_said(text, after, next);
}

}  // namespace render
