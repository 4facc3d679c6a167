#pragma once

#include "render/length.hpp"
#include "render/type.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace render {

/// Process ink in percent. Text is black ink alone (K), never four colours (PRINT §0).
struct Ink {
    int cyan = 0;
    int magenta = 0;
    int yellow = 0;
    int black = 0;

    friend constexpr bool operator==(Ink, Ink) = default;
};

inline constexpr Ink black_ink{0, 0, 0, 100};

/// A colour on a screen (sRGB), each 0 to 1.
struct Rgb {
    double red = 0;
    double green = 0;
    double blue = 0;

    friend constexpr bool operator==(Rgb, Rgb) = default;
};

/// A whole photo, scaled into a frame of its own proportions.
struct PlacedPhoto {
    std::size_t photo = 0;  // index into Publication::photos
    Rect frame;             // upright: after the Exif orientation has been applied
    std::string alt;        // Dutch description; empty: decoration
};

/// What a line is to someone who hears the page read aloud. Page numbers and running feet are Artifacts.
enum class Role { Paragraph, Title, Heading, Caption, Artifact };

/// Down: the line reads downwards from its origin, its letters' feet to the left, as on a book's spine
/// (ISO 6357).
enum class Reading { Across, Down };

struct PlacedLine {
    Point origin;  // left end of the measure the line was set in, on the baseline; ShapedLine::indent is
                   // added to it
    ShapedLine line;
    Ink ink = black_ink;
    Role role = Role::Paragraph;
    int block = 0;  // lines of one paragraph that follow each other share a number; 0: a paragraph of its own
    Reading reading = Reading::Across;
};

struct FilledRect {
    Rect rect;
    Ink ink;
};

/// A straight line of ink.
struct Rule {
    Point from;
    Point to;
    Length thickness;
    Ink ink = black_ink;
};

/// One step of a path, in the page's coordinates.
struct PathStep {
    enum class Kind { Move, Line, Curve, Close };

    Kind kind = Kind::Move;
    Point to;
    Point first_control;  // of a curve (cubic Bézier)
    Point second_control;

    friend constexpr bool operator==(const PathStep&, const PathStep&) = default;
};

/// What lies inside a shape whose lines cross (ISO 32000-1 §8.5.3.3).
enum class FillRule { EvenOdd, NonZero };

/// Inks that run into each other along a line, or from one circle to another (ISO 32000-1 §8.7.4.5.3 and .4).
struct Gradient {
    enum class Kind { Line, Circles };
    enum class Outside { Nothing, Same };  // what is drawn before the beginning and behind the end

    /// A place, or the circle around it.
    struct End {
        double x = 0;
        double y = 0;
        double radius = 0;  // 0 of a line
    };
    struct Stop {
        double at = 0;  // 0 at the beginning, 1 at the end
        Ink ink;
        Rgb shown;  // on a screen
    };

    Kind kind = Kind::Line;
    End begin;
    End end;
    std::array<double, 6> to_page{1, 0, 0, 1, 0, 0};  // from those to millimetres on the page (§8.3.3)
    std::vector<Stop> stops;                          // two or more, in order; two at one place are an edge
    Outside before = Outside::Same;
    Outside behind = Outside::Same;
};

// Both count as PDF and Cairo do (ISO 32000-1 §8.4.3.3 and .4).
enum class LineEnd { Butt, Round, Square };
enum class Corner { Mitre, Round, Bevel };

/// A shape: a pictogram, a box to tick, a QR code, a part of a logo.
struct Drawing {
    std::vector<PathStep> path;
    std::optional<Length> pen;  // thickness of a line; absent: filled
    Ink ink = black_ink;
    std::string alt;  // Dutch description; empty: decoration
    Rect box;         // that it stands in
    FillRule rule = FillRule::EvenOdd;
    LineEnd ends = LineEnd::Round;
    Corner corners = Corner::Round;
    double mitre = 10;                    // how many pens a mitred corner may be long, before it is bevelled
    std::optional<Rgb> shown = {};        // on a screen, where it is known better than from the ink
    std::vector<Gradient> gradient = {};  // none, or the one that it has instead of the ink
};

/// A hairline outside the trim, printed on every plate (PDF: Separation All).
struct CropMark {
    Point from;
    Point to;
};

using Item = std::variant<PlacedPhoto, PlacedLine, FilledRect, Rule, Drawing, CropMark>;

/// Everything on one page. Coordinates start at the top left corner of the trimmed page; bleed and marks lie
/// outside.
struct Page {
    Size trim;
    Length bleed;   // on all four sides; 0 for none
    Length margin;  // paper around the bleed, where marks stand; 0 for none
    std::vector<Item> items;
    std::string label;  // page number as printed, or empty
};

/// A coded picture to be placed: where its master lies, and its size as coded.
struct PhotoSource {
    std::filesystem::path master;
    int width = 0;
    int height = 0;
    int orientation = 1;  // Exif 1–8
};

struct Bookmark {
    std::string title;
    std::size_t page = 0;
};

/// A finished layout: what a back-end writes, deciding nothing.
struct Publication {
    std::string title;
    std::string language = "nl";
    std::vector<Page> pages;
    std::vector<PhotoSource> photos;
    std::vector<FontFile> fonts;  // by FontNumber
    std::vector<Bookmark> bookmarks;
};

}  // namespace render
