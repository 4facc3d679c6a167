#pragma once

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/template_file.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace render {

/// What the templates of all single sheets have: fonts, size, edges and the photos' resolution.
template <class Look>
void read_sheet(const TemplateFile& file, Look& look) {
    look.fonts = file.fonts();
    look.standing = file.sheet("page");
    // What is at the edges leaves the photos at least a third of the sheet either way.
    const Length shorter = std::min(look.standing.width, look.standing.height);
    look.bleed = file.millimetres("page.bleed", {}, 20_mm);
    look.marks = file.millimetres("page.marks", {}, 50_mm);
    look.margin = file.millimetres("page.margin", {}, shorter / 3);
    look.gap = file.millimetres("page.gap", {}, shorter / 8);
    look.fine_ppi = file.number("resolution.fine");
    look.least_ppi = file.number("resolution.least", look.fine_ppi);
}

/// The sheet of that name. subject: begins the sentence of the CannotWork that is thrown when there is none:
/// "The poster has".
template <class Sheet>
const Sheet& sheet_named(const std::map<std::string, Sheet>& sizes, const std::string& size,
                         const std::string& subject) {
    const auto found = sizes.find(size);
    if (found != sizes.end()) return found->second;
    std::string names;
    for (const auto& [name, sheet] : sizes) names += (names.empty() ? "" : ", ") + name;
    throw catalogue::CannotWork(subject + " no size \"" + size +
                                "\": leave it out for the usual one, or choose from: " + names + ".");
}

/// How much a design grows so that it fits on another sheet.
inline double growth(const Size& from, const Size& to) {
    return std::min(to.width.in_mm() / from.width.in_mm(), to.height.in_mm() / from.height.in_mm());
}

}  // namespace render
