#include "render/label_grid.hpp"

#include "render/imposed_side.hpp"
#include "render/imposition.hpp"
#include "render/length.hpp"
#include "render/paper.hpp"
#include "render/sheet_marks.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <utility>
#include <vector>

namespace render {

namespace {

/// The page of each cell of one side, row by row.
using CellPages = std::vector<PageNumber>;

struct GridSheet {
    CellPages front;
    CellPages back;  // as one sees it from the front; empty when printed on one side
};

/// What is cut out of one sheet, front and back, in the order of the cells.
std::vector<GridSheet> grid_sheets(int pages, int cells, bool two_sided, Filling filling) {
    const int per_label = two_sided ? 2 : 1;
    const int labels = (pages + per_label - 1) / per_label;
    const bool whole = filling == Filling::WholeSheet;
    const int count = whole ? labels : (labels + cells - 1) / cells;
    std::vector<GridSheet> sheets(static_cast<std::size_t>(count));
    for (int s = 0; s < count; ++s) {
        GridSheet& sheet = sheets[static_cast<std::size_t>(s)];
        for (int cell = 0; cell < cells; ++cell) {
            const int label = whole ? s : s * cells + cell;
            const int front = label * per_label + 1;
            sheet.front.push_back(front <= pages ? front : blank_page);
            if (two_sided) sheet.back.push_back(front + 1 <= pages ? front + 1 : blank_page);
        }
    }
    return sheets;
}

Edges largest_bleed(const std::vector<SourcePage>& pages) {
    Edges largest;
    for (const SourcePage& page : pages) {
        largest.left = std::max(largest.left, page.bleed.left);
        largest.top = std::max(largest.top, page.bleed.top);
        largest.right = std::max(largest.right, page.bleed.right);
        largest.bottom = std::max(largest.bottom, page.bleed.bottom);
    }
    return largest;
}

/// One direction of a grid: columns, or rows.
struct Axis {
    Length start;
    Length cell;
    Length gap;
    int count = 1;

    Length from(int index) const { return start + (cell + gap) * index; }
    Length to(int index) const { return from(index) + cell; }
    Length end() const { return to(count - 1); }

    /// Where ink of the cell must stop: halfway to its neighbour, or at the edge of the paper.
    std::pair<Length, Length> room(int index, Length paper) const {
        return {index == 0 ? Length{} : from(index) - gap / 2,
                index == count - 1 ? paper : to(index) + gap / 2};
    }

    std::vector<Length> cuts() const {
        std::vector<Length> cuts;
        for (int i = 0; i < count; ++i) {
            if (cuts.empty() || cuts.back() != from(i)) cuts.push_back(from(i));
            cuts.push_back(to(i));
        }
        return cuts;
    }
};

class Grid {
 public:
    Grid(const std::vector<SourcePage>& pages, const GridStyle& style) : pages_(pages), style_(style) {
        const Size cell = largest_trim(pages);
        const Size size{cell.width * style.columns + style.gap * (style.columns - 1),
                        cell.height * style.rows + style.gap * (style.rows - 1)};
        place_ = place_on_paper({size, largest_bleed(pages)}, style.paper);
        const Length gap = scaled(style.gap, place_.scale);
        columns_ = {place_.block.left(), scaled(cell.width, place_.scale), gap, style.columns};
        rows_ = {place_.block.top(), scaled(cell.height, place_.scale), gap, style.rows};
    }

    ImposedSide side(const CellPages& cells) const {
        const Rect area{{columns_.start, rows_.start},
                        {columns_.end() - columns_.start, rows_.end() - rows_.start}};
        ImposedSide side{place_.paper, area, area, {}, {}};
        for (int cell = 0; cell < style_.columns * style_.rows; ++cell) {
            const PageNumber number = cells[static_cast<std::size_t>(cell)];
            if (number == blank_page) continue;
            side.pages.push_back(placed_in(number, cell % style_.columns, cell / style_.columns));
            side.bleed = around(side.bleed, side.pages.back().clip);
        }
        if (style_.paper.marks == Marks::Outside) {
            side.marks = marks_of_cuts(area, columns_.cuts(), rows_.cuts(), place_.mark_offset);
        }
        return side;
    }

    /// Behind the first column lies the last.
    CellPages seen_from_behind(CellPages cells) const {
        for (auto row = cells.begin(); row != cells.end(); row += style_.columns) {
            std::reverse(row, row + style_.columns);
        }
        return cells;
    }

 private:
    PlacedPage placed_in(PageNumber number, int column, int row) const {
        const Rect space{{columns_.from(column), rows_.from(row)}, {columns_.cell, rows_.cell}};
        const auto [left, right] = columns_.room(column, place_.paper.width);
        const auto [top, bottom] = rows_.room(row, place_.paper.height);
        const SourcePage page = scaled(pages_[static_cast<std::size_t>(number) - 1], place_.scale);
        return placed(number, page, space, {{left, top}, {right - left, bottom - top}});
    }

    const std::vector<SourcePage>& pages_;
    const GridStyle& style_;
    BlockPlace place_;
    Axis columns_;
    Axis rows_;
};

}  // namespace

std::vector<ImposedSide> lay_out_grid(const std::vector<SourcePage>& pages, const GridStyle& style) {
    assert(style.columns >= 1 && style.rows >= 1);
    const Grid grid(pages, style);
    const Duplex duplex = style.paper.duplex.value_or(Duplex::Simplex);
    const auto sheets = grid_sheets(static_cast<int>(pages.size()), style.columns * style.rows,
                                    duplex != Duplex::Simplex, style.filling);
    std::vector<ImposedSide> sides;
    for (const GridSheet& sheet : sheets) {
        sides.push_back(grid.side(sheet.front));
        if (sheet.back.empty()) continue;
        sides.push_back(turned_for(duplex, grid.side(grid.seen_from_behind(sheet.back))));
    }
    return sides;
}

}  // namespace render
