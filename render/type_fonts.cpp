#include "render/type_fonts.hpp"

#include "catalogue/catalogue.hpp"
#include "render/type.hpp"
#include "render/type_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <fontconfig/fontconfig.h>

namespace render {

namespace {

struct DestroyConfig {
    void operator()(FcConfig* config) const { FcConfigDestroy(config); }
};
struct DestroyPattern {
    void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
struct DestroyObjects {
    void operator()(FcObjectSet* objects) const { FcObjectSetDestroy(objects); }
};
struct DestroyFonts {
    void operator()(FcFontSet* fonts) const { FcFontSetDestroy(fonts); }
};
struct DestroyCharacters {
    void operator()(FcCharSet* characters) const { FcCharSetDestroy(characters); }
};

std::string text_of(const FcPattern* pattern, const char* object) {
    FcChar8* value = nullptr;
    if (FcPatternGetString(pattern, object, 0, &value) != FcResultMatch) return {};
    return reinterpret_cast<const char*>(value);  // NOLINT(*-reinterpret-cast): fontconfig's own bytes
}

int number_of(const FcPattern* pattern, const char* object) {
    int value = 0;
    if (FcPatternGetInteger(pattern, object, 0, &value) == FcResultMatch) return value;
    double real = 0;  // a few fonts state a weight that is no whole number
    FcPatternGetDouble(pattern, object, 0, &real);
    return static_cast<int>(real);
}

bool flag_of(const FcPattern* pattern, const char* object) {
    FcBool value = FcFalse;
    return FcPatternGetBool(pattern, object, 0, &value) == FcResultMatch && value == FcTrue;
}

/// Not Noto, but the only TrueType fonts in Debian for Chinese, Japanese, Korean and for emoji in outlines.
constexpr std::array<std::string_view, 2> last_resorts{"Droid Sans Fallback", "Symbola"};

bool is_last_resort(std::string_view family) {
    return std::find(last_resorts.begin(), last_resorts.end(), family) != last_resorts.end();
}

bool is_one_of(const FontFamilies& families, std::string_view family) {
    return family == families.sans || family == families.serif || family == families.display;
}

bool may_be_printed(const FcPattern* pattern, const FontFamilies& families) {
    const std::string family = text_of(pattern, FC_FAMILY);
    const bool known = family.starts_with("Noto ") || is_last_resort(family) || is_one_of(families, family);
    return known && text_of(pattern, FC_FONTFORMAT) == "TrueType" && !flag_of(pattern, FC_VARIABLE) &&
           !flag_of(pattern, FC_COLOR) && number_of(pattern, FC_WIDTH) == FC_WIDTH_NORMAL;
}

std::unique_ptr<FcFontSet, DestroyFonts> installed_fonts(FcConfig* config) {
    const std::unique_ptr<FcPattern, DestroyPattern> all(FcPatternCreate());
    const std::unique_ptr<FcObjectSet, DestroyObjects> wanted(
        FcObjectSetBuild(FC_FAMILY, FC_FILE, FC_INDEX, FC_WEIGHT, FC_SLANT, FC_WIDTH, FC_CHARSET,
                         FC_FONTFORMAT, FC_VARIABLE, FC_COLOR, FC_FULLNAME, nullptr));
    return std::unique_ptr<FcFontSet, DestroyFonts>(FcFontList(config, all.get(), wanted.get()));
}

/// Families in the order in which they are tried for a script.
std::vector<std::string> first_choices(Face face, const std::string& script) {
    if (face == Face::Display) {
        std::vector<std::string> families = first_choices(Face::Serif, script);
        if (script == "Latn" || script == "Cyrl" || script == "Grek") {
            families.insert(families.begin(), "Noto Serif Display");
        }
        return families;
    }
    const std::string name = name_of_script(script);
    const std::string sans = "Noto Sans";
    const std::string serif = "Noto Serif";
    const std::string own = face == Face::Sans ? sans : serif;
    const std::string other = face == Face::Sans ? serif : sans;
    if (script == "Latn" || script == "Cyrl" || script == "Grek") return {own, other};
    // Naskh is the book hand; there is no Noto Serif Arabic. The plain Noto Sans Arabic goes with a sans.
    if (script == "Arab" && face == Face::Serif) return {"Noto Naskh Arabic", "Noto Sans Arabic", own};
    if (script == "Arab") return {"Noto Sans Arabic", "Noto Naskh Arabic", own};
    return {own + " " + name, other + " " + name, own, other};
}

/// Cuts for special use, tried after the plain ones.
bool is_special(std::string_view family) {
    constexpr std::array<std::string_view, 9> marks{"Display", "Rashi",   "Kufi",     "Nastaliq",   "Looped",
                                                    "Mono",    "Slanted", "Unjoined", "Traditional"};
    return std::any_of(marks.begin(), marks.end(),
                       [family](auto mark) { return family.find(mark) != std::string_view::npos; });
}

}  // namespace

struct FontShelf::Entry {
    FontFile file;
    std::string family;
    bool bold = false;
    bool italic = false;
    std::unique_ptr<FcCharSet, DestroyCharacters> characters;

    int distance(const TextStyle& style) const {
        return (bold == (style.weight == Weight::Bold) ? 0 : 2) +
               (italic == (style.slant == Slant::Italic) ? 0 : 1);
    }
};

FontShelf::FontShelf(FontFamilies families) : families_(std::move(families)) {
    const std::unique_ptr<FcConfig, DestroyConfig> config(FcInitLoadConfigAndFonts());
    const auto fonts = installed_fonts(config.get());
    for (int i = 0; fonts && i < fonts->nfont; ++i) {
        const FcPattern* pattern = fonts->fonts[i];
        FcCharSet* characters = nullptr;
        if (!may_be_printed(pattern, families_)) continue;
        if (FcPatternGetCharSet(pattern, FC_CHARSET, 0, &characters) != FcResultMatch) continue;
        const auto weight = number_of(pattern, FC_WEIGHT);
        if (weight != FC_WEIGHT_REGULAR && weight != FC_WEIGHT_BOLD) continue;
        entries_.push_back({{text_of(pattern, FC_FILE), static_cast<unsigned>(number_of(pattern, FC_INDEX)),
                             text_of(pattern, FC_FULLNAME)},
                            text_of(pattern, FC_FAMILY),
                            weight == FC_WEIGHT_BOLD,
                            number_of(pattern, FC_SLANT) != FC_SLANT_ROMAN,
                            std::unique_ptr<FcCharSet, DestroyCharacters>(FcCharSetCopy(characters))});
    }
    if (entries_.empty()) {
        throw catalogue::CannotWork("No Noto fonts are installed: install the package fonts-noto-core.");
    }
    // fontconfig lists in the order of its folders, which differs between machines.
    std::sort(entries_.begin(), entries_.end(), [](const Entry& one, const Entry& other) {
        return std::tie(one.family, one.bold, one.italic, one.file.path) <
               std::tie(other.family, other.bold, other.italic, other.file.path);
    });
    expect_families();
}

void FontShelf::expect_families() const {
    for (const std::string& family : {families_.sans, families_.serif, families_.display}) {
        const bool installed =
            family.empty() ||
            std::any_of(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.family == family; });
        if (installed) continue;
        throw catalogue::CannotWork("The design asks for the font " + family +
                                    ", which is not installed in TrueType: install its package, or name "
                                    "another in the template.");
    }
}

FontShelf::FontShelf(FontShelf&&) noexcept = default;
FontShelf& FontShelf::operator=(FontShelf&&) noexcept = default;
FontShelf::~FontShelf() = default;

const std::vector<std::size_t>& FontShelf::candidates(const TextStyle& style, const std::string& script) {
    auto& order = orders_[{style.face, style.weight, style.slant, script}];
    if (!order.empty()) return order;
    auto first = first_choices(style.face, script);
    const std::string& designed = style.face == Face::Sans    ? families_.sans
                                  : style.face == Face::Serif ? families_.serif
                                                              : families_.display;
    if (!designed.empty()) first.insert(first.begin(), designed);
    const std::string_view own = style.face == Face::Sans ? "Noto Sans" : "Noto Serif";
    // rank, family -> the file of that family nearest to the style
    std::map<std::tuple<int, std::string>, std::size_t> nearest;
    for (std::size_t place = 0; place < entries_.size(); ++place) {
        const Entry& entry = entries_[place];
        int rank = static_cast<int>(std::find(first.begin(), first.end(), entry.family) - first.begin());
        if (rank == static_cast<int>(first.size())) {
            rank += entry.family.starts_with(own) ? 0 : 1;
            if (is_special(entry.family) || is_one_of(families_, entry.family)) rank += 2;
            if (is_last_resort(entry.family)) rank = std::numeric_limits<int>::max();
        }
        const auto [kept, added] = nearest.try_emplace({rank, entry.family}, place);
        if (!added && entry.distance(style) < entries_[kept->second].distance(style)) kept->second = place;
    }
    for (const auto& [key, place] : nearest) order.push_back(place);
    return order;
}

bool FontShelf::covers(std::size_t place, char32_t code_point) const {
    return FcCharSetHasChar(entries_[place].characters.get(), static_cast<FcChar32>(code_point)) == FcTrue;
}

const FontFile& FontShelf::file(std::size_t place) const {
    return entries_[place].file;
}

const std::string& FontShelf::family(std::size_t place) const {
    return entries_[place].family;
}

std::string package_for(const std::string& script) {
    constexpr std::array<std::string_view, 6> far_east{"Hani", "Hira", "Kana", "Hang", "Bopo", "Jpan"};
    if (std::find(far_east.begin(), far_east.end(), script) != far_east.end()) return "fonts-droid-fallback";
    if (script == "Zyyy") return "fonts-symbola";
    return "fonts-noto-core";
}

}  // namespace render
