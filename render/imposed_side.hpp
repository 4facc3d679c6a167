#pragma once

#include "render/imposition.hpp"
#include "render/length.hpp"

#include <optional>
#include <vector>

namespace render {

struct Edges {
    Length left;
    Length top;
    Length right;
    Length bottom;

    friend bool operator==(const Edges&, const Edges&) = default;
};

/// A page to be imposed, as one sees it upright: its trimmed size, and how far its ink may reach past that.
struct SourcePage {
    Size trim;
    Edges bleed;
};

enum class Turn { Upright, UpsideDown };

/// A source page on one side of a sheet. When `trim` has another size than the source page, the page is
/// scaled to it.
struct PlacedPage {
    PageNumber page = blank_page;
    Rect trim;
    Rect clip;  // nothing of the page is printed outside
    Turn turn = Turn::Upright;

    friend bool operator==(const PlacedPage&, const PlacedPage&) = default;
};

/// Cut and fold marks stand outside the trim; glue marks stand on paper that another sheet will cover.
enum class MarkLook { Cut, Fold, Glue };

struct SheetMark {
    Point from;
    Point to;
    MarkLook look = MarkLook::Cut;

    friend bool operator==(const SheetMark&, const SheetMark&) = default;
};

/// One side of a sheet as it lies in the printer's output, in paper coordinates.
struct ImposedSide {
    Size paper;
    Rect trim;   // what is left when the sheet has been cut
    Rect bleed;  // the trim, and the ink past it
    std::vector<PlacedPage> pages;
    std::vector<SheetMark> marks;

    friend bool operator==(const ImposedSide&, const ImposedSide&) = default;
};

/// How the printer turns a sheet over to print its back.
enum class Duplex { Simplex, LongEdge, ShortEdge };

enum class Marks { None, Outside };

/// AtActualSize refuses pages that do not fit; Shrunk makes them smaller (never larger) so that they do.
enum class Fitting { AtActualSize, Shrunk };

/// The paper that a sheet is printed on.
struct PaperStyle {
    std::optional<Size> paper;     // turned as the pages need; absent: just as large as the pages and marks
    std::optional<Duplex> duplex;  // absent: as the style of imposition is usually printed
    Marks marks = Marks::None;
    Fitting fitting = Fitting::AtActualSize;
};

/// The edge over which paper of this size turns like a page of a book, so that its back stands upright.
Duplex turning_like_a_page(Size paper);

/// The back as it must be drawn: a half turn around when the printer turns the sheet over its top edge.
ImposedSide turned_for(Duplex duplex, ImposedSide back);

/// The size that holds every page. pages: one or more.
Size largest_trim(const std::vector<SourcePage>& pages);

/// Whether all pages have one size, to half a millimetre: programs round paper sizes differently.
bool same_size(const std::vector<SourcePage>& pages);

Rect shared_part(const Rect& one, const Rect& other);
/// The smallest rectangle around both.
Rect around(const Rect& one, const Rect& other);

/// The page in the middle of `space`, scaled, with its bleed clipped to `room`.
PlacedPage placed(PageNumber number, const SourcePage& page, const Rect& space, const Rect& room);

}  // namespace render
