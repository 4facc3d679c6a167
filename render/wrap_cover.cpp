#include "render/wrap_cover.hpp"

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/moved_item.hpp"
#include "render/page.hpp"
#include "render/poster.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <variant>

#include <fmt/format.h>

namespace render {

namespace {

constexpr std::size_t cover_sides = 2;  // front and its back, which stays bare: glue holds on paper

/// The ground that a cover is printed on, if it has one.
const FilledRect* ground_of(const Page& page) {
    return page.items.empty() ? nullptr : std::get_if<FilledRect>(&page.items.front());
}

Publication without_pages(const Publication& booklet) {
    Publication part = booklet;
    part.pages.clear();
    part.bookmarks.clear();
    return part;
}

/// Short lines above and below where the cover is folded around the spine.
void add_spine_marks(Page& cover, Length spine) {
    const Length inner = cover.bleed + 1_mm;
    const Length outer = inner + 4_mm;
    const Length middle = cover.trim.width / 2;
    for (const Length x : {middle - spine / 2, middle - spine / 2 + spine}) {
        cover.items.emplace_back(CropMark{{x, -inner}, {x, -outer}});
        cover.items.emplace_back(CropMark{{x, cover.trim.height + inner}, {x, cover.trim.height + outer}});
    }
}

Page wrapped(const Page& back, const Page& front, Length spine) {
    constexpr Length marks = 9_mm;
    Page cover{{back.trim.width + spine + front.trim.width, front.trim.height}, front.bleed, marks, {}, {}};
    const FilledRect* ground = ground_of(front);
    if (ground) {
        const Size size{cover.trim.width + cover.bleed * 2, cover.trim.height + cover.bleed * 2};
        cover.items.emplace_back(FilledRect{{{-cover.bleed, -cover.bleed}, size}, ground->ink});
    }
    const std::size_t first = ground ? 1 : 0;
    for (std::size_t i = ground_of(back) && ground ? 1 : 0; i < back.items.size(); ++i) {
        cover.items.push_back(back.items[i]);
    }
    const Length right = back.trim.width + spine;
    for (std::size_t i = first; i < front.items.size(); ++i)
        cover.items.push_back(moved(front.items[i], {right, {}}));
    add_crop_marks(cover);
    add_spine_marks(cover, spine);
    return cover;
}

}  // namespace

Length spine_width(std::size_t inside_pages, const BookPaper& paper) {
    const auto leaves = static_cast<std::int64_t>((inside_pages + 1) / 2);
    return paper.leaf * leaves + paper.cover * 2;
}

void add_spine_title(Publication& cover, Length spine, const SpineTitle& title) {
    if (spine < least_titled_spine) return;
    Page& page = cover.pages.front();
    const Typesetter typesetter(title.fonts);
    // A hand that folds is a millimetre and a half off at times (DOMAIN §4.1).
    const double room = (spine - 3_mm).in_mm() / typesetter.capitals(title.style.type).in_mm();
    const WordStyle style = scaled(title.style, std::min(1.0, room));
    const Length length = page.trim.height - title.margin * 2;
    TextBlock block = set_block(typesetter, {title.words, "nl", style, Role::Artifact}, length);
    if (block.lines.size() != 1) return;
    ShapedLine& line = block.lines.front();
    // Fonts of another typesetter follow those that the cover has.
    for (GlyphRun& run : line.runs) run.font += cover.fonts.size();
    cover.fonts.insert(cover.fonts.end(), typesetter.fonts().begin(), typesetter.fonts().end());
    const Length foot = page.trim.width / 2 - block.capitals / 2;
    page.items.emplace_back(
        PlacedLine{{foot, title.margin}, line, style.ink, Role::Artifact, 0, Reading::Down});
}

WrappedBooklet wrap(const Publication& booklet, const BookPaper& paper) {
    const std::size_t count = booklet.pages.size();
    constexpr std::size_t least = 32;
    if (count < least) {
        throw catalogue::CannotWork(fmt::format(
            "The booklet has {} pages and glue holds from {}, well from 48: have it stapled, without "
            "--wrap-cover.",
            count, least));
    }
    WrappedBooklet parts{without_pages(booklet), without_pages(booklet)};
    for (std::size_t page = cover_sides; page + 1 < count; ++page) {
        parts.inside.pages.push_back(booklet.pages[page]);
    }
    Page bare = parts.inside.pages.back();  // the back of the last leaf
    bare.items.clear();
    bare.label = booklet.pages.back().label;
    parts.inside.pages.push_back(std::move(bare));
    for (const Bookmark& bookmark : booklet.bookmarks) {
        if (bookmark.page < cover_sides || bookmark.page + 1 >= count) continue;
        parts.inside.bookmarks.push_back({bookmark.title, bookmark.page - cover_sides});
    }
    parts.cover.pages.push_back(
        wrapped(booklet.pages.back(), booklet.pages.front(), spine_width(parts.inside.pages.size(), paper)));
    return parts;
}

}  // namespace render
