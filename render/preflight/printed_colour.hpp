#pragma once

#include "render/pdf/qpdf.hpp"
#include "render/preflight/printed_page.hpp"

#include <string>
#include <vector>

namespace render {

/// A colour space of a PDF, resolved as far as preflight needs it (ISO 32000-1 §8.6).
struct ColourSpace {
    PrintedColour::Space space = PrintedColour::Space::Grey;
    bool managed = false;
    int components = 1;
    std::string name;               // of a spot ink
    std::vector<double> full_tint;  // inks of a spot ink at full strength; empty: not known
    bool one_plate = false;         // see PrintedColour
    bool indexed = false;           // its values are numbers of `palette`
    int base_components = 1;        // of the palette's colours
    std::string palette;
};

/// space: a name or an array. resources: of the page or form, which may name it, or give a device space a
/// profile by DefaultRGB, DefaultGray and DefaultCMYK.
ColourSpace colour_space(QPDFObjectHandle space, QPDFObjectHandle resources);

/// The colour that these operands ask for.
PrintedColour colour_of(const ColourSpace& space, const std::vector<double>& operands,
                        const PressColours& press);

}  // namespace render
