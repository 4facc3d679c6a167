#include "render/booklet_preview.hpp"

#include "catalogue/catalogue.hpp"
#include "render/booklet.hpp"
#include "render/booklet_matter.hpp"
#include "render/booklet_plan_words.hpp"
#include "render/booklet_template.hpp"
#include "render/chapter_memory.hpp"
#include "render/kept_logos.hpp"
#include "render/layout_choices.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/painter.hpp"
#include "render/shown.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace render {

namespace {

constexpr auto channel = catalogue::Channel::BookletPrint;
constexpr Ppi on_screen{100};

int thousandths(Length part, Length whole) {
    return static_cast<int>(std::lround(1000.0 * part.in_mm() / whole.in_mm()));
}

auto find(std::span<const catalogue::Cleared<channel>> cleared, const PhotoSource& source) {
    return std::ranges::find_if(cleared,
                                [&](const auto& one) { return one->picture.master == source.master; });
}

/// What is said in large letters, one line after the other.
std::string heading_of(const Page& page) {
    std::string heading;
    for (const Item& item : page.items) {
        const auto* placed = std::get_if<PlacedLine>(&item);
        if (!placed || (placed->role != Role::Heading && placed->role != Role::Title)) continue;
        if (!heading.empty()) heading += ' ';
        for (const GlyphRun& run : placed->line.runs) {
            for (const Glyph& glyph : run.glyphs) heading += glyph.text;
        }
    }
    return heading;
}

}  // namespace

struct BookletPreview::Contents {
    Publication publication;
    std::vector<PreviewedPage> pages;
    std::vector<PlanLine> plan;
    int width_mm = 0;
    int height_mm = 0;
};

BookletPreview::BookletPreview(std::unique_ptr<const Contents> contents) : contents_(std::move(contents)) {}
BookletPreview::BookletPreview(BookletPreview&&) noexcept = default;
BookletPreview& BookletPreview::operator=(BookletPreview&&) noexcept = default;
BookletPreview::~BookletPreview() = default;

const std::vector<PreviewedPage>& BookletPreview::pages() const {
    return contents_->pages;
}

const std::vector<PlanLine>& BookletPreview::plan() const {
    return contents_->plan;
}

int BookletPreview::width_mm() const {
    return contents_->width_mm;
}

int BookletPreview::height_mm() const {
    return contents_->height_mm;
}

bool BookletPreview::may_show(std::size_t page, std::span<const catalogue::Cleared<channel>> cleared) const {
    if (page >= contents_->publication.pages.size()) return false;
    return std::ranges::all_of(contents_->publication.pages[page].items, [&](const Item& item) {
        const auto* placed = std::get_if<PlacedPhoto>(&item);
        return !placed || find(cleared, contents_->publication.photos.at(placed->photo)) != cleared.end();
    });
}

std::optional<std::string> BookletPreview::paint(std::size_t page,
                                                 std::span<const catalogue::Cleared<channel>> cleared) const {
    if (!may_show(page, cleared)) return std::nullopt;
    constexpr int rendition_width = 1280;
    Publication alone;
    alone.fonts = contents_->publication.fonts;
    alone.pages = {contents_->publication.pages[page]};
    for (Item& item : alone.pages.front().items) {
        auto* placed = std::get_if<PlacedPhoto>(&item);
        if (!placed) continue;
        PhotoSource source = contents_->publication.photos.at(placed->photo);
        // The same picture, upright and small: a master of 12 million pixels takes too long to be decoded.
        const auto rendition = find(cleared, source)->rendition(rendition_width);
        if (rendition) source = {*rendition, 0, 0, 1};
        placed->photo = alone.photos.size();
        alone.photos.push_back(std::move(source));
    }
    return paint_trimmed_jpeg(alone, 0, on_screen);
}

struct PreviewDesk::Tools {
    BookletTemplate look = read_booklet_template(template_in("booklet", ""));
    Typesetter typesetter{look.fonts};
    ChapterMemory memory;
    KnownLogos logos;
};

namespace {

/// Says of each page what stands on it.
class Describer {
 public:
    Describer(const BoundBooklet& booklet, const BookletMatter& matter, const PlanInWords& plan,
              const LayoutChoices& choices)
        : booklet_(booklet), plan_(plan), choices_(choices) {
        for (const MakerChapter& chapter : matter.chapters()) {
            for (const BookletPhoto& photo : chapter.photos) names_.push_back(photo.shown->photo);
        }
    }

    PreviewedPage describe(std::size_t number, int fine_ppi) const {
        const Page& page = booklet_.publication.pages[number];
        PreviewedPage described;
        described.heading = heading_of(page);
        described.line = plan_.line_of_part.at(booklet_.parts[number]);
        std::vector<catalogue::PhotoId> photos;
        for (const Item& item : page.items) {
            const auto* placed = std::get_if<PlacedPhoto>(&item);
            if (!placed) continue;
            described.photos.push_back(describe(*placed, page, fine_ppi));
            photos.push_back(described.photos.back().photo);
        }
        described.can_be_otherwise =
            photos.size() > 1 && std::ranges::all_of(described.photos, &PreviewedPhoto::can_move);
        described.layout = choices_.layout_of(photos);
        return described;
    }

 private:
    PreviewedPhoto describe(const PlacedPhoto& placed, const Page& page, int fine_ppi) const {
        PreviewedPhoto photo;
        photo.photo = names_.at(placed.photo);
        photo.alt = placed.alt;
        photo.left = thousandths(placed.frame.left(), page.trim.width);
        photo.top = thousandths(placed.frame.top(), page.trim.height);
        photo.width = thousandths(placed.frame.size.width, page.trim.width);
        photo.height = thousandths(placed.frame.size.height, page.trim.height);
        photo.ppi = static_cast<int>(
            std::lround(pixels_per_inch(booklet_.publication.photos.at(placed.photo), placed.frame)));
        photo.soft = photo.ppi < fine_ppi;
        const auto part = static_cast<std::size_t>(&page - booklet_.publication.pages.data());
        const auto line = plan_.line_of_part.at(booklet_.parts.at(part));
        photo.can_move = line && std::ranges::any_of(plan_.lines[*line].chapters, [&](const auto& chapter) {
                             return std::ranges::find(chapter.photos, photo.photo) != chapter.photos.end();
                         });
        return photo;
    }

    const BoundBooklet& booklet_;
    const PlanInWords& plan_;
    const LayoutChoices& choices_;
    std::vector<catalogue::PhotoId> names_;
};

}  // namespace

PreviewDesk::PreviewDesk() : tools_(std::make_unique<Tools>()) {}
PreviewDesk::~PreviewDesk() = default;

std::size_t PreviewDesk::chapters_laid_out() const {
    return tools_->memory.laid_out();
}

BookletPreview PreviewDesk::lay_out(const catalogue::Catalogue& catalogue, catalogue::Day today) {
    auto contents = std::make_unique<BookletPreview::Contents>();
    const catalogue::Course course = catalogue.course();
    const BookletMatter matter(catalogue.chapters<channel>(today));
    contents->width_mm = course.booklet.trim_width_mm;
    contents->height_mm = course.booklet.trim_height_mm;
    PlanInWords plan = plan_in_words(course, matter);
    if (!matter.chapters().empty()) {
        const BookletDesign design{tools_->look, tools_->typesetter, LayoutChoices::kept_in(catalogue),
                                   logos_for_booklet(catalogue, course, tools_->logos), &tools_->memory};
        BoundBooklet booklet = bind_booklet(design, course, matter);
        const Describer describer(booklet, matter, plan, design.choices);
        for (std::size_t page = 0; page < booklet.publication.pages.size(); ++page) {
            contents->pages.push_back(describer.describe(page, tools_->look.fine_ppi));
        }
        contents->publication = std::move(booklet.publication);
    }
    contents->plan = std::move(plan.lines);
    return BookletPreview(std::move(contents));
}

}  // namespace render
