#pragma once

#include "catalogue/catalogue.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// The booklet as it would be printed on one day, page by page, for who arranges it.
namespace render {

/// A maker's photos of a line of the plan.
struct PlannedChapter {
    std::vector<catalogue::PhotoId> photos;       // as they stand
    std::vector<catalogue::PhotoId> usual_order;  // as they would when nobody had said otherwise
};

/// A line of the page plan, in words that the plan is read from.
struct PlanLine {
    int pages = 1;  // how many were planned
    std::string what;
    std::optional<std::size_t> planned;  // in the course's page plan; none: nobody planned it
    std::vector<catalogue::PersonId> makers;
    std::vector<PlannedChapter> chapters;
    bool is_cover = false;
    bool is_fixed = false;  // front and back cover have their places
};

/// Each changes the plan and says whether there was anything to change.
/// Not over a line that is fixed.
bool move_line(std::vector<PlanLine>& plan, std::size_t from, std::size_t to);
/// Within its maker's photos, so many places later; below 0: earlier.
bool move_photo(std::vector<PlanLine>& plan, const catalogue::PhotoId& photo, int steps);
bool put_on_cover(std::vector<PlanLine>& plan, const catalogue::PhotoId& photo);

/// "6-7" for each line: one after the other.
std::vector<std::string> page_numbers(const std::vector<PlanLine>& plan);

struct PreviewedPhoto {
    catalogue::PhotoId photo;
    std::string alt;
    // In thousandths of the width and height of the page.
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
    int ppi = 0;        // on paper
    bool soft = false;  // these are fewer than look fine
    bool can_move = false;
};

struct PreviewedPage {
    std::string heading;  // what it says in large letters; empty: nothing
    std::vector<PreviewedPhoto> photos;
    std::optional<std::size_t> line;  // of the plan
    bool can_be_otherwise = false;    // its photos have other layouts
    int layout = 1;                   // the one it has
};

/// One layout of the booklet. Safe to be painted from several threads.
class BookletPreview {
 public:
    struct Contents;
    explicit BookletPreview(std::unique_ptr<const Contents> contents);
    BookletPreview(BookletPreview&&) noexcept;
    BookletPreview& operator=(BookletPreview&&) noexcept;
    ~BookletPreview();

    /// Page 1 is the front cover. None when nothing is cleared.
    const std::vector<PreviewedPage>& pages() const;
    /// The plan that the booklet follows.
    const std::vector<PlanLine>& plan() const;
    int width_mm() const;
    int height_mm() const;

    /// Whether there is such a page, and everything on it is among what is cleared now, in the version that
    /// was laid out. page: from 0.
    bool may_show(std::size_t page,
                  std::span<const catalogue::Cleared<catalogue::Channel::BookletPrint>> cleared) const;

    /// The page at 100 pixels an inch, without its bleed, as JPEG; empty when it may not be shown. Throws
    /// CannotWork when a picture cannot be read.
    std::optional<std::string> paint(
        std::size_t page,
        std::span<const catalogue::Cleared<catalogue::Channel::BookletPrint>> cleared) const;

 private:
    std::unique_ptr<const Contents> contents_;
};

/// Lays booklets out one after the other, and what did not change only once. For one thread at a time.
class PreviewDesk {
 public:
    PreviewDesk();
    PreviewDesk(const PreviewDesk&) = delete;
    PreviewDesk& operator=(const PreviewDesk&) = delete;
    ~PreviewDesk();

    /// What is cleared for paper on that day, in the usual design. Throws CannotWork, MissingGlyph.
    BookletPreview lay_out(const catalogue::Catalogue& catalogue, catalogue::Day today);

    /// How many makers' chapters were laid out so far.
    std::size_t chapters_laid_out() const;

 private:
    struct Tools;
    std::unique_ptr<Tools> tools_;
};

}  // namespace render
