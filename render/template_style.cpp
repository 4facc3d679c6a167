#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/template_contents.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <charconv>
#include <cstddef>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace render {

namespace {

constexpr Choice<Face> faces[] = {{"sans", Face::Sans}, {"serif", Face::Serif}, {"display", Face::Display}};
constexpr Choice<Weight> weights[] = {{"regular", Weight::Regular}, {"bold", Weight::Bold}};
constexpr Choice<Slant> slants[] = {{"upright", Slant::Upright}, {"italic", Slant::Italic}};

constexpr Choice<Align> aligns[] = {{"start", Align::Start}, {"justify", Align::Justify}};
constexpr Choice<Hyphens> hyphenations[] = {{"none", Hyphens::None}, {"allowed", Hyphens::Allowed}};
constexpr Choice<Capitals> capital_kinds[] = {{"as-written", Capitals::AsWritten},
                                              {"small", Capitals::Small}};
constexpr Choice<Figures> figure_kinds[] = {
    {"font", Figures::OfTheFont}, {"lining", Figures::Lining}, {"old-style", Figures::OldStyle}};

/// Adds one plate's share, written as "C75"; whether it was.
bool add_plate(Ink& ink, std::string_view word) {
    constexpr std::string_view letters = "CMYK";
    int* const plates[] = {&ink.cyan, &ink.magenta, &ink.yellow, &ink.black};
    const std::size_t plate = word.empty() ? std::string_view::npos : letters.find(word.front());
    if (plate == std::string_view::npos) return false;
    const auto [end, error] = std::from_chars(word.data() + 1, word.data() + word.size(), *plates[plate]);
    return error == std::errc{} && end == word.data() + word.size() && *plates[plate] >= 0 &&
           *plates[plate] <= 100;
}

std::optional<Ink> read_ink(const std::string& text) {
    std::istringstream words(text);
    Ink ink{};
    bool any = false;
    for (std::string word; words >> word; any = true) {
        if (!add_plate(ink, word)) return std::nullopt;
    }
    // Newspaper to art paper: more wet ink than this does not dry (DOMAIN §4.1).
    constexpr int most_ink = 300;
    if (!any || ink.cyan + ink.magenta + ink.yellow + ink.black > most_ink) return std::nullopt;
    return ink;
}

}  // namespace

Ink TemplateFile::ink(std::string_view key) const {
    const std::string name = contents_->text(key);
    const toml::node* node = contents_->table.at_path(key).node();
    const std::string ink_key = "inks." + name;
    const auto written = contents_->table.at_path(ink_key).value_exact<std::string>();
    if (!written)
        contents_->refuse(node, key, fmt::format("names the ink \"{}\", which is not in [inks]", name));
    contents_->asked.insert(ink_key);
    const auto ink = read_ink(*written);
    if (!ink) {
        contents_->refuse(contents_->table.at_path(ink_key).node(), ink_key,
                          "must be percents of ink such as \"C0 M75 Y85 K0\", 300 together at most");
    }
    return *ink;
}

WordStyle TemplateFile::style(std::string_view key) const {
    const std::string in = std::string(key) + ".";
    constexpr double smallest = 4;
    constexpr double largest = 400;
    WordStyle style;
    style.type.face = contents_->choice(in + "face", faces);
    style.type.weight = contents_->choice(in + "weight", weights);
    style.type.slant = contents_->choice(in + "slant", slants);
    style.type.size = Length::from_points(contents_->real(in + "size_pt", smallest, largest));
    style.type.leading = Length::from_points(contents_->real(in + "leading_pt", smallest, largest));
    style.ink = ink(in + "ink");
    contents_->take_choice(in + "align", aligns, style.align);
    contents_->take_choice(in + "hyphens", hyphenations, style.type.hyphens);
    contents_->take_choice(in + "capitals", capital_kinds, style.type.capitals);
    contents_->take_choice(in + "figures", figure_kinds, style.type.figures);
    return style;
}

FontFamilies TemplateFile::fonts() const {
    FontFamilies families;
    const auto take = [this](const std::string& key, std::string& family) {
        if (!has(key)) return;
        family = text(key);
        try {
            const Typesetter typesetter({family, {}, {}});
        } catch (const catalogue::CannotWork&) {
            refuse(key, fmt::format("names the font \"{}\", which is not installed in TrueType: install its "
                                    "package, or name another",
                                    family));
        }
    };
    take("fonts.sans", families.sans);
    take("fonts.serif", families.serif);
    take("fonts.display", families.display);
    return families;
}

}  // namespace render
