#include "render/imposition.hpp"

#include <algorithm>
#include <cassert>
#include <utility>
#include <vector>

namespace render {

namespace {

int next_multiple_of_four(int pages) {
    return (pages + 3) / 4 * 4;
}

/// Some pages in a row, of a book that has `existing` pages and is filled up with blanks.
struct PageRange {
    int first = 1;
    int count = 0;
    int existing = 0;

    /// index: from 1, within the range.
    PageNumber page(int index) const {
        const int number = first + index - 1;
        return number <= existing ? number : blank_page;
    }
};

/// Counted from the outside, sheet s carries the pages n-2s and 1+2s in front, 2+2s and n-1-2s behind.
void append_folded(std::vector<Sheet>& sheets, const PageRange& range) {
    const int n = range.count;
    for (int s = 0; s < n / 4; ++s) {
        sheets.push_back({{range.page(n - 2 * s), range.page(1 + 2 * s)},
                          {range.page(2 + 2 * s), range.page(n - 1 - 2 * s)},
                          s});
    }
}

}  // namespace

std::vector<Sheet> impose_saddle_stitch(int pages) {
    return impose_signatures(pages, next_multiple_of_four(pages));
}

std::vector<Sheet> impose_signatures(int pages, int pages_per_signature) {
    assert(pages >= 1);
    assert(pages_per_signature >= 4 && pages_per_signature % 4 == 0);
    const int count = next_multiple_of_four(pages);
    std::vector<Sheet> sheets;
    for (int before = 0; before < count; before += pages_per_signature) {
        append_folded(sheets, {before + 1, std::min(pages_per_signature, count - before), pages});
    }
    return sheets;
}

std::vector<Sheet> impose_two_up(int pages) {
    assert(pages >= 1);
    const int count = next_multiple_of_four(pages);
    const PageRange all{1, count, pages};
    std::vector<Sheet> sheets;
    for (int first = 1; first <= count; first += 4) {
        sheets.push_back(
            {{all.page(first), all.page(first + 1)}, {all.page(first + 2), all.page(first + 3)}, 0});
    }
    return sheets;
}

std::vector<Sheet> bound_at(Binding binding, std::vector<Sheet> sheets) {
    if (binding == Binding::Left) return sheets;
    for (Sheet& sheet : sheets) {
        std::swap(sheet.front.left, sheet.front.right);
        std::swap(sheet.back.left, sheet.back.right);
    }
    return sheets;
}

}  // namespace render
