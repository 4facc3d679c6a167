#include "render/type_hyphens.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <hyphen.h>
#include <unicode/locid.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/unistr.h>
#include <unicode/utypes.h>

namespace render {

namespace {

constexpr std::size_t fewest_letters = 5;
constexpr std::size_t least_before = 2;  // hyph_nl allows none: LAYOUT §4
constexpr std::size_t least_after = 3;

struct FreeDictionary {
    void operator()(HyphenDict* dictionary) const { hnj_hyphen_free(dictionary); }
};
struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

/// "nl-BE" is asked for as hyph_nl_BE.dic, hyph_nl.dic, hyph_nl_NL.dic, and then as any Dutch one.
std::filesystem::path file_for(const std::filesystem::path& folder, const std::string& language) {
    std::string tag = language;
    std::replace(tag.begin(), tag.end(), '-', '_');
    const std::string bare = tag.substr(0, tag.find('_'));
    std::string home = bare;
    std::transform(home.begin(), home.end(), home.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    if (bare == "en") home = "GB";
    home.insert(0, bare + "_");
    for (const std::string& name : {tag, bare, home}) {
        const auto file = folder / ("hyph_" + name + ".dic");
        if (std::filesystem::is_regular_file(file)) return file;
    }
    std::vector<std::filesystem::path> others;
    std::error_code unreadable;
    for (const auto& entry : std::filesystem::directory_iterator(folder, unreadable)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("hyph_" + bare + "_") && name.ends_with(".dic")) others.push_back(entry.path());
    }
    return others.empty() ? std::filesystem::path() : *std::min_element(others.begin(), others.end());
}

bool is_vowel(char16_t letter) {
    return std::u16string_view(u"aeiou").find(letter) != std::u16string_view::npos;
}

/// For every letter, whether a line may end after it. Turkish has no dictionary and needs none: a syllable
/// has one vowel and begins with the consonant before it (Türk Dil Kurumu, Yazım Kılavuzu, "Hece Yapısı ve
/// Satır Sonunda Kelimelerin Bölünmesi").
std::vector<bool> turkish_breaks(std::u16string_view letters) {
    constexpr std::u16string_view vowels = u"aeıioöuüâîû";
    const auto is_one = [&](std::size_t at) { return vowels.find(letters[at]) != std::u16string_view::npos; };
    std::vector<bool> breaks(letters.size(), false);
    bool vowel_before = false;
    for (std::size_t at = 0; at < letters.size(); ++at) {
        if (!is_one(at)) continue;
        const std::size_t begin = at > 0 && !is_one(at - 1) ? at - 1 : at;
        if (vowel_before && begin > 0) breaks[begin - 1] = true;
        vowel_before = true;
    }
    return breaks;
}

/// The letter without its trema; 0 where it has none.
char16_t without_trema(char16_t letter) {
    constexpr std::u16string_view marked = u"äëïöü";
    constexpr std::u16string_view plain = u"aeiou";
    const auto at = marked.find(letter);
    return at == std::u16string_view::npos ? u'\0' : plain[at];
}

}  // namespace

struct Hyphenator::Dictionary {
    std::unique_ptr<HyphenDict, FreeDictionary> patterns;
    Converter converter;

    /// The word in the dictionary's own bytes, if it has all its letters.
    std::optional<std::string> coded(std::u16string_view word) const {
        UErrorCode status = U_ZERO_ERROR;
        std::string bytes(word.size() * 4 + 1, '\0');
        ucnv_resetFromUnicode(converter.get());
        const auto length =
            ucnv_fromUChars(converter.get(), bytes.data(), static_cast<std::int32_t>(bytes.size()),
                            word.data(), static_cast<std::int32_t>(word.size()), &status);
        if (U_FAILURE(status)) return std::nullopt;
        bytes.resize(static_cast<std::size_t>(length));
        return bytes;
    }

    /// For every letter, whether a line may end after it.
    std::vector<bool> breaks_after(const std::string& bytes, std::size_t letters) const {
        constexpr std::size_t room = 5;  // libhyphen's own advice
        std::vector<char> marks(bytes.size() + room, '0');
        char** replacements = nullptr;
        int* positions = nullptr;
        int* cuts = nullptr;
        std::vector<bool> breaks(letters, false);
        const int failed = hnj_hyphen_hyphenate2(patterns.get(), bytes.data(), static_cast<int>(bytes.size()),
                                                 marks.data(), nullptr, &replacements, &positions, &cuts);
        for (std::size_t i = 0; !failed && i < letters; ++i) {
            // Some languages spell the parts otherwise (Hungarian): such places are left out.
            const bool respelt = replacements && replacements[i];
            breaks[i] = (marks[i] - '0') % 2 == 1 && !respelt;
        }
        for (std::size_t i = 0; replacements && i < bytes.size(); ++i) std::free(replacements[i]);  // NOLINT
        std::free(replacements);                                                                    // NOLINT
        std::free(positions);                                                                       // NOLINT
        std::free(cuts);                                                                            // NOLINT
        return breaks;
    }
};

Hyphenator::Hyphenator(std::filesystem::path dictionaries) : folder_(std::move(dictionaries)) {}
Hyphenator::Hyphenator(Hyphenator&&) noexcept = default;
Hyphenator& Hyphenator::operator=(Hyphenator&&) noexcept = default;
Hyphenator::~Hyphenator() = default;

Hyphenator::Dictionary* Hyphenator::dictionary(const std::string& language) {
    const auto [entry, is_new] = known_.try_emplace(language);
    if (!is_new) return entry->second.get();
    const auto file = file_for(folder_, language);
    if (file.empty()) return nullptr;
    auto opened = std::make_unique<Dictionary>();
    opened->patterns.reset(hnj_hyphen_load(file.c_str()));
    if (!opened->patterns) return nullptr;
    UErrorCode status = U_ZERO_ERROR;
    opened->converter.reset(ucnv_open(opened->patterns->cset, &status));
    ucnv_setFromUCallBack(opened->converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                          &status);
    if (U_FAILURE(status)) return nullptr;
    entry->second = std::move(opened);
    return entry->second.get();
}

std::vector<HyphenPoint> Hyphenator::points(std::u16string_view word, const std::string& language) {
    const bool beyond_two_bytes =
        std::any_of(word.begin(), word.end(), [](char16_t unit) { return unit >= 0xD800 && unit <= 0xDFFF; });
    if (word.size() < fewest_letters || beyond_two_bytes) return {};
    const std::string bare = language.substr(0, language.find('-'));
    const bool turkish = bare == "tr";
    const Dictionary* known = turkish ? nullptr : dictionary(language);
    if (!known && !turkish) return {};
    icu::UnicodeString lower(word.data(), static_cast<std::int32_t>(word.size()));
    lower.toLower(icu::Locale(language.c_str()));
    if (lower.length() != static_cast<std::int32_t>(word.size())) return {};  // İ is one letter, i̇ two
    const std::u16string_view letters(lower.getBuffer(), word.size());
    std::vector<bool> breaks;
    if (turkish) {
        breaks = turkish_breaks(letters);
    } else if (const auto bytes = known->coded(letters)) {
        breaks = known->breaks_after(*bytes, word.size());
    } else {
        return {};
    }
    const bool dutch = bare == "nl";
    std::vector<HyphenPoint> points;
    for (std::size_t at = least_before; at + least_after <= word.size(); ++at) {
        if (!breaks[at - 1]) continue;
        const bool may_part = dutch && is_vowel(letters[at - 1]);
        points.push_back({at, may_part ? without_trema(letters[at]) : u'\0'});
    }
    return points;
}

}  // namespace render
