#pragma once

#include "catalogue/catalogue.hpp"
#include "render/booklet_matter.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace render {

/// A run of pages of the booklet, in the order in which they stand when nobody planned otherwise.
struct BookletPart {
    enum class Kind {
        FrontCover,
        InsideCover,
        TitlePage,
        Contents,
        Section,
        Maker,
        Together,
        OwnPhoto,
        BackCover,
    };
    Kind kind = Kind::Section;
    catalogue::BookletSection section;        // of a Section
    MakerChapter chapter;                     // of a Maker: without the photos that stand elsewhere
    std::vector<const BookletPhoto*> photos;  // others that were planned here and are cleared
    int planned_pages = 1;
    std::optional<std::size_t> line;  // of the leaders' page plan; none: put in at its usual place
};

/// What the booklet will hold: the leaders' page plan as far as it can be understood and is cleared, with
/// everything that was cleared and everything the course has written put in, each at its usual place. With no
/// plan, the usual booklet (DOMAIN §3.3). Points into `matter`.
std::vector<BookletPart> plan_booklet(const catalogue::Course& course, const BookletMatter& matter);

/// What a line of the plan is about, without its photos and makers' chapters; none when it says nothing to
/// us.
std::optional<BookletPart> part_planned(const catalogue::Course& course,
                                        const catalogue::PlannedPages& pages);

/// Names of no photo, no person and no section: lines of the plan that say nothing to us, as written.
std::vector<std::string> unknown_lines(const catalogue::Course& course);

/// Whether this is a text that belongs before the makers' pages.
bool is_front_section(const BookletPart& part);

}  // namespace render
