#include "catalogue/catalogue.hpp"
#include "render/announcement.hpp"
#include "render/length.hpp"
#include "render/sheet_look.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace render {

AnnouncementTemplate read_announcement_template(const std::filesystem::path& path,
                                                const std::vector<const char*>& text_keys) {
    const TemplateFile file(path);
    AnnouncementTemplate look;
    read_sheet(file, look);
    look.photo_gap = file.millimetres("page.photo_gap", {}, look.standing.width / 10);
    look.caption_gap = file.millimetres("page.caption_gap", {}, look.standing.width / 10);
    look.ground = file.ink("ground.ink");
    look.title = file.style("styles.title");
    look.lead = file.style("styles.lead");
    look.strong = file.style("styles.strong");
    look.plain = file.style("styles.plain");
    look.words = file.style("styles.words");
    look.credit = file.style("styles.credit");
    look.foot = file.style("styles.foot");
    look.untitled = file.text("texts.untitled");
    look.credit_words = file.text("texts.credit");
    look.welcome = file.words("welcome");
    for (const char* key : text_keys) look.texts[key] = file.text(std::string("texts.") + key);
    for (const std::string& name : file.tables("sizes")) {
        look.sizes[name] = file.sheet("sizes." + name);
    }
    file.refuse_unknown_keys();
    return look;
}

AnnouncementTemplate read_opening_template(const std::filesystem::path& file) {
    return read_announcement_template(file, {"title", "lead", "opening", "until", "course"});
}

AnnouncementTemplate read_flyer_template(const std::filesystem::path& file) {
    return read_announcement_template(file, {"title", "lead", "free", "ask", "course"});
}

AnnouncementTemplate in_size(AnnouncementTemplate look, const std::string& size) {
    if (size.empty()) return look;
    const Size standing = sheet_named(look.sizes, size, "There is");
    const double share = growth(look.standing, standing);
    look.standing = standing;
    for (Length* length : {&look.margin, &look.gap, &look.photo_gap, &look.caption_gap}) {
        *length = Length::from_mm(length->in_mm() * share);
    }
    for (WordStyle* style :
         {&look.title, &look.lead, &look.strong, &look.plain, &look.words, &look.credit, &look.foot}) {
        *style = scaled(*style, share);
    }
    return look;
}

}  // namespace render
