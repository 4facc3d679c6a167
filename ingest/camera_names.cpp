#include "ingest/camera_names.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ingest {

namespace {

// Lower case; sorted by hand would only invite mistakes, and the lists are short.
constexpr auto makers =
    std::to_array<std::string_view>({"acer",        "agfa",     "agfaphoto",    "aiptek",    "alcatel",
                                     "apple",       "asahi",    "asus",         "benq",      "blackberry",
                                     "canon",       "casio",    "concord",      "contax",    "digitaldream",
                                     "dji",         "epson",    "ericsson",     "fairphone", "fuji",
                                     "fujifilm",    "ge",       "google",       "gopro",     "hasselblad",
                                     "hewlett",     "honor",    "hp",           "htc",       "huawei",
                                     "insta360",    "jenoptik", "jvc",          "kodak",     "konica",
                                     "kyocera",     "leica",    "lenovo",       "lg",        "lge",
                                     "lumicron",    "mamiya",   "medion",       "microsoft", "minolta",
                                     "motorola",    "mustek",   "nec",          "nikon",     "nokia",
                                     "nothing",     "olympus",  "om",           "oneplus",   "oppo",
                                     "panasonic",   "pentax",   "polaroid",     "praktica",  "realme",
                                     "ricoh",       "rollei",   "rolleiflex",   "samsung",   "samsungtechwin",
                                     "sanyo",       "sharp",    "siemens",      "sigma",     "skanhex",
                                     "somikon",     "sony",     "sonyericsson", "tcl",       "toshiba",
                                     "traveler",    "umax",     "victor",       "vivitar",   "vivo",
                                     "voigtlander", "wiko",     "xiaomi",       "yashica",   "zeiss",
                                     "zte"});

constexpr auto company_words = std::to_array<std::string_view>({"ag",        "camera",
                                                                "co",        "communications",
                                                                "company",   "computer",
                                                                "corp",      "corporation",
                                                                "digital",   "eastman",
                                                                "electric",  "electronics",
                                                                "film",      "gmbh",
                                                                "imaging",   "inc",
                                                                "general",   "ind",
                                                                "ltd",       "mobile",
                                                                "mobility",  "of",
                                                                "optical",   "packard",
                                                                "photo",     "precision",
                                                                "solutions", "system",
                                                                "systems",   "technologies",
                                                                "techwin",   "aps",
                                                                "america",   "international",
                                                                "the"});

constexpr auto series_words = std::to_array<std::string_view>(
    {"air",      "alpha",  "aspire",    "bridge",  "camedia", "caplio",    "coolpix",    "coolshot",
     "creative", "cyber",  "desire",    "digilux", "digimax", "digital",   "dimage",     "dc",
     "dmc",      "dsc",    "dslr",      "dx",      "e",       "easyshare", "edge",       "elph",
     "eos",      "ex",     "exilim",    "fe",      "finepix", "galaxy",    "hd",         "hero",
     "hs",       "ii",     "iii",       "ilce",    "ion",     "iphone",    "is",         "iv",
     "ixus",     "kiss",   "lumia",     "lumix",   "lite",    "mark",      "max",        "mini",
     "mju",      "moto",   "nex",       "note",    "one",     "optio",     "photosmart", "pixel",
     "pixpro",   "plus",   "powershot", "pro",     "rebel",   "redmi",     "sd",         "shot",
     "slt",      "stylus", "tough",     "ultra",   "wide",    "xperia",    "xt",         "xs",
     "zoom"});

template <std::size_t size>
bool holds(const std::array<std::string_view, size>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_digit(char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

std::string lower(std::string_view text) {
    std::string result{text};
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

std::string_view trimmed(std::string_view text) {
    text = text.substr(0, text.find('\0'));
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

/// The words between the given separators; a single empty word when any other sign stands between them.
std::vector<std::string> words_of(std::string_view text, std::string_view separators) {
    std::vector<std::string> words(1);
    for (const char c : text) {
        if (is_digit(c) || is_letter(c)) {
            words.back() += c;
        } else if (separators.find(c) == std::string_view::npos) {
            return {""};
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    if (words.back().empty() && words.size() > 1) words.pop_back();
    return words;
}

bool is_postcode(std::string_view word) {  // Dutch: four digits, two letters
    return word.size() == 6 && std::all_of(word.begin(), word.begin() + 4, is_digit) && is_letter(word[4]) &&
           is_letter(word[5]);
}

// "A530", "HX5V", "DX4330", "500": one to five digits in a row, few letters around them. A word of capitals
// alone may have three: "DMC", "SLR".
bool is_model_number(std::string_view word) {
    if (word.size() > 9 || is_postcode(word)) return false;
    const auto digits = std::count_if(word.begin(), word.end(), is_digit);
    const auto letters = static_cast<std::ptrdiff_t>(word.size()) - digits;
    if (digits == 0)
        return word.size() <= 3 &&
               std::none_of(word.begin(), word.end(), [](unsigned char c) { return std::islower(c) != 0; });
    const auto first = std::find_if(word.begin(), word.end(), is_digit);
    const auto last = std::find_if_not(first, word.end(), is_digit);
    return digits <= 5 && letters <= 5 && std::count_if(last, word.end(), is_digit) <= 3;
}

/// "FinePix2650": a series and a number written as one word.
bool is_series_with_number(std::string_view word) {
    const auto digits = std::find_if(word.begin(), word.end(), is_digit);
    const auto letters = static_cast<std::size_t>(digits - word.begin());
    return holds(series_words, word.substr(0, letters)) && is_model_number(word.substr(letters));
}

bool is_maker(std::string_view word) {
    return holds(makers, word);
}

}  // namespace

std::string checked_make(std::string_view text) {
    const std::string_view name = trimmed(text);
    if (name.size() > 40) return {};
    bool known = false;
    for (const std::string& word : words_of(name, " .,-&()")) {
        const std::string small = lower(word);
        known = known || is_maker(small);
        if (!is_maker(small) && !holds(company_words, small)) return {};
    }
    return known ? std::string{name} : std::string{};
}

std::string checked_model(std::string_view text) {
    const std::string_view name = trimmed(text);
    if (name.size() > 40) return {};
    int bare_numbers = 0;
    for (const std::string& word : words_of(name, " -_/(),.")) {
        const std::string small = lower(word);
        if (word.empty()) return {};
        if (std::all_of(word.begin(), word.end(), is_digit)) ++bare_numbers;
        const bool known = is_maker(small) || holds(company_words, small) || holds(series_words, small) ||
                           is_series_with_number(small);
        if (!known && !is_model_number(word)) return {};
    }
    return bare_numbers > 1 ? std::string{} : std::string{name};
}

}  // namespace ingest
