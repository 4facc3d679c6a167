#include "render/imposed_side.hpp"

#include "render/imposition.hpp"
#include "render/length.hpp"

#include <algorithm>
#include <vector>

namespace render {

namespace {

Point turned_around(Size paper, Point point) {
    return {paper.width - point.x, paper.height - point.y};
}

Rect turned_around(Size paper, const Rect& rect) {
    return {turned_around(paper, Point{rect.right(), rect.bottom()}), rect.size};
}

}  // namespace

Duplex turning_like_a_page(Size paper) {
    return paper.width > paper.height ? Duplex::ShortEdge : Duplex::LongEdge;
}

ImposedSide turned_for(Duplex duplex, ImposedSide back) {
    if (duplex == Duplex::Simplex || duplex == turning_like_a_page(back.paper)) return back;
    const Size paper = back.paper;
    back.trim = turned_around(paper, back.trim);
    back.bleed = turned_around(paper, back.bleed);
    for (PlacedPage& page : back.pages) {
        page.trim = turned_around(paper, page.trim);
        page.clip = turned_around(paper, page.clip);
        page.turn = page.turn == Turn::Upright ? Turn::UpsideDown : Turn::Upright;
    }
    for (SheetMark& mark : back.marks) {
        mark.from = turned_around(paper, mark.from);
        mark.to = turned_around(paper, mark.to);
    }
    return back;
}

Size largest_trim(const std::vector<SourcePage>& pages) {
    Size largest;
    for (const SourcePage& page : pages) {
        largest.width = std::max(largest.width, page.trim.width);
        largest.height = std::max(largest.height, page.trim.height);
    }
    return largest;
}

bool same_size(const std::vector<SourcePage>& pages) {
    const Size largest = largest_trim(pages);
    constexpr Length tolerance{180};
    return std::all_of(pages.begin(), pages.end(), [&](const SourcePage& page) {
        return largest.width - page.trim.width <= tolerance && largest.height - page.trim.height <= tolerance;
    });
}

Rect shared_part(const Rect& one, const Rect& other) {
    const Point origin{std::max(one.left(), other.left()), std::max(one.top(), other.top())};
    const Length width = std::min(one.right(), other.right()) - origin.x;
    const Length height = std::min(one.bottom(), other.bottom()) - origin.y;
    return {origin, {std::max(width, Length{}), std::max(height, Length{})}};
}

Rect around(const Rect& one, const Rect& other) {
    const Point origin{std::min(one.left(), other.left()), std::min(one.top(), other.top())};
    return {
        origin,
        {std::max(one.right(), other.right()) - origin.x, std::max(one.bottom(), other.bottom()) - origin.y}};
}

PlacedPage placed(PageNumber number, const SourcePage& page, const Rect& space, const Rect& room) {
    const Rect trim{{space.left() + (space.size.width - page.trim.width) / 2,
                     space.top() + (space.size.height - page.trim.height) / 2},
                    page.trim};
    const Rect inked{{trim.left() - page.bleed.left, trim.top() - page.bleed.top},
                     {trim.size.width + page.bleed.left + page.bleed.right,
                      trim.size.height + page.bleed.top + page.bleed.bottom}};
    return {number, trim, shared_part(inked, room), Turn::Upright};
}

}  // namespace render
