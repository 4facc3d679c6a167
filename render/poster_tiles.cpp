#include "render/poster_tiles.hpp"

#include "catalogue/catalogue.hpp"
#include "render/imposed_side.hpp"
#include "render/imposition.hpp"
#include "render/length.hpp"
#include "render/paper.hpp"
#include "render/sheet_marks.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace render {

namespace {

constexpr Length most_bleed = 3_mm;  // enough for scissors, and marks stay clear of it

/// One direction of a page that is cut into overlapping stretches of the same length.
struct Cuts {
    Length whole;
    Length overlap;
    int count = 1;

    Length from(int index) const { return (whole - overlap) * index / count; }
    Length to(int index) const {
        return index == count - 1 ? whole : (whole - overlap) * (index + 1) / count + overlap;
    }
};

/// The fewest stretches of at most `room`.
Cuts cut_evenly(Length whole, Length room, Length overlap) {
    if (whole <= room) return {whole, {}, 1};
    const Length step = room - overlap;
    return {whole, overlap, static_cast<int>((whole - overlap + step - Length{1}).units / step.units)};
}

struct Tiling {
    Size paper;
    Length overlap;
    Cuts columns;
    Cuts rows;

    std::int64_t sheets() const { return std::int64_t{columns.count} * rows.count; }
};

Tiling tiling_on(Size paper, Size page, const TileStyle& style) {
    return {paper, style.overlap, cut_evenly(page.width, paper.width - 2 * style.margin, style.overlap),
            cut_evenly(page.height, paper.height - 2 * style.margin, style.overlap)};
}

Tiling fewest_sheets(Size page, const TileStyle& style) {
    const Tiling upright = tiling_on(style.paper, page, style);
    const Tiling lying = tiling_on({style.paper.height, style.paper.width}, page, style);
    return lying.sheets() < upright.sheets() ? lying : upright;
}

void append(std::vector<SheetMark>& marks, const std::vector<SheetMark>& more) {
    marks.insert(marks.end(), more.begin(), more.end());
}

std::string name_of(int row, int column) {
    return fmt::format("{}-{}", row + 1, column + 1);
}

/// One sheet of one poster.
class Tile {
 public:
    Tile(const Tiling& tiling, int row, int column)
        : tiling_(tiling),
          row_(row),
          column_(column),
          from_{tiling.columns.from(column), tiling.rows.from(row)} {
        const Size size{tiling.columns.to(column) - from_.x, tiling.rows.to(row) - from_.y};
        image_ = {{(tiling.paper.width - size.width) / 2, (tiling.paper.height - size.height) / 2}, size};
    }

    ImposedSide side(PageNumber number, const SourcePage& page) const {
        ImposedSide side{tiling_.paper, image_, image_, {}, {}};
        const Rect whole{{image_.left() - from_.x, image_.top() - from_.y}, page.trim};
        const PlacedPage poster = placed(number, page, whole, clip_of(page.bleed));
        side.pages.push_back(poster);
        side.bleed = around(image_, poster.clip);
        side.marks = cut_marks();
        append(side.marks, glue_marks());
        return side;
    }

 private:
    bool has_right() const { return column_ + 1 < tiling_.columns.count; }
    bool has_below() const { return row_ + 1 < tiling_.rows.count; }

    /// Bleed shows only at the edges of the whole poster, and stays clear of the label in the margin.
    Rect clip_of(const Edges& bleed) const {
        const Length left = column_ == 0 ? std::min(bleed.left, most_bleed) : Length{};
        const Length top = row_ == 0 ? std::min(bleed.top, most_bleed) : Length{};
        const Length right = has_right() ? Length{} : std::min(bleed.right, most_bleed);
        const Length bottom = has_below() ? Length{} : std::min(bleed.bottom, most_bleed);
        return shared_part({{image_.left() - left, image_.top() - top},
                            {image_.size.width + left + right, image_.size.height + top + bottom}},
                           {{}, tiling_.paper});
    }

    /// Where scissors go: left and top always, right and bottom where the poster ends.
    std::vector<SheetMark> cut_marks() const {
        std::vector<Length> columns{image_.left()};
        std::vector<Length> rows{image_.top()};
        if (!has_right()) columns.push_back(image_.right());
        if (!has_below()) rows.push_back(image_.bottom());
        auto marks = marks_of_cuts(image_, columns, rows, most_bleed + 1_mm);
        append(marks,
               number_in_lines(name_of(row_, column_), {image_.left() + 5_mm, image_.bottom() + 4_mm}, 3_mm));
        return marks;
    }

    std::vector<SheetMark> glue_marks() const {
        std::vector<SheetMark> marks;
        if (tiling_.overlap == Length{}) return marks;
        const Length edge_x = tiling_.columns.to(column_) - tiling_.columns.overlap;
        const Length edge_y = tiling_.rows.to(row_) - tiling_.rows.overlap;
        const Point edge{image_.left() + edge_x - from_.x, image_.top() + edge_y - from_.y};
        if (has_right()) {
            const Rect strip{{edge.x, image_.top()}, {image_.right() - edge.x, image_.size.height}};
            append(marks, marks_of_glue(strip, {edge.x, image_.top()}, {edge.x, image_.bottom()}));
            append(marks,
                   number_in_lines(name_of(row_, column_ + 1), {edge.x + 1_mm, image_.top() + 1_mm}, 3_mm));
        }
        if (has_below()) {
            const Length right = has_right() ? edge.x : image_.right();
            const Rect strip{{image_.left(), edge.y}, {right - image_.left(), image_.bottom() - edge.y}};
            append(marks, marks_of_glue(strip, {image_.left(), edge.y}, {image_.right(), edge.y}));
            append(marks,
                   number_in_lines(name_of(row_ + 1, column_), {image_.left() + 1_mm, edge.y + 1_mm}, 3_mm));
        }
        return marks;
    }

    const Tiling& tiling_;
    int row_;
    int column_;
    Point from_;  // on the page, the corner of this sheet's image
    Rect image_;  // on the paper
};

void refuse_when_endless(const Tiling& tiling, std::size_t page) {
    constexpr std::int64_t most = 400;
    if (tiling.sheets() <= most) return;
    throw catalogue::CannotWork(fmt::format(
        "Page {} is so large that it would take {} sheets of {}: choose larger paper with --tile.", page + 1,
        tiling.sheets(), in_words(tiling.paper)));
}

struct NumberedPage {
    PageNumber number;
    const SourcePage& page;
};

void append_tiles(std::vector<ImposedSide>& sides, const Tiling& tiling, const NumberedPage& poster) {
    for (int row = 0; row < tiling.rows.count; ++row) {
        for (int column = 0; column < tiling.columns.count; ++column) {
            sides.push_back(Tile(tiling, row, column).side(poster.number, poster.page));
        }
    }
}

}  // namespace

std::vector<ImposedSide> lay_out_tiles(const std::vector<SourcePage>& pages, const TileStyle& style) {
    const Length taken = 2 * style.margin + style.overlap;
    if (std::min(style.paper.width, style.paper.height) - taken < 20_mm) {
        throw catalogue::CannotWork(
            fmt::format("Paper of {} leaves no room between the margins and the overlap: choose larger paper "
                        "with --tile, or "
                        "a smaller --margin or --overlap.",
                        in_words(style.paper)));
    }
    std::vector<ImposedSide> sides;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const Tiling tiling = fewest_sheets(pages[i].trim, style);
        refuse_when_endless(tiling, i);
        append_tiles(sides, tiling, {static_cast<PageNumber>(i) + 1, pages[i]});
    }
    return sides;
}

}  // namespace render
