#include "render/shown.hpp"

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/type.hpp"
#include "render/type_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace render {

namespace {

/// Exif orientations 5 to 8 lie on their side.
bool lies_on_its_side(int orientation) {
    return orientation >= 5 && orientation <= 8;
}

std::pair<int, int> upright_pixels(int width, int height, int orientation) {
    return lies_on_its_side(orientation) ? std::pair{height, width} : std::pair{width, height};
}

constexpr double inches(Length length) {
    constexpr double units_an_inch = 9144;
    return static_cast<double>(length.units) / units_an_inch;
}

}  // namespace

double aspect_of(const catalogue::Picture& picture) {
    const auto [width, height] = upright_pixels(picture.width, picture.height, picture.orientation);
    return static_cast<double>(std::max(1, width)) / std::max(1, height);
}

Length width_at(const catalogue::Picture& picture, int ppi) {
    constexpr std::int64_t units_an_inch = 9144;
    const int width = upright_pixels(picture.width, picture.height, picture.orientation).first;
    return {width * units_an_inch / ppi};
}

double pixels_per_inch(const PhotoSource& source, const Rect& frame) {
    return upright_pixels(source.width, source.height, source.orientation).first / inches(frame.size.width);
}

PhotoSource source_of(const catalogue::Picture& picture) {
    return {picture.master, picture.width, picture.height, picture.orientation};
}

std::string text_in(const catalogue::Words& words, const std::string& language) {
    const auto found = std::find_if(words.begin(), words.end(),
                                    [&](const auto& wording) { return wording.language == language; });
    return found == words.end() ? std::string{} : found->text;
}

std::vector<std::string> languages_of(std::initializer_list<const catalogue::Words*> all) {
    std::vector<std::string> languages;
    for (const catalogue::Words* words : all) {
        for (const catalogue::Wording& wording : *words) {
            const bool known =
                std::find(languages.begin(), languages.end(), wording.language) != languages.end();
            if (!known && !wording.text.empty()) languages.push_back(wording.language);
        }
    }
    std::stable_partition(languages.begin(), languages.end(),
                          [](const std::string& language) { return language == "nl"; });
    return languages;
}

bool runs_right_to_left(const std::string& language) {
    constexpr std::array<std::string_view, 12> leftward{"ar",  "arc", "ckb", "dv", "fa", "he",
                                                        "prs", "ps",  "sd",  "ug", "ur", "yi"};
    const std::string_view primary = std::string_view(language).substr(0, language.find('-'));
    return std::find(leftward.begin(), leftward.end(), primary) != leftward.end();
}

Align side_of_name(const catalogue::ClearedPhoto& photo) {
    const std::vector<std::string> languages = languages_of({&photo.title, &photo.caption});
    const auto leftward = std::count_if(languages.begin(), languages.end(), runs_right_to_left);
    if (leftward == 0 || !photo.name.native.empty()) return Align::Start;
    const bool all = leftward == std::ssize(languages);
    return all || begins_right_to_left(photo.name.text) ? Align::End : Align::Start;
}

std::string alternative_of(const catalogue::ClearedPhoto& photo, const std::string& untitled) {
    if (!photo.alt.empty()) return photo.alt;
    if (const std::string title = text_in(photo.title, "nl"); !title.empty()) return title;
    return photo.title.empty() ? untitled : photo.title.front().text;
}

bool tells_of_care(const std::string& text) {
    constexpr std::array<std::string_view, 10> marks{"arts",   "praktijk", "ggz",   "pati",    "client",
                                                     "cliënt", "zorg",     "psych", "kliniek", "op recept"};
    std::string lower = text;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char letter) {
        return letter < 0x80 ? static_cast<char>(std::tolower(letter)) : static_cast<char>(letter);
    });
    return std::any_of(marks.begin(), marks.end(),
                       [&](std::string_view mark) { return lower.find(mark) != std::string::npos; });
}

}  // namespace render
