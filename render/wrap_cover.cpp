#include "render/wrap_cover.hpp"

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/moved_item.hpp"
#include "render/page.hpp"

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

Page wrapped(const Page& back, const Page& front, Length spine) {
    Page cover{
        {back.trim.width + spine + front.trim.width, front.trim.height}, front.bleed, front.margin, {}, {}};
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
    return cover;
}

}  // namespace

Length spine_width(std::size_t inside_pages, const BookPaper& paper) {
    const auto leaves = static_cast<std::int64_t>((inside_pages + 1) / 2);
    return paper.leaf * leaves + paper.cover * 2;
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
