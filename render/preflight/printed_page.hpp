#pragma once

#include "render/pdf/page_boxes.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/preflight/allowance.hpp"
#include "render/preflight/ink_map.hpp"

#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace render {

/// A colour as a page asks for it.
struct PrintedColour {
    enum class Space { Grey, Rgb, Cmyk, Lab, Spot, All, Pattern, Unknown };

    Space space = Space::Grey;
    bool managed = false;    // by an ICC profile, CalRGB, Lab, or a default space
    bool one_plate = false;  // Separation of a process ink: speaks of no other plate
    std::string name;        // of a spot ink
    std::array<double, 4> inks{0, 0, 0, 1};
    bool measured = true;  // whether `inks` are known

    /// How many plates get ink.
    int plates() const;
    double total() const { return inks[0] + inks[1] + inks[2] + inks[3]; }
};

/// What an image's dictionary and its own bytes say.
struct ImageFacts {
    int width = 0;
    int height = 0;
    double ppi = 0;  // of the coarser direction, where it is placed
    std::string filter;
    bool has_alternates = false;
    bool carries_metadata = false;  // Exif or XMP within the JPEG: may hold names and places
    bool is_bitmap = false;         // of one bit: drawn, not photographed
};

/// What one painting operator puts on the page.
struct PrintedMark {
    enum class Kind { Fill, Stroke, Text, Image, Shading };

    Kind kind = Kind::Fill;
    PrintedColour colour;
    bool overprints = false;
    bool transparent = false;
    double x = 0;  // points, in the page's user space: the middle, of text the beginning
    double y = 0;
    double size = 0;             // points: of type, or thickness of a line or of what is filled
    bool lacks_letters = false;  // text that its font has no shapes for
    bool is_broken = false;      // a gradient that lacks what it is drawn by
    ImageFacts image;
};

/// Everything that a page puts on paper, read from its content as a press would.
struct PrintedPage {
    QPDF& pdf;
    std::vector<PrintedMark> marks;
    std::map<std::pair<std::string, int>, QPDFObjectHandle> fonts;  // used, by name and object
    InkMap inks;
    bool sets_press_controls = false;         // transfer functions, halftones: the printer's own business
    bool has_transparency_group = false;      // in a form
    bool has_postscript = false;              // code for the press
    bool unreadable = false;                  // broken content
    bool is_too_much = false;                 // more than an Allowance allows: the rest was not looked at
    std::map<std::string, int> not_measured;  // why, and how often

    explicit PrintedPage(QPDF& read) : pdf(read) {}
};

/// What a page is read with.
struct PageSetting {
    const UserBox& media;
    const PressColours& press;  // gives the inks of RGB colours
    Allowance& allowance;
};

/// Reads one page. Nothing of In Beeld's own writer is used.
PrintedPage read_printed_page(QPDF& pdf, QPDFPageObjectHelper page, const PageSetting& setting);

}  // namespace render
