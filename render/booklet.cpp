#include "render/booklet.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/logos.hpp"
#include "render/booklet_covers.hpp"
#include "render/booklet_front.hpp"
#include "render/booklet_lists.hpp"
#include "render/booklet_matter.hpp"
#include "render/booklet_plan.hpp"
#include "render/booklet_sections.hpp"
#include "render/booklet_setting.hpp"
#include "render/booklet_template.hpp"
#include "render/chapter_memory.hpp"
#include "render/chapter_shares.hpp"
#include "render/length.hpp"
#include "render/logo.hpp"
#include "render/page.hpp"
#include "render/running_foot.hpp"
#include "render/shown.hpp"
#include "render/story_pages.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace render {

namespace {

using Kind = BookletPart::Kind;

/// Pages bound so far, with what stands in their feet.
struct BoundPage {
    Page page;
    Running running;  // foot of the page
    bool has_foot = false;
    std::size_t part = 0;  // of the plan
};

class Binder {
 public:
    /// logos: for the page of thanks. contents_pages: kept free for the contents; 0: as many as they are
    /// thought to need.
    Binder(const BookletSetting& setting, const catalogue::Course& course, const BookletMatter& matter,
           const std::vector<Logo>& logos, ChapterMemory& memory, std::size_t contents_pages)
        : setting_(setting),
          course_(course),
          matter_(matter),
          logos_(logos),
          memory_(memory),
          kept_for_contents_(contents_pages),
          parts_(plan_booklet(course, matter)) {
        memory_.begin();
        std::vector<ChapterNeed> needs;
        for (const BookletPart& part : parts_) {
            if (part.kind == Kind::Maker) needs.push_back(memory_.need_of(setting, part.chapter));
        }
        pages_given_ = fair_pages(needs);
        gets_more_ = who_gets_more(needs, pages_given_);
    }

    BoundBooklet bind() {
        pad_front(setting_, parts_, kept_for_contents_);
        if (gets_more_) give_what_stays_empty();
        bind_parts();
        fill_contents();
        memory_.finish();
        BoundBooklet booklet;
        for (const BoundPage& page : bound_) booklet.parts.push_back(page.part);
        booklet.publication = finished();
        return booklet;
    }

    /// Of the contents, once all is bound, and how many were kept free for them.
    std::size_t contents_needed() const { return contents_needed_; }
    std::size_t contents_kept() const { return kept_for_contents_; }

 private:
    void bind_parts() {
        for (const BookletPart& part : parts_) {
            if (part.kind == Kind::BackCover) continue;  // bound last
            if (part.kind == Kind::OwnPhoto || is_closing(part)) continue;
            bind_part(part);
        }
        bind_closing();
    }

    /// A spread that would only fill up goes to who shows the most photos. Counted with the makers' pages
    /// blank, which takes next to no time.
    void give_what_stays_empty() {
        only_counts_ = true;
        bind_parts();
        only_counts_ = false;
        if (filling_up_ >= 2) pages_given_[*gets_more_] += 2;
        bound_.clear();
        contents_.clear();
        bound_chapters_ = 0;
    }

    int next() const { return static_cast<int>(bound_.size()) + 1; }

    void bind_part(const BookletPart& part) {
        now_ = static_cast<std::size_t>(&part - parts_.data());
        if (begins_spread(part) && is_right_page(next())) bind_pages({setting_.solid_page()}, {}, false);
        const int first = next();
        switch (part.kind) {
            case Kind::FrontCover:
                bind_cover(part);
                break;
            case Kind::InsideCover:
                bind_pages({setting_.solid_page()}, {}, false);
                break;
            case Kind::TitlePage:
                bind_pages({title_page(setting_, course_, first)}, {}, false);
                break;
            case Kind::Contents:
                contents_at_ = first;
                if (kept_for_contents_ == 0) kept_for_contents_ = contents_expected(setting_, parts_, first);
                bind_pages(std::vector<Page>(kept_for_contents_, setting_.blank_page()), {title()}, true);
                break;
            case Kind::Section:
                enter(part.section.title);
                bind_pages(section_pages(setting_, part, first), {title()}, true);
                break;
            case Kind::Maker:
                enter(name_in_contents(setting_, part), part.chapter.name.native);
                bind_chapter(part.chapter, first);
                break;
            case Kind::Together:
                enter(texts().together);
                bind_pages(together_pages(setting_, course_, part, first), {title()}, true);
                break;
            case Kind::OwnPhoto:
            case Kind::BackCover:
                break;
        }
    }

    void bind_chapter(const MakerChapter& chapter, int first) {
        const std::size_t count = pages_given_.at(bound_chapters_++);
        if (only_counts_) {
            return bind_pages(std::vector<Page>(count, setting_.blank_page()), {}, false);
        }
        bind_pages(memory_.pages(setting_, chapter, count, first),
                   {chapter.name.text, language_of_name(chapter)}, true);
    }

    void bind_cover(const BookletPart& part) {
        const BookletPhoto* planned = part.photos.empty() ? nullptr : part.photos.front();
        cover_photo_ = choose_cover_photo(setting_, matter_, planned);
        bind_pages({front_cover(setting_, course_.booklet, cover_photo_)}, {}, false);
    }

    /// From the end: back cover, colophon and thanks have their places; between them and the rest, pages for
    /// the reader's own photos fill up to a multiple of four.
    void bind_closing() {
        std::size_t own_pages = 0;
        for (const BookletPart& part : parts_) {
            if (part.kind == Kind::OwnPhoto) own_pages += static_cast<std::size_t>(part.planned_pages);
        }
        // How long the closing texts are does not depend on the side, but their margins do: set twice.
        std::size_t length = set_closing(1).size() + 1;
        const std::size_t planned = own_pages;
        while ((bound_.size() + own_pages + length) % 4 != 0) ++own_pages;
        filling_up_ = own_pages - planned;
        if (own_pages > 0) enter(texts().own_photo);
        now_ = place_of(Kind::OwnPhoto);
        for (std::size_t i = 0; i < own_pages; ++i) {
            bind_pages({own_photo_page(setting_, next(), static_cast<int>(i))}, {title()}, true);
        }
        for (BoundPage& page : set_closing(next())) bound_.push_back(std::move(page));
        for (const auto& [name, number] : closing_starts_) contents_.push_back({name, {}, number});
        now_ = place_of(Kind::BackCover);
        bind_pages({back_cover(setting_, course_)}, {}, false);
    }

    /// Pages that fill up where none were planned belong to what comes after.
    std::size_t place_of(Kind kind) const {
        auto part = std::find_if(parts_.begin(), parts_.end(),
                                 [&](const BookletPart& one) { return one.kind == kind; });
        if (part == parts_.end()) part = std::find_if(parts_.begin(), parts_.end(), is_closing);
        return static_cast<std::size_t>(std::min(part, std::prev(parts_.end())) - parts_.begin());
    }

    std::vector<BoundPage> set_closing(int first) {
        std::vector<BoundPage> pages;
        closing_starts_.clear();
        for (const BookletPart& part : parts_) {
            if (!is_closing(part)) continue;
            const int number = first + static_cast<int>(pages.size());
            const auto place = static_cast<std::size_t>(&part - parts_.data());
            const bool colophon = part.section.id == "colofon";
            closing_starts_.emplace_back(part.section.title, number);
            for (Page& page : colophon ? colophon_pages(setting_, part.section, number,
                                                        cover_credit(setting_, cover_photo_))
                                       : thanks_pages(setting_, part, number, logos_)) {
                pages.push_back({std::move(page), {title()}, true, place});
            }
        }
        return pages;
    }

    void enter(const std::string& name, const catalogue::Words& native = {}) {
        contents_.push_back({name, native, next()});
    }

    void bind_pages(std::vector<Page> pages, const Running& running, bool has_foot) {
        for (Page& page : pages) bound_.push_back({std::move(page), running, has_foot, now_});
    }

    /// Writes the contents on the pages that were kept for them. When those are too few the booklet is to be
    /// bound again.
    void fill_contents() {
        if (contents_at_ == 0) return;
        std::vector<Page> pages = contents_pages(setting_, contents_, contents_at_);
        contents_needed_ = pages.size();
        const auto place = static_cast<std::size_t>(contents_at_ - 1);
        for (std::size_t i = 0; i < std::min(pages.size(), kept_for_contents_); ++i) {
            bound_[place + i].page = std::move(pages[i]);
        }
    }

    static bool is_solid(const Page& page) {
        return !page.items.empty() && std::holds_alternative<FilledRect>(page.items.front());
    }

    Publication finished() {
        Publication book;
        book.title = title();
        for (std::size_t i = 0; i < bound_.size(); ++i) {
            const int number = static_cast<int>(i) + 1;
            if (bound_[i].has_foot && !is_solid(bound_[i].page))
                add_foot(setting_, bound_[i].page, bound_[i].running, number);
            bound_[i].page.label = std::to_string(number);
            book.pages.push_back(std::move(bound_[i].page));
        }
        for (const MakerChapter& chapter : matter_.chapters()) {
            for (const BookletPhoto& photo : chapter.photos) {
                book.photos.push_back(source_of(photo.shown->picture));
            }
        }
        for (const ContentsLine& line : contents_) {
            book.bookmarks.push_back({line.title, static_cast<std::size_t>(line.number - 1)});
        }
        book.fonts = setting_.typesetter.fonts();
        return book;
    }

    const std::string& title() const { return course_.booklet.title; }
    const BookletTemplate::Texts& texts() const { return setting_.look.texts; }

    const BookletSetting& setting_;
    const catalogue::Course& course_;
    const BookletMatter& matter_;
    const std::vector<Logo>& logos_;
    ChapterMemory& memory_;
    std::size_t now_ = 0;  // the part that is being bound
    std::size_t kept_for_contents_;
    std::vector<BookletPart> parts_;
    std::vector<std::size_t> pages_given_;  // to each maker, in their order
    std::optional<std::size_t> gets_more_;  // of the makers
    bool only_counts_ = false;
    std::size_t filling_up_ = 0;  // pages bound only to come to a multiple of four
    std::size_t bound_chapters_ = 0;
    std::vector<BoundPage> bound_;
    std::vector<ContentsLine> contents_;
    std::vector<std::pair<std::string, int>> closing_starts_;
    const BookletPhoto* cover_photo_ = nullptr;
    int contents_at_ = 0;
    std::size_t contents_needed_ = 0;
};

/// Bound again while the contents need another number of pages than were kept free for them. Where that
/// number depends on itself, a page too many is kept rather than one too few.
BoundBooklet bound(const BookletSetting& setting, const catalogue::Course& course,
                   const BookletMatter& matter, const BookletDesign& design) {
    ChapterMemory own_memory(ChapterMemory::Lasts::ForOneBooklet);
    ChapterMemory& memory = design.memory ? *design.memory : own_memory;
    std::size_t kept = 0;
    for (int round = 0;; ++round) {
        Binder binder(setting, course, matter, design.logos, memory, kept);
        BoundBooklet booklet = binder.bind();
        const std::size_t needed = binder.contents_needed();
        if (needed == binder.contents_kept()) return booklet;
        if (round > 2 && needed < binder.contents_kept()) return booklet;
        kept = round > 1 ? std::max(needed, binder.contents_kept()) : needed;
    }
}

}  // namespace

Publication lay_out_booklet(const BookletDesign& design, const catalogue::Course& course,
                            const BookletMatter& matter) {
    return bind_booklet(design, course, matter).publication;
}

BoundBooklet bind_booklet(const BookletDesign& design, const catalogue::Course& course,
                          const BookletMatter& matter) {
    if (matter.chapters().empty()) {
        throw catalogue::CannotWork(
            "No photo is cleared for the booklet on this day: see inbeeld consent matrix for the reasons.");
    }
    const Length bleed = matter.is_for_print() ? design.look.paper.bleed : Length{};
    const Size trim = trim_of(course.booklet);
    const BookletTemplate look = in_size(design.look, trim);
    const BookletSetting setting{look, design.typesetter, trim, bleed, design.choices};
    if (!design.logos.empty() && !catalogue::has_thanks(course)) {
        throw catalogue::CannotWork(
            "The logos have no place: the booklet has no page of thanks. Add a section \"dank\" to the "
            "course file.");
    }
    return bound(setting, course, matter, design);
}

}  // namespace render
