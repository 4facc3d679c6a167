#include "render/sheet_marks.hpp"

#include "render/imposed_side.hpp"
#include "render/length.hpp"
#include "render/paper.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace render {

namespace {

void append(std::vector<SheetMark>& marks, const std::vector<SheetMark>& more) {
    marks.insert(marks.end(), more.begin(), more.end());
}

/// Above and below the area.
std::vector<SheetMark> column_marks(const Rect& area, Length x, Length offset, MarkLook look) {
    return {{{x, area.top() - offset - mark_length}, {x, area.top() - offset}, look},
            {{x, area.bottom() + offset}, {x, area.bottom() + offset + mark_length}, look}};
}

/// Left and right of the area.
std::vector<SheetMark> row_marks(const Rect& area, Length y, Length offset) {
    return {{{area.left() - offset - mark_length, y}, {area.left() - offset, y}, MarkLook::Cut},
            {{area.right() + offset, y}, {area.right() + offset + mark_length, y}, MarkLook::Cut}};
}

}  // namespace

std::vector<SheetMark> marks_of_cuts(const Rect& area, const std::vector<Length>& columns,
                                     const std::vector<Length>& rows, Length offset) {
    std::vector<SheetMark> marks;
    for (const Length x : columns) append(marks, column_marks(area, x, offset, MarkLook::Cut));
    for (const Length y : rows) append(marks, row_marks(area, y, offset));
    return marks;
}

std::vector<SheetMark> marks_of_fold(const Rect& cut, Length fold, Length offset) {
    auto marks = marks_of_cuts(cut, {cut.left(), cut.right()}, {cut.top(), cut.bottom()}, offset);
    append(marks, column_marks(cut, fold, offset, MarkLook::Fold));
    return marks;
}

std::vector<SheetMark> marks_of_glue(const Rect& strip, Point edge_from, Point edge_to) {
    std::vector<SheetMark> marks{{edge_from, edge_to, MarkLook::Glue}};
    const bool upright = strip.size.height > strip.size.width;
    const Length across = upright ? strip.size.width : strip.size.height;
    const Length along = upright ? strip.size.height : strip.size.width;
    const Length step = std::max(across, 10_mm);
    for (Length at = step / 2; at + across <= along; at += step) {
        const Point low = upright ? Point{strip.left(), strip.top() + at + across}
                                  : Point{strip.left() + at, strip.bottom()};
        marks.push_back({low, {low.x + across, low.y - across}, MarkLook::Glue});
    }
    return marks;
}

std::vector<SheetMark> number_in_lines(const std::string& digits, Point top_left, Length height) {
    // The seven strokes of a pocket calculator's digit, on a grid of two by three points: top, upper left,
    // upper right, middle, lower left, lower right, bottom.
    struct Stroke {
        int from_x, from_y, to_x, to_y;
    };
    static constexpr std::array<Stroke, 7> strokes{
        {{0, 0, 1, 0}, {0, 0, 0, 1}, {1, 0, 1, 1}, {0, 1, 1, 1}, {0, 1, 0, 2}, {1, 1, 1, 2}, {0, 2, 1, 2}}};
    static constexpr std::array<std::string_view, 10> shapes{"1110111", "0010010", "1011101", "1011011",
                                                             "0111010", "1101011", "1101111", "1010010",
                                                             "1111111", "1111011"};
    const Length half = height / 2;
    std::vector<SheetMark> marks;
    Point at = top_left;
    for (const char character : digits) {
        const bool digit = character >= '0' && character <= '9';
        const std::string_view shape = digit ? shapes[static_cast<std::size_t>(character - '0')] : "0001000";
        for (std::size_t i = 0; i < strokes.size(); ++i) {
            if (shape[i] == '0') continue;
            const Stroke& stroke = strokes[i];
            marks.push_back({{at.x + half * stroke.from_x, at.y + half * stroke.from_y},
                             {at.x + half * stroke.to_x, at.y + half * stroke.to_y},
                             MarkLook::Glue});
        }
        at.x += half + half / 2;
    }
    return marks;
}

}  // namespace render
