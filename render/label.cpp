#include "render/label.hpp"

#include "catalogue/catalogue.hpp"
#include "render/course_line.hpp"
#include "render/length.hpp"
#include "render/moved_item.hpp"
#include "render/page.hpp"
#include "render/poster.hpp"
#include "render/qr_code.hpp"
#include "render/shown.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace render {

namespace {

constexpr Length hairline{45};  // a third of a point

class LabelDesk {
 public:
    LabelDesk(const LabelSetting& setting, const catalogue::ClearedPhoto& photo, bool has_code)
        : look_(setting.look), setting_(setting), photo_(photo) {
        measure_ = look_.size.width - look_.margin * 2;
        if (has_code) measure_ -= look_.code + look_.gap * 2;
        course_ = set_course_line(setting.typesetter, {look_.course_line, look_.between, setting.course},
                                  look_.course, measure_);
    }

    /// Throws TooManyWords.
    Page page() const {
        Page page{look_.size, {}, {}, {}, {}};
        add(page, words(), {look_.margin, look_.margin});
        add(page, course_, {look_.margin, look_.size.height - look_.margin - height_of(course_)});
        return page;
    }

    /// In the corner, with more white around it than a reader asks.
    Rect code_square() const {
        const Length reach = look_.margin + look_.code;
        return {{look_.size.width - reach, look_.size.height - reach}, {look_.code, look_.code}};
    }

 private:
    TextBlock set(const std::string& text, const std::string& language, const WordStyle& style,
                  Role role = Role::Paragraph) const {
        return set_block(setting_.typesetter, {text, language, style, role}, measure_);
    }

    /// Puts a block below the others.
    void put(BlockGroup& group, TextBlock block, Length gap) const {
        if (block.lines.empty()) return;
        const Length depth = group.blocks.empty() ? Length{} : depth_of(group.blocks.back().block);
        // Scripts whose letters hang lower than Latin ones ask for more.
        if (!group.blocks.empty()) gap = std::max(gap, depth + look_.gap / 2);
        const Length y = group.blocks.empty() ? Length{} : group.height + gap;
        group.height = y + height_of(block);
        group.blocks.push_back({std::move(block), {{}, y}});
    }

    void put_titles(BlockGroup& group) const {
        constexpr int most_lines = 2;
        std::vector<std::string> languages = languages_of({&photo_.title});
        if (languages.empty()) languages = {"nl"};
        for (const std::string& language : languages) {
            const bool first = group.blocks.empty();
            const std::string title = photo_.title.empty() ? look_.untitled : text_in(photo_.title, language);
            const WordStyle& style = first ? look_.title : look_.other_title;
            put(group,
                set_to_fit(setting_.typesetter, {title, language, style, Role::Title}, measure_, most_lines),
                look_.gap);
        }
    }

    /// In the form that was chosen, and in the maker's own script after it where that fits on the line.
    void put_name(BlockGroup& group) const {
        if (photo_.name.text.empty()) return;
        const Align side = side_of_name(photo_);
        put(group,
            set_block(setting_.typesetter, {photo_.name.text, "nl", look_.name, Role::Paragraph, side},
                      measure_),
            look_.gap * 3 / 2);
        if (photo_.name.native.empty()) return;
        const catalogue::Wording& native = photo_.name.native.front();
        const StandingBlock& name = group.blocks.back();
        const Length start = name.block.lines.back().width + look_.gap;
        const auto set_native = [&](Length measure, Align align) {
            return set_block(setting_.typesetter,
                             {native.text, native.language, look_.name, Role::Paragraph, align}, measure);
        };
        const bool leftward = runs_right_to_left(native.language);
        TextBlock beside = set_native(measure_ - start, leftward ? Align::End : Align::Start);
        const bool on_line = name.block.lines.size() == 1 && beside.lines.size() == 1;
        if (!on_line) return put(group, set_native(measure_, Align::Start), look_.gap);
        const Point at{start, name.at.y + name.block.capitals - beside.capitals};
        group.blocks.push_back({std::move(beside), at});
    }

    BlockGroup words_in(double share) const {
        BlockGroup group;
        put_titles(group);
        put_name(group);
        Length gap = look_.gap * 2;
        for (const std::string& language : languages_of({&photo_.caption})) {
            put(group,
                set(text_in(photo_.caption, language), language, scaled(look_.caption, share), Role::Caption),
                gap);
            gap = look_.gap * 3 / 2;
        }
        return group;
    }

    BlockGroup words() const {
        const Length room = look_.size.height - look_.margin * 2 - height_of(course_) - look_.gap * 2;
        for (const double share : {1.0, 0.92, 0.84, 0.76, 0.69, 0.62}) {
            BlockGroup group = words_in(share);
            if (group.height <= room) return group;
        }
        throw TooManyWords("its title and caption are too long for a label; make them shorter.");
    }

    const LabelTemplate& look_;
    const LabelSetting& setting_;
    const catalogue::ClearedPhoto& photo_;
    Length measure_;
    TextBlock course_;
};

/// One direction of a sheet.
std::vector<Length> cuts(Length from, Length step, int count) {
    std::vector<Length> places;
    for (int i = 0; i <= count; ++i) places.push_back(from + step * i);
    return places;
}

void add_cut_marks(Page& page, const LabelTemplate& look, const Rect& block,
                   const LabelTemplate::Sheet& sheet) {
    const auto mark = [&](Point from, Point to) {
        page.items.emplace_back(Rule{from, to, hairline, black_ink});
    };
    const Length near = look.mark_offset;
    const Length far = near + look.mark;
    for (const Length x : cuts(block.left(), look.size.width, sheet.columns)) {
        mark({x, block.top() - far}, {x, block.top() - near});
        mark({x, block.bottom() + near}, {x, block.bottom() + far});
    }
    for (const Length y : cuts(block.top(), look.size.height, sheet.rows)) {
        mark({block.left() - far, y}, {block.left() - near, y});
        mark({block.right() + near, y}, {block.right() + far, y});
    }
}

}  // namespace

Page lay_out_label(const LabelSetting& setting,
                   const catalogue::Cleared<catalogue::Channel::ExhibitionPrint>& photo,
                   const std::string& site_page) {
    std::optional<QrCode> code;
    if (!site_page.empty()) code = make_qr_code(site_page);
    const LabelDesk desk(setting, *photo, code.has_value());
    Page page = desk.page();
    if (code) draw(page, *code, desk.code_square(), setting.look.code_alt);
    return page;
}

std::vector<Page> on_sheets(const LabelTemplate& look, const LabelTemplate::Sheet& sheet,
                            const std::vector<Page>& labels) {
    const Size whole{look.size.width * sheet.columns, look.size.height * sheet.rows};
    const Rect block{{(sheet.paper.width - whole.width) / 2, (sheet.paper.height - whole.height) / 2}, whole};
    const int a_sheet = sheet.columns * sheet.rows;
    std::vector<Page> sheets;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const int place = static_cast<int>(i) % a_sheet;
        if (place == 0) {
            sheets.push_back({sheet.paper, {}, {}, {}, {}});
            add_cut_marks(sheets.back(), look, block, sheet);
        }
        const Point corner{block.left() + look.size.width * (place % sheet.columns),
                           block.top() + look.size.height * (place / sheet.columns)};
        for (const Item& item : labels[i].items) sheets.back().items.push_back(moved(item, corner));
    }
    return sheets;
}

}  // namespace render
