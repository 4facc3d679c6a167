#include "render/pdf/page_writer.hpp"

#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/content.hpp"
#include "render/pdf/embedded_font.hpp"
#include "render/pdf/links.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pdf/structure.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace render {

namespace {

/// On a screen the page ends at the trim: bleed and marks are for the printer.
SheetGeometry geometry_of(const Page& page, Edition edition) {
    if (edition == Edition::Screen) return {page.trim, {}, {}};
    return {page.trim, page.bleed, page.bleed + page.margin};
}

std::string structure_type(Role role) {
    if (role == Role::Title) return "H1";
    return role == Role::Heading ? "H2" : "P";
}

/// Of the first run that says so: digits and signs may have none.
std::string language_of(const ShapedLine& line) {
    const auto known = std::find_if(line.runs.begin(), line.runs.end(),
                                    [](const GlyphRun& run) { return !run.language.empty(); });
    return known == line.runs.end() ? std::string() : known->language;
}

}  // namespace

PageWriter::PageWriter(const SharedParts& shared, std::size_t page)
    : shared_(shared),
      page_(shared.publication.pages[page]),
      number_(page),
      geometry_(geometry_of(page_, shared.edition)),
      content_(geometry_, shared.edition == Edition::Print ? Content::Inks::Process : Content::Inks::Rgb) {}

std::string PageWriter::font_name(FontNumber font) {
    return "F" + std::to_string(font);
}

std::string PageWriter::photo_name(std::size_t photo) {
    return "P" + std::to_string(photo);
}

std::string PageWriter::pattern_name(std::size_t gradient) {
    return "G" + std::to_string(gradient);
}

void PageWriter::write_items() {
    // A press has nothing to click, and PDF/X allows no links.
    if (shared_.edition == Edition::Screen) links_ = links_on(shared_.publication, number_);
    for (item_ = 0; item_ < page_.items.size(); ++item_) {
        const Item& item = page_.items[item_];
        if (!std::holds_alternative<PlacedLine>(item)) open_block_ = 0;
        std::visit([this](const auto& one) { write(one); }, item);
    }
    shared_.links += links_.size();
}

void PageWriter::write(const PlacedPhoto& placed) {
    photos_used_.insert(placed.photo);
    begin_figure(placed.alt, placed.frame);
    content_.photo(photo_name(placed.photo), placed.frame,
                   shared_.publication.photos[placed.photo].orientation);
    content_.end_marked();
}

void PageWriter::begin_figure(const std::string& alt, const Rect& frame) {
    if (alt.empty()) return content_.begin_artifact();
    const std::string box =
        pdf_number(geometry_.x(frame.left())) + " " + pdf_number(geometry_.y(frame.bottom())) + " " +
        pdf_number(geometry_.x(frame.right())) + " " + pdf_number(geometry_.y(frame.top()));
    shared_.structure.begin({"Figure", {}, alt, box, number_, {}, {}});
    content_.begin_tagged("Figure", shared_.structure.add_content());
}

std::optional<std::size_t> PageWriter::link_of_line() const {
    const auto link =
        std::find_if(links_.begin(), links_.end(), [&](const PageLink& one) { return one.item == item_; });
    if (link == links_.end()) return std::nullopt;
    return shared_.links + static_cast<std::size_t>(link - links_.begin());
}

bool PageWriter::continues_paragraph(const PlacedLine& placed) const {
    return placed.block != 0 && placed.block == open_block_;
}

void PageWriter::write(const PlacedLine& placed) {
    const std::string language = language_of(placed.line);
    if (placed.role == Role::Artifact) {
        open_block_ = 0;
        content_.begin_artifact();
    } else {
        const std::string type = structure_type(placed.role);
        if (!continues_paragraph(placed)) {
            shared_.structure.begin({type, language, {}, {}, number_, {}, link_of_line()});
        }
        open_block_ = placed.block;
        content_.begin_tagged(type, shared_.structure.add_content());
    }
    write_runs(placed, language);
    content_.end_marked();
}

void PageWriter::write_runs(const PlacedLine& placed, const std::string& language) {
    content_.text_ink(placed.ink);
    const bool turned = placed.reading == Reading::Down;
    Foot foot{placed.origin, placed.reading};
    (turned ? foot.origin.y : foot.origin.x) += placed.line.indent;
    for (const auto& run : placed.line.runs) {
        const bool other_language = !run.language.empty() && run.language != language;
        if (other_language) content_.begin_language(run.language);
        write_run(run, foot);
        if (other_language) content_.end_marked();
    }
}

void PageWriter::write_run(const GlyphRun& run, const Foot& foot) {
    fonts_used_.insert(run.font);
    EmbeddedFont& font = shared_.fonts.at(run.font);
    std::vector<ShownGlyph> shown;
    shown.reserve(run.glyphs.size());
    for (const auto& glyph : run.glyphs) {
        shown.push_back({font.cid_of(glyph), glyph.x, glyph.y, font.advance_of(glyph.id)});
    }
    content_.glyphs(font_name(run.font), run.size, foot, shown);
}

void PageWriter::write(const FilledRect& rect) {
    content_.begin_artifact();
    content_.fill(rect);
    content_.end_marked();
}

void PageWriter::write(const Rule& rule) {
    content_.begin_artifact();
    content_.rule(rule);
    content_.end_marked();
}

void PageWriter::write(const Drawing& drawing) {
    begin_figure(drawing.alt, drawing.box);
    if (drawing.gradient.empty()) {
        content_.drawing(drawing);
    } else {
        content_.drawing(drawing, pattern_name(gradients_used_.size()));
        gradients_used_.push_back(&drawing.gradient.front());
    }
    content_.end_marked();
}

void PageWriter::write(const CropMark& mark) {
    if (shared_.edition == Edition::Screen) return;
    content_.begin_artifact();
    content_.crop_mark(mark, "All");
    content_.end_marked();
}

}  // namespace render
