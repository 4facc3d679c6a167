#pragma once

#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pictograms.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace render {

/// How papers look that people fill in and sign: [page], [inks] and [styles] of their templates.
struct FormLook {
    Size sheet;
    Length margin;  // left and right
    Length top;
    Length bottom;
    Length foot;       // of the page number, from the edge of the paper
    Length gap;        // the smallest step of white
    Length row;        // height of a row of a table
    Length box;        // side of a box to tick
    Length pictogram;  // side of a pictogram in a row
    WordStyle title;
    WordStyle heading;
    WordStyle lead;
    WordStyle text;
    WordStyle strong;
    WordStyle note;
    WordStyle label;
    WordStyle small;
    Ink accent;
    Ink line;
};

FormLook read_form_look(const TemplateFile& file);

/// A box to tick is a line around white paper: nothing is ever filled in before (EDPB 05/2020 §3.1.1).
inline constexpr Length box_pen{150};

/// Pages of a paper to fill in, written from top to bottom. Everything may be laid out as in a mirror, for
/// languages that are read from right to left.
class FormSheets {
 public:
    struct Tools {
        const FormLook& look;
        const Typesetter& typesetter;
        const Pictograms& pictograms;
    };

    FormSheets(const Tools& tools, std::string language);

    const FormLook& look() const { return tools_.look; }
    Length left() const { return tools_.look.margin; }
    Length width() const { return tools_.look.sheet.width - 2 * tools_.look.margin; }
    Length y() const { return y_; }
    Length room() const { return tools_.look.sheet.height - tools_.look.bottom - y_; }

    void new_page();
    void skip(Length height) { y_ += height; }
    /// Pages from here on have no foot and are not counted: they are cut up.
    void end_numbering() { end_numbering(pages_.size()); }
    /// Only so many pages have a foot.
    void end_numbering(std::size_t numbered) { numbered_ = numbered; }
    /// Begins a page when there is less room than that.
    void need(Length height);

    TextBlock set(const std::string& text, const WordStyle& style, Length measure,
                  Role role = Role::Paragraph) const;
    TextBlock set(const Wanted& wanted, Length measure) const;

    /// Places things without moving on. x: from the left of the page.
    void put(const TextBlock& block, Point top_left);
    /// To tick: of the usual size, or of another.
    void put_box(Point top_left);
    void put_box_in(const Rect& box);
    void put_photo(std::size_t photo, const Rect& frame, const std::string& alt);
    void put_pictogram(const std::string& name, const Rect& box, Ink ink);
    void put_line(Length from, Length to, Length y);
    void put_area(const Rect& area, Ink ink);
    void put_dot(Point centre, Length radius, Ink ink);

    /// A paragraph over the whole width, on the next page too when it is long; moves on.
    void write(const std::string& text, const WordStyle& style, Role role = Role::Paragraph);
    void write(const TextBlock& block);

    /// A line to write on, with what to write in small type under it; moves on.
    void write_line_for(const std::string& label, Length from, Length measure);

    /// Writes foot and page numbers ("foot · 2 / 5") and hands the pages over.
    Publication finish(const std::string& title, const std::string& foot) &&;

    std::vector<PhotoSource>& photos() { return photos_; }

 private:
    Rect mirrored(const Rect& rect) const;
    Page& page() { return pages_.back(); }

    Tools tools_;
    std::string language_;
    bool from_right_;
    Length y_;
    std::vector<Page> pages_;
    std::optional<std::size_t> numbered_;  // empty: all
    std::vector<PhotoSource> photos_;
};

}  // namespace render
