#include "render/length.hpp"
#include "render/moved_item.hpp"
#include "render/page.hpp"
#include "render/press/press.hpp"
#include "render/press/printer_profile.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace render {

namespace {

constexpr std::size_t cover_pages = 4;

bool is_cover(std::size_t page, std::size_t count) {
    return page < cover_pages / 2 || page + cover_pages / 2 >= count;
}

Publication without_pages(const Publication& publication) {
    Publication part = publication;
    part.pages.clear();
    part.bookmarks.clear();
    return part;
}

/// Cover and inside, with the bookmarks that lie in each.
std::vector<PressPart> cover_apart(const Publication& publication) {
    std::vector<PressPart> parts{{"omslag", without_pages(publication)},
                                 {"binnenwerk", without_pages(publication)}};
    for (std::size_t page = 0; page < publication.pages.size(); ++page) {
        Publication& part = parts[is_cover(page, publication.pages.size()) ? 0 : 1].publication;
        for (const Bookmark& bookmark : publication.bookmarks) {
            if (bookmark.page == page) part.bookmarks.push_back({bookmark.title, part.pages.size()});
        }
        part.pages.push_back(publication.pages[page]);
    }
    return parts;
}

/// Cut off where the other page of the spread begins.
Rect cut_at_fold(Rect rect, Length from, Length to) {
    const Length left = std::max(rect.left(), from);
    const Length right = std::min(rect.right(), to);
    return {{left, rect.top()}, {right - left, rect.size.height}};
}

Page joined(const Page& left, const Page& right) {
    Page spread = left;
    const Length fold = left.trim.width;
    for (Item& item : spread.items) {
        if (auto* fill = std::get_if<FilledRect>(&item))
            fill->rect = cut_at_fold(fill->rect, -left.bleed, fold);
    }
    spread.trim.width = fold + right.trim.width;
    for (const Item& item : right.items) {
        Item there = moved(item, {fold, {}});
        if (auto* fill = std::get_if<FilledRect>(&there)) {
            fill->rect = cut_at_fold(fill->rect, fold, spread.trim.width + right.bleed);
        }
        spread.items.push_back(std::move(there));
    }
    if (!left.label.empty() && !right.label.empty()) spread.label = left.label + "-" + right.label;
    return spread;
}

/// The first page stands alone, as a right one does.
Publication in_spreads(const Publication& publication) {
    Publication spreads = without_pages(publication);
    std::vector<std::size_t> spread_of(publication.pages.size());
    for (std::size_t page = 0; page < publication.pages.size(); ++page) {
        const bool opens = page % 2 == 1 && page + 1 < publication.pages.size();
        spread_of[page] = spreads.pages.size();
        spreads.pages.push_back(opens ? joined(publication.pages[page], publication.pages[page + 1])
                                      : publication.pages[page]);
        if (opens) spread_of[++page] = spreads.pages.size() - 1;
    }
    for (const Bookmark& bookmark : publication.bookmarks) {
        spreads.bookmarks.push_back({bookmark.title, spread_of[bookmark.page]});
    }
    return spreads;
}

}  // namespace

std::vector<PressPart> parts_for(const Publication& publication, const PrinterProfile& printer) {
    const bool apart =
        printer.cover == PrinterProfile::Cover::Apart && publication.pages.size() > cover_pages;
    std::vector<PressPart> parts = apart ? cover_apart(publication) : std::vector{PressPart{"", publication}};
    for (PressPart& part : parts) {
        if (printer.spreads) part.publication = in_spreads(part.publication);
    }
    return parts;
}

}  // namespace render
