#include "server/leaders/password_rule.hpp"

#include "server/leaders/form.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace server::leaders {

namespace {

// What is left after taking out everything that can be guessed must be this long: two short words.
constexpr std::size_t fewest_unguessed = 8;
constexpr std::size_t shortest_row = 4;

constexpr std::string_view rows[] = {"qwertyuiop", "asdfghjkl",   "zxcvbnm", "1234567890",
                                     "azertyuiop", "qsdfghjklm",  "wxcvbn",  "abcdefghijklmnopqrstuvwxyz",
                                     "qazwsxedc",  "1qaz2wsx3edc"};

// The longest first, so that no half of a word is left over.
constexpr std::string_view well_known[] = {
    "kanaleneiland", "fotocursus", "deelnemer", "wachtwoord", "geheugenkaart", "fotografie", "nederland",
    "september",     "november",   "december",  "fotoclub",   "fotoboekje",    "februari",   "password",
    "projectleider", "letmein",    "augustus",  "oktober",    "januari",       "inbeeld",    "welcome",
    "trainer",       "utrecht",    "camera",    "welkom",     "zondag",        "zomer",      "winter",
    "lente",         "herfst",     "cursus",    "geheim",     "hallo",         "maart",      "april",
    "fotos",         "beheer",     "admin",     "login",      "foto",          "kunst",      "juni",
    "juli",          "mei",        "test"};

/// Small letters and figures alone, and letters for the figures that stand for them where that makes a word.
std::string plain(std::string_view text) {
    std::string letters;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || byte >= 0x80) letters += static_cast<char>(std::tolower(byte));
    }
    return letters;
}

std::string with_letters_for_figures(std::string text) {
    constexpr std::string_view figures = "013457@$";
    constexpr std::string_view letters = "oieastas";
    for (char& c : text) {
        const std::size_t at = figures.find(c);
        if (at != std::string_view::npos) c = letters[at];
    }
    return text;
}

void take_out(std::string& text, std::string_view word) {
    if (word.size() < 3) return;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word))
        text.erase(at, word.size());
}

/// Takes out every piece that runs along a row, in either direction.
void take_out_rows(std::string& text) {
    std::vector<std::string> all;
    for (const std::string_view row : rows) {
        all.emplace_back(row);
        all.emplace_back(row.rbegin(), row.rend());
    }
    for (std::size_t at = 0; at + shortest_row <= text.size();) {
        std::size_t longest = 0;
        for (const std::string& row : all) {
            for (std::size_t length = std::min(text.size() - at, row.size());
                 length >= shortest_row && length > longest; --length) {
                if (row.find(text.substr(at, length)) != std::string::npos) longest = length;
            }
        }
        if (longest == 0) {
            ++at;
        } else {
            text.erase(at, longest);
        }
    }
}

bool is_one_piece_repeated(std::string_view text) {
    for (std::size_t length = 1; length <= text.size() / 2; ++length) {
        bool same = true;
        for (std::size_t i = length; i < text.size() && same; ++i) same = text[i] == text[i - length];
        if (same) return true;
    }
    return false;
}

bool is_figure(char c) {
    return c >= '0' && c <= '9';
}

/// A year, a day, a telephone number: figures side by side tell little. One alone may stand for a letter.
std::string without_numbers(std::string_view text) {
    std::string left;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool beside =
            (at > 0 && is_figure(text[at - 1])) || (at + 1 < text.size() && is_figure(text[at + 1]));
        if (!is_figure(text[at]) || !beside) left += text[at];
    }
    return left;
}

std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : std::string{name} + " ") {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || byte >= 0x80) {
            word += static_cast<char>(std::tolower(byte));
        } else if (!word.empty()) {
            words.push_back(std::exchange(word, {}));
        }
    }
    return words;
}

bool too_little_left(const std::string& text) {
    return text.size() < fewest_unguessed;
}

}  // namespace

PasswordFault fault_of_password(std::string_view password, std::string_view name, std::string_view login) {
    if (characters_in(password) < shortest_password) return PasswordFault::TooShort;
    if (password.size() > longest_password) return PasswordFault::TooLong;
    std::string left = plain(password);
    constexpr std::size_t fewest_different = 6;
    if (std::set<char>(password.begin(), password.end()).size() < fewest_different ||
        is_one_piece_repeated(left)) {
        return PasswordFault::Repeated;
    }
    std::string without_rows = left;
    take_out_rows(without_rows);
    if (too_little_left(without_rows)) return PasswordFault::Row;

    left = with_letters_for_figures(without_numbers(left));
    std::string without_name = left;
    for (const std::string& word : words_of(name)) take_out(without_name, word);
    for (const std::string& word : words_of(login)) take_out(without_name, word);
    if (without_name != left && too_little_left(without_name)) return PasswordFault::OwnName;
    for (const std::string_view word : well_known) take_out(without_name, word);
    take_out_rows(without_name);
    return too_little_left(without_name) ? PasswordFault::WellKnown : PasswordFault::None;
}

}  // namespace server::leaders
