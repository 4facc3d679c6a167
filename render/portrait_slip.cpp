#include "render/consent_form.hpp"
#include "render/form_sheets.hpp"
#include "render/length.hpp"
#include "render/text_block.hpp"
#include "render/text_flow.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include <fmt/format.h>

namespace render {

namespace {

class SlipDesk {
 public:
    SlipDesk(FormSheets& sheets, const ConsentFormSetting& setting, const Rect& room, int number)
        : sheets_(sheets), setting_(setting), look_(setting.look), form_(setting.look.form), number_(number) {
        const Length margin = look_.slip_margin;
        inner_ = {{room.left() + margin, room.top() + margin},
                  {room.size.width - 2 * margin, room.size.height - 2 * margin}};
    }

    void write() {
        const Length strip = write_strip();
        const Rect upper{inner_.origin, {inner_.size.width, inner_.size.height - strip - form_.gap * 2}};
        write_who(upper);
        write_table(upper);
    }

 private:
    std::string text(const std::string& key) const {
        return with_value(with_value(look_.text("slip_" + key), "number", fmt::format("{:02}", number_)),
                          "email", setting_.course.privacy_email);
    }

    /// What the person keeps, at the foot; its height with the white above its words.
    Length write_strip() {
        const bool has_email = !setting_.course.privacy_email.empty();
        const TextBlock words =
            sheets_.set(text(has_email ? "keep" : "keep_without_email"), form_.text, inner_.size.width);
        // Between its two cuts there is as much white above the words as below; the last cut of a sheet is
        // its edge, where an office printer leaves 5 mm bare.
        const Length white = look_.slip_margin * 2 / 3;
        const Length top = inner_.bottom() + look_.slip_margin - white - height_of(words);
        sheets_.put(words, {inner_.left(), top});
        sheets_.put_line({}, form_.sheet.width, top - white);
        return inner_.bottom() - top + white;
    }

    void write_who(const Rect& upper) {
        const Length measure = upper.size.width - look_.slip_table - form_.gap * 4;
        const TextBlock title = set_to_fit(
            setting_.typesetter, {text("title"), look_.language, form_.heading, Role::Heading}, measure, 1);
        sheets_.put(title, upper.origin);
        const TextBlock intro = sheets_.set(text("intro"), form_.text, measure);
        sheets_.put(intro, {upper.left(), upper.top() + height_of(title) + form_.gap * 2});
        // The lines to write on stand at the foot, whatever the words above need.
        constexpr Length hand = 12_mm;
        const auto field = [&](const std::string& key, const Rect& line) {
            sheets_.put_line(line.left(), line.right(), line.top());
            sheets_.put(sheets_.set(text(key), form_.small, line.size.width),
                        {line.left(), line.top() + form_.gap * 3 / 4});
        };
        const TextBlock sign = sheets_.set(text("sign"), form_.small, measure);
        Length y = upper.bottom() - height_of(sign) - form_.gap;
        field("sign", {{upper.left(), y}, {measure, {}}});
        y -= hand + form_.small.type.leading;
        field("name", {{upper.left(), y}, {measure, {}}});
        y -= hand + form_.small.type.leading;
        const Length half = (measure - form_.gap * 2) / 2;
        field("photo", {{upper.left(), y}, {half, {}}});
        field("maker", {{upper.left() + half + form_.gap * 2, y}, {half, {}}});
    }

    void write_table(const Rect& upper) {
        const Length left = upper.right() - look_.slip_table;
        const TextBlock head = sheets_.set(text("purposes"), form_.strong, look_.slip_table);
        sheets_.put(head, {left, upper.top()});
        Length y = upper.top() + height_of(head) + form_.gap * 3 / 2;
        const auto rows = static_cast<std::int64_t>(setting_.course.form.purposes.size());
        const Length row = std::min(look_.slip_row, (upper.bottom() - y) / std::max<std::int64_t>(rows, 1));
        for (const catalogue::Purpose purpose : setting_.course.form.purposes) {
            sheets_.put_line(left, upper.right(), y);
            write_row(purpose, {{left, y}, {look_.slip_table, row}});
            y += row;
        }
    }

    void write_row(catalogue::Purpose purpose, const Rect& row) {
        const Length middle = row.top() + row.size.height / 2;
        const Length side = std::min(look_.slip_pictogram, row.size.height);
        sheets_.put_pictogram(std::string(name_of(purpose)), {{row.left(), middle - side / 2}, {side, side}},
                              form_.accent);
        const Length words_at = side + form_.gap;
        const Length measure = row.size.width - words_at - look_.boxes_column;
        const TextBlock words = set_to_fit(
            setting_.typesetter,
            {look_.purposes.at(purpose).brief, look_.language, form_.text, Role::Paragraph}, measure, 1);
        sheets_.put(words, {row.left() + words_at, middle - words.capitals / 2});
        // White between a box and the lines of its row.
        const Length box = std::min(form_.box, row.size.height * 3 / 4);
        Length x = row.right() - look_.boxes_column;
        for (const char* answer : {"yes", "no"}) {
            sheets_.put_box_in({{x, middle - box / 2}, {box, box}});
            const TextBlock word = sheets_.set(look_.text(answer), form_.text, look_.boxes_column / 2);
            sheets_.put(word, {x + form_.box + form_.gap * 3 / 4, middle - word.capitals / 2});
            x += look_.boxes_column / 2;
        }
    }

    FormSheets& sheets_;
    const ConsentFormSetting& setting_;
    const ConsentFormTemplate& look_;
    const FormLook& form_;
    int number_;
    Rect inner_;
};

}  // namespace

void write_portrait_slip(FormSheets& sheets, const ConsentFormSetting& setting, const Rect& room,
                         int number) {
    SlipDesk(sheets, setting, room, number).write();
}

}  // namespace render
