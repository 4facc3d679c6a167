#include "render/booklet_template.hpp"

#include "render/template_file.hpp"

#include <filesystem>

namespace render {

namespace {

BookletTemplate::Paper read_paper(const TemplateFile& file) {
    BookletTemplate::Paper paper;
    paper.bleed = file.millimetres("page.bleed");
    paper.inner = file.millimetres("page.inner");
    paper.outer = file.millimetres("page.outer");
    paper.top = file.millimetres("page.top");
    paper.bottom = file.millimetres("page.bottom");
    paper.foot = file.millimetres("page.foot");
    paper.column_gap = file.millimetres("page.column_gap");
    paper.photo_gap = file.millimetres("page.photo_gap");
    paper.caption_gap = file.millimetres("page.caption_gap");
    paper.head = file.millimetres("page.head");
    paper.section_head = file.millimetres("page.section_head");
    paper.measure = file.millimetres("page.measure");
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

}  // namespace

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
    look.least_ppi = file.number("resolution.least");
    file.refuse_unknown_keys();
    return look;
}

}  // namespace render
