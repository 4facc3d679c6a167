#pragma once

#include "render/length.hpp"
#include "render/page.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <cstddef>
#include <string>

namespace render {

/// What a glued book is made of.
struct BookPaper {
    Length leaf;   // thickness of a leaf inside; 120 g/m² is about 0.13 mm
    Length cover;  // thickness of the cover; 250 g/m² is about 0.30 mm
};

/// Width of the spine of a glued book: its leaves and, on either side, the cover. Printers reckon alike; who
/// bind many pages ask for their own sum.
Length spine_width(std::size_t inside_pages, const BookPaper& paper);

/// A booklet for glueing (perfect binding) as a printer takes it: the cover as one sheet, back, spine and
/// front side by side, and the pages inside without it.
struct WrappedBooklet {
    Publication cover;
    Publication inside;
};

/// A title for the spine. style: of the cover's words; it is made smaller where the spine is narrow.
struct SpineTitle {
    std::string words;
    WordStyle style;
    FontFamilies fonts;
    Length margin;  // kept at the head and at the foot
};

/// The least spine that has a title: a narrower one is folded beside it too easily.
inline constexpr Length least_titled_spine = 5_mm;

/// The cover with the title on its spine, read downwards; as it is where the spine is too narrow or the title
/// too long. Throws MissingGlyph.
void add_spine_title(Publication& cover, Length spine, const SpineTitle& title);

/// booklet: as lay_out_booklet() makes it, where the first two pages and the last are the cover's. The
/// cover's inner sides stay bare, for the glue; it has marks where it is cut and where its spine begins and
/// ends. Throws CannotWork where the booklet is too thin to be glued.
WrappedBooklet wrap(const Publication& booklet, const BookPaper& paper);

}  // namespace render
