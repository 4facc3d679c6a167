#pragma once

#include "catalogue/catalogue.hpp"
#include "render/booklet_matter.hpp"
#include "render/booklet_template.hpp"
#include "render/chapter_memory.hpp"
#include "render/layout_choices.hpp"
#include "render/logo.hpp"
#include "render/page.hpp"
#include "render/type.hpp"

#include <cstddef>
#include <vector>

namespace render {

/// How a booklet is to look.
struct BookletDesign {
    const BookletTemplate& look;
    const Typesetter& typesetter;
    LayoutChoices choices;
    std::vector<Logo> logos = {};     // of who made it possible, for the page of thanks
    ChapterMemory* memory = nullptr;  // of chapters that were laid out so before; none: every one is laid out
};

/// A booklet, and where its pages come from.
struct BoundBooklet {
    Publication publication;
    std::vector<std::size_t> parts;  // of each page: which of the parts of plan_booklet()
};

/// The booklet as lay_out_booklet() makes it.
BoundBooklet bind_booklet(const BookletDesign& design, const catalogue::Course& course,
                          const BookletMatter& matter);

/// The booklet from what was cleared for one of its channels: the printer's edition with bleed, the website's
/// without. Pages are a multiple of four; page 1 is the front cover. Throws MissingGlyph, and CannotWork when
/// nothing is cleared or the course asks for pages of an impossible size.
Publication lay_out_booklet(const BookletDesign& design, const catalogue::Course& course,
                            const BookletMatter& matter);

/// Every page in its usual layout.
template <catalogue::Channel channel>
    requires BookletChannel<channel>
Publication lay_out_booklet(const BookletTemplate& look, const Typesetter& typesetter,
                            const catalogue::Course& course,
                            const std::vector<catalogue::Chapter<channel>>& chapters) {
    return lay_out_booklet({look, typesetter, {}}, course, BookletMatter(chapters));
}

}  // namespace render
