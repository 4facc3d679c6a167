#pragma once

#include "catalogue/catalogue.hpp"
#include "render/booklet_template.hpp"
#include "render/layout_choices.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <string>

namespace render {

/// What every page of one booklet shares.
struct BookletSetting {
    const BookletTemplate& look;
    const Typesetter& typesetter;
    Size trim;
    Length bleed;
    const LayoutChoices& choices;

    Page blank_page() const { return {trim, bleed, {}, {}, {}}; }

    /// A page of solid ink, to beyond its edges.
    Page solid_page() const;

    /// The page inside its margins. number: 1 is the front cover; odd pages are right pages.
    Rect live_area(int number) const;

    TextBlock set(const std::string& text, const WordStyle& style, Length measure,
                  Role role = Role::Paragraph) const {
        return set_block(typesetter, {text, "nl", style, role}, measure);
    }
};

/// The size of the course's pages. Throws CannotWork for one that no one could bind.
Size trim_of(const catalogue::BookletPlan& booklet);

inline bool is_right_page(int number) {
    return number % 2 == 1;
}

/// A block with its bottom baseline there.
void add_on(Page& page, const TextBlock& block, Point bottom_left);

}  // namespace render
