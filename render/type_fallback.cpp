#include "render/type_fallback.hpp"

#include "render/type.hpp"
#include "render/type_fonts.hpp"
#include "render/type_text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace render {

namespace {

class FontChooser {
 public:
    FontChooser(const AnalysedText& text, const Passage& passage, FontShelf& shelf)
        : text_(text), passage_(passage), shelf_(shelf), fonts_(text.clusters().size()) {}

    std::vector<std::size_t> choose() {
        const auto& clusters = text_.clusters();
        for (std::size_t begin = 0; begin < clusters.size();) {
            const std::size_t end = end_of_word(begin);
            choose_for(begin, end);
            begin = end;
        }
        return fonts_;
    }

 private:
    /// Of the word, or of the one space, that begins at this cluster.
    std::size_t end_of_word(std::size_t begin) const {
        const auto& clusters = text_.clusters();
        std::size_t end = begin + 1;
        if (clusters[begin].space) return end;
        while (end < clusters.size() && !clusters[end].space &&
               clusters[end].script == clusters[begin].script)
            ++end;
        return end;
    }

    void choose_for(std::size_t begin, std::size_t end) {
        const auto& candidates = shelf_.candidates(passage_.style, text_.clusters()[begin].script);
        const bool carries_nothing = text_.clusters()[begin].space || all_invisible(begin, end);
        if (carries_nothing && begin > 0 && covers(fonts_[begin - 1], begin, end)) {
            std::fill(fonts_.begin() + offset(begin), fonts_.begin() + offset(end), fonts_[begin - 1]);
            return;
        }
        // A font with brackets but a look of its own is no reason to set a word otherwise than its
        // neighbours: signs may come from elsewhere, letters of one word may not.
        const bool signs_alone = all_signs(begin, end);
        const auto whole = std::find_if(candidates.begin(), candidates.end(), [&](std::size_t place) {
            return signs_alone ? covers(place, begin, end) : covers_letters(place, begin, end);
        });
        for (std::size_t i = begin; i < end; ++i) {
            const bool in_whole = whole != candidates.end() && covers(*whole, i, i + 1);
            fonts_[i] = in_whole ? *whole : first_with(candidates, i);
        }
    }

    std::size_t first_with(const std::vector<std::size_t>& candidates, std::size_t cluster) const {
        const auto one = std::find_if(candidates.begin(), candidates.end(),
                                      [&](std::size_t place) { return covers(place, cluster, cluster + 1); });
        if (one == candidates.end()) throw missing(cluster);
        return *one;
    }

    bool covers_letters(std::size_t place, std::size_t begin, std::size_t end) const {
        for (std::size_t i = begin; i < end; ++i) {
            if (!text_.clusters()[i].sign && !covers(place, i, i + 1)) return false;
        }
        return true;
    }

    bool all_signs(std::size_t begin, std::size_t end) const {
        const auto& clusters = text_.clusters();
        return std::all_of(clusters.begin() + offset(begin), clusters.begin() + offset(end),
                           [](const Cluster& cluster) { return cluster.sign; });
    }

    bool covers(std::size_t place, std::size_t begin, std::size_t end) const {
        const std::u16string_view text = units(begin, end);
        for (std::size_t at = 0; at < text.size();) {
            const char32_t c = next_code_point(text, at);
            if (!can_be_invented(c) && !shelf_.covers(place, c)) return false;
        }
        return true;
    }

    /// HarfBuzz makes these from the plain space and hyphen where a font lacks them.
    static bool can_be_invented(char32_t c) {
        const bool fixed_space =
            (c >= 0x2000 && c <= 0x200A) || c == 0x00A0 || c == 0x202F || c == 0x205F || c == 0x3000;
        return is_invisible(c) || fixed_space || c == 0x2011;
    }

    bool all_invisible(std::size_t begin, std::size_t end) const {
        const auto& clusters = text_.clusters();
        return std::all_of(clusters.begin() + offset(begin), clusters.begin() + offset(end),
                           [](const Cluster& cluster) { return cluster.invisible; });
    }

    MissingGlyph missing(std::size_t cluster) const {
        const auto letter = units(cluster, cluster + 1);
        const auto& script = text_.clusters()[cluster].script;
        std::string codes;
        for (const char32_t c : code_points(letter)) {
            codes += fmt::format("{}U+{:04X}", codes.empty() ? "" : " ", static_cast<std::uint32_t>(c));
        }
        const bool sign = code_points(letter).front() >= 0x2190 && (script == "Latn" || script == "Zyyy");
        return MissingGlyph(
            fmt::format("No installed font has \"{}\" ({}), in the text \"{}\" in the language {}: install "
                        "the package {}, or "
                        "change the text.",
                        to_utf8(letter), codes, beginning_of_text(), passage_.language,
                        package_for(sign ? "Zyyy" : script)));
    }

    std::string beginning_of_text() const {
        constexpr std::size_t enough = 40;
        const auto& clusters = text_.clusters();
        if (clusters.size() <= enough) return to_utf8(text_.text());
        return to_utf8(units(0, enough)) + "…";
    }

    std::u16string_view units(std::size_t begin, std::size_t end) const {
        const auto& clusters = text_.clusters();
        const std::size_t from = clusters[begin].begin;
        return std::u16string_view(text_.text()).substr(from, clusters[end - 1].end - from);
    }

    static std::ptrdiff_t offset(std::size_t index) { return static_cast<std::ptrdiff_t>(index); }

    const AnalysedText& text_;
    const Passage& passage_;
    FontShelf& shelf_;
    std::vector<std::size_t> fonts_;
};

}  // namespace

std::vector<std::size_t> choose_fonts(const AnalysedText& text, const Passage& passage, FontShelf& shelf) {
    return FontChooser(text, passage, shelf).choose();
}

}  // namespace render
