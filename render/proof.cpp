#include "render/proof.hpp"

#include "catalogue/catalogue.hpp"
#include "render/answer_table.hpp"
#include "render/form_sheets.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/proof_overview.hpp"
#include "render/proof_signature.hpp"
#include "render/shown.hpp"
#include "render/text_block.hpp"
#include "render/text_flow.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace render {

namespace {

using catalogue::OwnPhoto;
using catalogue::OwnText;

class ProofDesk {
 public:
    ProofDesk(const ProofSetting& setting, const catalogue::ProofSheet& sheet)
        : setting_(setting),
          look_(setting.look),
          form_(setting.look.form),
          sheet_(sheet),
          sheets_({form_, setting.typesetter, setting.pictograms}, "nl") {}

    Publication lay_out() {
        for (const OwnPhoto& photo : sheet_.photos) sheets_.photos().push_back(source_of(photo->picture));
        write_cover();
        for (std::size_t i = 0; i < sheet_.photos.size(); ++i) write_photo(i);
        write_words();
        write_portraits();
        write_signature(sheets_, setting_, sheet_);
        std::string title = text("title");
        std::ranges::replace(title, '\n', ' ');
        std::string foot = sheet_.who.code;
        for (const std::string& part : {setting_.course.form.version, in_dutch(setting_.today)}) {
            if (!part.empty()) foot += (foot.empty() ? "" : " · ") + part;
        }
        return std::move(sheets_).finish(title, foot);
    }

 private:
    const std::string& text(const std::string& key) const { return look_.text(key); }

    std::string on_day(const std::string& key, catalogue::Day day) const {
        return with_value(text(key), "date", in_dutch(day));
    }

    std::vector<catalogue::ProofAnswer> asked(const std::vector<catalogue::ProofAnswer>& answers) const {
        return asked_in(setting_.course, answers);
    }

    void write_cover() {
        sheets_.new_page();
        const std::string who = sheet_.who.name.text.empty() ? sheet_.who.code : sheet_.who.name.text;
        sheets_.write(text("title"), form_.title, Role::Title);
        sheets_.skip(form_.gap);
        WordStyle whose = form_.heading;
        whose.ink = form_.accent;
        sheets_.write(who, whose);
        sheets_.skip(form_.gap * 3);
        write_overview(sheets_, form_, sheet_);
        sheets_.write(text("intro"), form_.lead);
        sheets_.skip(form_.gap * 4);
        sheets_.write(text("how"), form_.heading, Role::Heading);
        sheets_.skip(form_.gap * 2);
        for (const char* name : {"yes", "no", "unasked", "boxes", "sign"}) write_explanation(name);
    }

    void write_explanation(const std::string& name) {
        const Length side = form_.pictogram * 4 / 3;
        const TextBlock words =
            sheets_.set(text("explain_" + name), form_.text, sheets_.width() - side - form_.gap * 2);
        const Length height = std::max(side, height_of(words));
        sheets_.need(height);
        const bool is_box = name == "boxes";
        sheets_.put_pictogram(is_box ? "tick" : name, {{sheets_.left(), sheets_.y()}, {side, side}},
                              form_.accent);
        const Length lower = height_of(words) < side ? (side - height_of(words)) / 2 : Length{};
        sheets_.put(words, {sheets_.left() + side + form_.gap * 2, sheets_.y() + lower});
        sheets_.skip(height + form_.gap * 2);
    }

    // --- a photo ---

    void write_photo(std::size_t index) {
        const OwnPhoto& photo = sheet_.photos[index];
        sheets_.new_page();
        std::string label = with_value(text("photo"), "number", std::to_string(index + 1));
        label = with_value(label, "count", std::to_string(sheet_.photos.size()));
        sheets_.write(label, form_.label, Role::Heading);
        sheets_.skip(form_.gap);

        const AnswerTable table(look_, AnswerTable::Names::Shown);
        const auto answers = asked(photo->answers);
        const Length table_height = table.height_for(answers.size());
        const Length words_height = words_of_photo(*photo, Measuring::Yes);
        Length room = sheets_.room() - table_height - words_height - form_.gap * 4;
        const bool table_apart = room < look_.photo_least;
        if (table_apart) room = sheets_.room() - words_height - form_.gap * 4;
        place_photo(index, std::max(room, look_.photo_least));
        words_of_photo(*photo, Measuring::No);
        if (table_apart) sheets_.new_page();
        table.write(sheets_, answers);
    }

    /// Whole, as large as the page allows.
    void place_photo(std::size_t index, Length room) {
        const catalogue::Picture& picture = sheet_.photos[index]->picture;
        const double aspect = aspect_of(picture);
        const Length width = std::min(sheets_.width(), Length::from_mm(room.in_mm() * aspect));
        const Length height = Length::from_mm(width.in_mm() / aspect);
        const Length x = sheets_.left() + (sheets_.width() - width) / 2;
        const std::string& alt = sheet_.photos[index]->alt;
        sheets_.put_photo(index, {{x, sheets_.y()}, {width, height}}, alt.empty() ? text("untitled") : alt);
        sheets_.skip(height + form_.gap * 2);
    }

    enum class Measuring { No, Yes };

    /// Title and caption in each language with a box for each text, and what the maker should know. Says how
    /// high it is; when measuring, writes nothing.
    Length words_of_photo(const catalogue::OwnPhotoShown& photo, Measuring measuring) {
        Length height;
        if (photo.words.empty())
            height += write_block(sheets_.set(text("untitled"), form_.strong, sheets_.width()), measuring);
        for (const OwnText& own : photo.words) height += write_text(own, measuring);
        for (const std::string& note : notes_about(photo)) {
            const bool asks = note == text("changed");
            height += write_question(sheets_.set(note, form_.text, text_measure()), asks, measuring);
        }
        return height;
    }

    std::vector<std::string> notes_about(const catalogue::OwnPhotoShown& photo) const {
        std::vector<std::string> notes;
        if (photo.change == catalogue::Alteration::NotSeen) notes.push_back(text("changed"));
        if (photo.change == catalogue::Alteration::Approved) notes.push_back(text("changed_approved"));
        if (photo.change == catalogue::Alteration::Refused) notes.push_back(text("changed_refused"));
        if (photo.is_being_looked_at) {
            notes.push_back(text("looking"));
        } else if (!photo.private_things.empty()) {
            notes.push_back(text("private"));
        }
        return notes;
    }

    Length text_measure() const { return sheets_.width() - look_.boxes_column - form_.gap * 2; }

    Length write_block(const TextBlock& block, Measuring measuring) {
        const Length height = height_of(block) + depth_of(block) + form_.gap;
        if (measuring == Measuring::No) {
            sheets_.put(block, {sheets_.left(), sheets_.y()});
            sheets_.skip(height);
        }
        return height;
    }

    /// Words with two boxes on their first line, when they are a question.
    Length write_question(const TextBlock& block, bool asks, Measuring measuring) {
        const Length y = sheets_.y();
        if (asks && measuring == Measuring::No) {
            put_choice(sheets_, look_, sheets_.left() + sheets_.width() - look_.boxes_column,
                       y + block.capitals / 2);
        }
        return std::max(write_block(block, measuring), asks ? form_.box + form_.gap : Length{});
    }

    /// A text in its languages beside each other, with a box to approve it as long as that is open.
    Length write_text(const OwnText& own, Measuring measuring) {
        const WordStyle& style = own.kind == "title" ? form_.strong : form_.text;
        const std::size_t columns = std::min<std::size_t>(own.words.size(), 2);
        const Length between = form_.gap * 3;
        const Length measure = columns < 2 ? sheets_.width() : (sheets_.width() - between) / 2;
        Length height;
        for (std::size_t first = 0; first < own.words.size(); first += columns) {
            Length row;
            for (std::size_t i = first; i < std::min(first + columns, own.words.size()); ++i) {
                const catalogue::Wording& wording = own.words[i];
                const TextBlock block =
                    sheets_.set({wording.text, wording.language, style, Role::Paragraph}, measure);
                const Length x = sheets_.left() + (measure + between) * static_cast<std::int64_t>(i - first);
                if (measuring == Measuring::No) sheets_.put(block, {x, sheets_.y()});
                row = std::max(row, height_of(block) + depth_of(block) + form_.gap);
            }
            height += row;
            if (measuring == Measuring::No) sheets_.skip(row);
        }
        if (own.approved_at) return height;
        return height +
               write_question(sheets_.set(text("correct"), form_.text, text_measure()), true, measuring);
    }

    // --- words and portraits ---

    void write_general(const std::string& what, const std::vector<catalogue::ProofAnswer>& answers) {
        const AnswerTable table(look_, AnswerTable::Names::None);
        const auto rows = asked(answers);
        const Length head = form_.heading.type.leading + form_.text.type.leading * 2 + form_.gap * 3;
        sheets_.need(std::min(head + table.height_for(rows.size()), 240_mm));
        sheets_.write(text(what), form_.heading, Role::Heading);
        sheets_.skip(form_.gap);
        sheets_.write(text(what + "_intro"), form_.text);
        sheets_.skip(form_.gap * 2);
        table.write(sheets_, rows);
        sheets_.skip(form_.gap * 5);
    }

    void write_words() {
        sheets_.new_page();
        write_general("words", sheet_.words);
        for (const OwnText& own : sheet_.texts) write_own_text(own);
    }

    void write_own_text(const OwnText& own) {
        const bool is_known = look_.texts.contains("kind_" + own.kind);
        const std::string label = text(is_known ? "kind_" + own.kind : "kind_other");
        sheets_.need(form_.lead.type.leading * 4 + form_.label.type.leading * 2);
        std::string head = label;
        if (own.approved_at) head += " · " + on_day("approved", *own.approved_at);
        sheets_.write(head, form_.label);
        sheets_.skip(form_.gap);
        for (const catalogue::Wording& wording : own.words) {
            sheets_.write(
                sheets_.set({wording.text, wording.language, form_.lead, Role::Paragraph}, sheets_.width()));
            sheets_.skip(form_.gap);
        }
        if (!own.approved_at) {
            sheets_.skip(form_.gap);
            sheets_.need(form_.box + form_.gap);
            sheets_.skip(write_choice_after(text("correct")));
        }
        if (own.is_sensitive) {
            const AnswerTable table(look_, AnswerTable::Names::None);
            const auto rows = asked(own.answers);
            sheets_.need(form_.text.type.leading * 2 + table.height_for(rows.size()));
            sheets_.write(text("sensitive"), form_.text);
            sheets_.skip(form_.gap * 2);
            table.write(sheets_, rows);
        }
        sheets_.skip(form_.gap * 5);
    }

    /// A question with its two boxes right behind it; how high that is.
    Length write_choice_after(const std::string& question) {
        const TextBlock block = sheets_.set(question, form_.strong, 120_mm);
        sheets_.put(block, {sheets_.left(), sheets_.y()});
        const Length width = block.lines.empty() ? Length{} : block.lines.front().width;
        put_choice(sheets_, look_, sheets_.left() + width + form_.gap * 4, sheets_.y() + block.capitals / 2);
        return std::max(height_of(block), form_.box) + form_.gap * 2;
    }

    void write_portraits() { write_general("portraits", sheet_.portraits); }

    const ProofSetting& setting_;
    const ProofTemplate& look_;
    const FormLook& form_;
    const catalogue::ProofSheet& sheet_;
    FormSheets sheets_;
};

}  // namespace

Publication lay_out_proof(const ProofSetting& setting, const catalogue::ProofSheet& sheet) {
    return ProofDesk(setting, sheet).lay_out();
}

}  // namespace render
