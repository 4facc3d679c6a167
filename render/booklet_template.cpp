#include "render/booklet_template.hpp"

#include "render/length.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace render {

namespace {

BookletTemplate::Paper read_paper(const TemplateFile& file) {
    BookletTemplate::Paper paper;
    paper.drawn_for = file.millimetres("page.drawn_for", 80_mm, 500_mm);
    // Margins leave at least two fifths of the page either way; what is between things is far less than that.
    const Length side = paper.drawn_for;
    paper.bleed = file.millimetres("page.bleed", {}, 20_mm);
    paper.inner = file.millimetres("page.inner", {}, side * 3 / 10);
    paper.outer = file.millimetres("page.outer", {}, side * 3 / 10);
    paper.top = file.millimetres("page.top", {}, side * 3 / 10);
    paper.bottom = file.millimetres("page.bottom", {}, side * 3 / 10);
    paper.foot = file.millimetres("page.foot", {}, paper.bottom);
    paper.column_gap = file.millimetres("page.column_gap", {}, side / 8);
    paper.photo_gap = file.millimetres("page.photo_gap", {}, side / 10);
    paper.caption_gap = file.millimetres("page.caption_gap", {}, side / 10);
    paper.head = file.millimetres("page.head", {}, side / 4);
    paper.section_head = file.millimetres("page.section_head", {}, side / 3);
    paper.measure = file.millimetres("page.measure", side / 4, side);
    return paper;
}

BookletTemplate::Styles read_styles(const TemplateFile& file) {
    BookletTemplate::Styles styles;
    styles.cover_title = file.style("styles.cover_title");
    styles.cover_words = file.style("styles.cover_words");
    styles.title = file.style("styles.title");
    styles.subtitle = file.style("styles.subtitle");
    styles.heading = file.style("styles.heading");
    styles.name = file.style("styles.name");
    styles.native_name = file.style("styles.native_name");
    styles.lead = file.style("styles.lead");
    styles.story = file.style("styles.story");
    styles.small = file.style("styles.small");
    styles.label = file.style("styles.label");
    styles.caption_title = file.style("styles.caption_title");
    styles.caption = file.style("styles.caption");
    styles.contents = file.style("styles.contents");
    styles.number = file.style("styles.number");
    styles.foot = file.style("styles.foot");
    styles.page_number = file.style("styles.page_number");
    return styles;
}

BookletTemplate::Texts read_texts(const TemplateFile& file) {
    BookletTemplate::Texts texts;
    texts.untitled = file.text("texts.untitled");
    texts.nameless = file.text("texts.nameless");
    texts.cover_line = file.text("texts.cover_line");
    texts.contents = file.text("texts.contents");
    texts.together = file.text("texts.together");
    texts.together_intro = file.text("texts.together_intro");
    texts.times = file.texts("texts.times");
    texts.many_times = file.text("texts.many_times");
    texts.own_photo = file.text("texts.own_photo");
    texts.own_title = file.text("texts.own_title");
    texts.own_maker = file.text("texts.own_maker");
    texts.cover_photo = file.text("texts.cover_photo");
    return texts;
}

/// Sizes that are still read with ease, by whoever holds the booklet: captions, and all that is longer.
constexpr double least_caption_pt = 7.5;
constexpr double least_text_pt = 9;

void scale_type(WordStyle& style, double share) {
    const double size = style.type.size.in_points();
    const double least = std::min(size, size < least_text_pt ? least_caption_pt : least_text_pt);
    style = scaled(style, std::max(share, least / size));
}

}  // namespace

BookletTemplate in_size(BookletTemplate look, Size trim) {
    const double side = look.paper.drawn_for.in_mm();
    const double whole = std::sqrt(trim.width.in_mm() * trim.height.in_mm()) / side;
    const double high = trim.height.in_mm() / side;
    const double read = std::pow(whole, 0.6);
    auto& paper = look.paper;
    for (Length* length :
         {&paper.inner, &paper.outer, &paper.column_gap, &paper.photo_gap, &paper.caption_gap}) {
        *length = Length::from_mm(length->in_mm() * whole);
    }
    for (Length* length : {&paper.top, &paper.bottom, &paper.foot, &paper.head, &paper.section_head}) {
        *length = Length::from_mm(length->in_mm() * std::sqrt(high * whole));
    }
    paper.measure = Length::from_mm(paper.measure.in_mm() * read);
    auto& styles = look.styles;
    for (WordStyle* style : {&styles.cover_title, &styles.title}) {
        scale_type(*style, std::min(whole, trim.width.in_mm() / side));  // a title keeps to its lines
    }
    for (WordStyle* style : {&styles.heading, &styles.name, &styles.native_name}) {
        scale_type(*style, whole);
    }
    for (WordStyle* style : {&styles.cover_words, &styles.subtitle, &styles.lead, &styles.story,
                             &styles.small, &styles.label, &styles.caption_title, &styles.caption,
                             &styles.contents, &styles.number, &styles.foot, &styles.page_number}) {
        scale_type(*style, read);
    }
    return look;
}

BookletTemplate read_booklet_template(const std::filesystem::path& path) {
    const TemplateFile file(path);
    BookletTemplate look;
    look.fonts = file.fonts();
    look.paper = read_paper(file);
    look.styles = read_styles(file);
    look.texts = read_texts(file);
    look.ground = file.ink("ground.cover");
    look.line = file.ink("ground.line");
    look.fine_ppi = file.number("resolution.fine");
    look.least_ppi = file.number("resolution.least", look.fine_ppi);
    file.refuse_unknown_keys();
    return look;
}

}  // namespace render
