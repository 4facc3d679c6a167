#include "render/folded_sheets.hpp"

#include "render/imposed_side.hpp"
#include "render/imposition.hpp"
#include "render/length.hpp"
#include "render/paper.hpp"
#include "render/sheet_marks.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

namespace render {

namespace {

Edges bleed_around_spread(const std::vector<SourcePage>& pages) {
    Edges around;
    for (const SourcePage& page : pages) {
        const Length outside = std::max(page.bleed.left, page.bleed.right);
        around.left = around.right = std::max(around.left, outside);
        around.top = std::max(around.top, page.bleed.top);
        around.bottom = std::max(around.bottom, page.bleed.bottom);
    }
    return around;
}

/// Lays out one side after the other on paper that is the same for all.
class FoldedSides {
 public:
    FoldedSides(const std::vector<SourcePage>& pages, const FoldStyle& style)
        : pages_(pages),
          style_(style),
          cell_(largest_trim(pages)),
          place_(place_on_paper({{2 * cell_.width, cell_.height}, bleed_around_spread(pages)}, style.paper)),
          fold_(place_.block.left() + place_.block.size.width / 2) {
        cell_ = scaled(cell_, place_.scale);
    }

    Duplex duplex() const { return style_.paper.duplex.value_or(turning_like_a_page(place_.paper)); }

    ImposedSide side(const Spread& spread, int depth) const {
        const Length creep = style_.paper_thickness * depth;
        const Rect cut = shared_part(
            {{fold_ - cell_.width + creep, place_.block.top()}, {2 * cell_.width - 2 * creep, cell_.height}},
            {{}, place_.paper});
        ImposedSide side{place_.paper, cut, cut, {}, {}};
        const Rect left_half{{}, {fold_, place_.paper.height}};
        const Rect right_half{{fold_, {}}, {place_.paper.width - fold_, place_.paper.height}};
        place(side, spread.left, {{cut.left(), cut.top()}, cell_}, left_half);
        place(side, spread.right, {{cut.right() - cell_.width, cut.top()}, cell_}, right_half);
        if (style_.paper.marks == Marks::Outside) side.marks = marks_of_fold(cut, fold_, place_.mark_offset);
        return side;
    }

 private:
    void place(ImposedSide& side, PageNumber number, const Rect& space, const Rect& half) const {
        if (number == blank_page) return;
        const SourcePage page = scaled(pages_[static_cast<std::size_t>(number) - 1], place_.scale);
        side.pages.push_back(placed(number, page, space, half));
        side.bleed = around(side.bleed, side.pages.back().clip);
    }

    const std::vector<SourcePage>& pages_;
    const FoldStyle& style_;
    Size cell_;
    BlockPlace place_;
    Length fold_;
};

}  // namespace

std::vector<ImposedSide> lay_out_folded(const std::vector<SourcePage>& pages,
                                        const std::vector<Sheet>& sheets, const FoldStyle& style) {
    const FoldedSides folded(pages, style);
    std::vector<ImposedSide> sides;
    for (const Sheet& sheet : sheets) {
        sides.push_back(folded.side(sheet.front, sheet.depth));
        sides.push_back(turned_for(folded.duplex(), folded.side(sheet.back, sheet.depth)));
    }
    return sides;
}

Length total_creep(const std::vector<Sheet>& sheets, Length paper_thickness) {
    int deepest = 0;
    for (const Sheet& sheet : sheets) deepest = std::max(deepest, sheet.depth);
    return paper_thickness * deepest;
}

}  // namespace render
