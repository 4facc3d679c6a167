#include "render/consent_form.hpp"

#include "catalogue/catalogue.hpp"
#include "render/form_sheets.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/text_block.hpp"
#include "render/text_flow.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace render {

namespace {

using catalogue::NameForm;
using catalogue::Purpose;

/// The day on which a yes ends that lasts so many years after the course: after its last meeting.
catalogue::Day end_after(const catalogue::Course& course, int years, catalogue::Day today) {
    catalogue::Day last = today;
    if (!course.meetings.empty()) {
        last = std::ranges::max(course.meetings, {}, &catalogue::Meeting::day).day;
    }
    std::chrono::year_month_day date{last.since_epoch};
    date += std::chrono::years{years};
    if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
    return {date};
}

class FormDesk {
 public:
    explicit FormDesk(const ConsentFormSetting& setting)
        : setting_(setting),
          look_(setting.look),
          form_(setting.look.form),
          sheets_({form_, setting.typesetter, setting.pictograms}, setting.look.language) {}

    Publication lay_out(const SlipNumbers& slips) {
        write_front();
        write_table("photos", "my_photos", Names::Told);
        write_names();
        write_table("portraits", "my_portrait", Names::NotAsked);
        write_table("words", "my_words", Names::NotAsked);
        write_rest();
        write_signatures();
        write_slips(slips);
        const std::string& version = setting_.course.form.version;
        return std::move(sheets_).finish(
            text("title"), version.empty() ? std::string() : with_value(text("foot"), "version", version));
    }

 private:
    enum class Names { Told, NotAsked };

    const std::string& text(const std::string& key) const { return look_.text(key); }

    std::string filled(std::string words) const {
        words = with_value(std::move(words), "organisation", setting_.course.organisation);
        words = with_value(std::move(words), "course", setting_.course.title);
        return with_value(std::move(words), "email", setting_.course.privacy_email);
    }

    void write_front() {
        sheets_.new_page();
        sheets_.write(filled(text("course")), form_.label);
        sheets_.skip(form_.gap * 4);
        sheets_.write(text("title"), form_.title, Role::Title);
        sheets_.skip(form_.gap * 3);
        sheets_.write(text("intro"), form_.lead);
        sheets_.skip(form_.gap * 5);
        sheets_.write(text("how"), form_.heading, Role::Heading);
        sheets_.skip(form_.gap * 2);
        write_point("class", text("how_read"));
        write_point("tick", text("how_tick"));
        write_point("sign", text("how_copy"));
        sheets_.skip(form_.gap * 3);
        sheets_.write(text("about"), form_.heading, Role::Heading);
        sheets_.skip(form_.gap * 2);
        write_point("my_photos", text("about_photos"));
        write_point("my_portrait", text("about_portraits"));
        write_point("my_words", text("about_words"));
    }

    void write_point(const std::string& pictogram, const std::string& words) {
        const Length side = form_.pictogram * 5 / 4;
        const Length words_at = side + form_.gap * 2;
        const TextBlock block = sheets_.set(words, form_.text, sheets_.width() - words_at);
        const Length height = std::max(side, height_of(block));
        sheets_.need(height);
        sheets_.put_pictogram(pictogram, {{sheets_.left(), sheets_.y()}, {side, side}}, form_.accent);
        const Length lower = block.lines.size() == 1 ? (side - height_of(block)) / 2 : form_.gap / 2;
        sheets_.put(block, {sheets_.left() + words_at, sheets_.y() + lower});
        sheets_.skip(std::max(height, lower + height_of(block)) + form_.gap * 2);
    }

    void write_heading(const std::string& key, const std::string& pictogram) {
        const Length side = form_.pictogram * 3 / 2;
        const Length words_at = side + form_.gap * 2;
        const TextBlock block =
            sheets_.set(text(key), form_.heading, sheets_.width() - words_at, Role::Heading);
        sheets_.put_pictogram(pictogram, {{sheets_.left(), sheets_.y()}, {side, side}}, form_.accent);
        sheets_.put(block, {sheets_.left() + words_at, sheets_.y() + (side - block.capitals) / 2});
        sheets_.skip(std::max(side, (side - block.capitals) / 2 + height_of(block)) + form_.gap * 2);
    }

    // --- ja or nee ---

    void write_table(const std::string& what, const std::string& pictogram, Names names) {
        sheets_.new_page();
        write_heading(what, pictogram);
        sheets_.write(text(what + "_intro"), form_.text);
        sheets_.skip(form_.gap * 2);
        sheets_.put_line(sheets_.left(), sheets_.left() + sheets_.width(), sheets_.y());
        for (const Purpose purpose : setting_.course.form.purposes) write_row(purpose, names);
    }

    std::string note_of(Purpose purpose, Names names) const {
        std::string note = look_.purposes.at(purpose).note;
        const NameForm ceiling = ceiling_of(purpose);
        if (names == Names::NotAsked || ceiling == NameForm::Full) return note;
        std::string name = text(ceiling == NameForm::Anonymous ? "ceiling_anonymous" : "ceiling_first");
        return note + (note.empty() ? "" : " ") + sentence(std::move(name));
    }

    /// With a capital and a full stop, in scripts that have them. The words are ours and begin with ASCII
    /// where they have capitals.
    static std::string sentence(std::string words) {
        if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') {
            words.front() = static_cast<char>(words.front() - 'a' + 'A');
        }
        return words + ".";
    }

    void write_row(Purpose purpose, Names names) {
        const Length words_at = form_.pictogram + form_.gap * 2;
        const Length measure = sheets_.width() - words_at - look_.boxes_column - form_.gap * 2;
        const TextBlock words = sheets_.set(look_.purposes.at(purpose).words, form_.strong, measure);
        const TextBlock note = sheets_.set(note_of(purpose, names), form_.note, measure);
        const Length between = note.lines.empty() ? Length{} : form_.gap * 3 / 4 + depth_of(words);
        const Length inner = height_of(words) + between + height_of(note);
        const Length height = std::max(form_.row, inner + form_.gap * 3);
        sheets_.need(height);
        const Length middle = sheets_.y() + height / 2;
        const Length top = middle - inner / 2;
        sheets_.put_pictogram(
            std::string(name_of(purpose)),
            {{sheets_.left(), middle - form_.pictogram / 2}, {form_.pictogram, form_.pictogram}},
            form_.accent);
        sheets_.put(words, {sheets_.left() + words_at, top});
        sheets_.put(note, {sheets_.left() + words_at, top + height_of(words) + between});
        Length x = sheets_.left() + sheets_.width() - look_.boxes_column;
        for (const char* answer : {"yes", "no"}) {
            put_option(x, middle, text(answer));
            x += look_.boxes_column / 2;
        }
        sheets_.skip(height);
        sheets_.put_line(sheets_.left(), sheets_.left() + sheets_.width(), sheets_.y());
    }

    /// A box with its word behind it. Returns where the word ends.
    Length put_option(Length x, Length middle, const std::string& word) {
        sheets_.put_box({x, middle - form_.box / 2});
        const TextBlock block = sheets_.set(word, form_.text, sheets_.width());
        const Length words_at = x + form_.box + form_.gap;
        sheets_.put(block, {words_at, middle - block.capitals / 2});
        return words_at + (block.lines.empty() ? Length{} : block.lines.front().width);
    }

    /// Options below each other; behind one that asks for more there is a line to write on.
    void write_options(const std::vector<std::string>& keys, const std::string& to_write) {
        for (const std::string& key : keys) {
            sheets_.need(form_.row);
            const Length middle = sheets_.y() + form_.row / 2;
            const std::string words = with_value(
                text(key), "date", in_dutch(end_after(setting_.course, look_.years, setting_.today)));
            const Length end = put_option(sheets_.left(), middle, words);
            if (key == to_write) {
                sheets_.put_line(end + form_.gap * 2, sheets_.left() + sheets_.width(),
                                 middle + form_.box / 2);
            }
            sheets_.skip(form_.row);
        }
    }

    void write_names() {
        sheets_.new_page();
        write_heading("name", "name");
        sheets_.write(text("name_intro"), form_.text);
        sheets_.skip(form_.gap * 2);
        std::vector<std::string> keys;
        for (const NameForm form : setting_.course.form.name_forms) {
            keys.push_back("name_" + std::string(catalogue::name_of(form)));
        }
        write_options(keys, "name_pseudonym");
        sheets_.skip(form_.gap * 4);
        write_ceilings();
        sheets_.skip(form_.gap * 3);
        sheets_.write(text("name_less"), form_.text);
    }

    void write_ceilings() {
        sheets_.write(text("name_ceilings"), form_.text);
        sheets_.skip(form_.gap * 3);
        for (const NameForm ceiling : {NameForm::First, NameForm::Anonymous}) {
            bool any = false;
            for (const Purpose purpose : setting_.course.form.purposes) {
                if (ceiling_of(purpose) != ceiling) continue;
                if (!any) {
                    sheets_.write(sentence_head(ceiling), form_.strong);
                    sheets_.skip(form_.gap);
                }
                any = true;
                write_mention(purpose);
            }
            if (any) sheets_.skip(form_.gap * 2);
        }
    }

    std::string sentence_head(NameForm ceiling) const {
        std::string words = text(ceiling == NameForm::Anonymous ? "ceiling_anonymous" : "ceiling_first");
        words = sentence(std::move(words));
        words.back() = ':';
        return words;
    }

    void write_mention(Purpose purpose) {
        const Length words_at = form_.pictogram + form_.gap * 2;
        const TextBlock words =
            sheets_.set(look_.purposes.at(purpose).words, form_.text, sheets_.width() - words_at);
        const Length height = std::max(form_.pictogram, height_of(words)) + form_.gap;
        sheets_.need(height);
        const Length middle = sheets_.y() + height / 2;
        sheets_.put_pictogram(
            std::string(name_of(purpose)),
            {{sheets_.left(), middle - form_.pictogram / 2}, {form_.pictogram, form_.pictogram}},
            form_.accent);
        sheets_.put(words, {sheets_.left() + words_at, middle - height_of(words) / 2});
        sheets_.skip(height);
    }

    // --- what to know, and the signature ---

    void write_rest() {
        sheets_.new_page();
        write_heading("duration", "duration");
        sheets_.write(text("duration_intro"), form_.text);
        sheets_.skip(form_.gap);
        write_options({"duration_years", "duration_date", "duration_stop"}, "duration_date");
        sheets_.skip(form_.gap * 4);
        const bool has_email = !setting_.course.privacy_email.empty();
        write_section("stop", "stop", has_email ? "stop_text" : "stop_without_email");
        write_section("rights", "rights", "rights_text");
    }

    void write_section(const std::string& key, const std::string& pictogram, const std::string& words) {
        const TextBlock block = sheets_.set(filled(text(words)), form_.text, sheets_.width());
        sheets_.need(form_.pictogram * 2 + height_of(block) + form_.gap * 3);
        write_heading(key, pictogram);
        sheets_.write(block);
        sheets_.skip(form_.gap * 4);
    }

    void write_signatures() {
        sheets_.new_page();
        write_section("who", "who", "who_text");
        write_heading("sign", "sign");
        const Length half = (sheets_.width() - form_.gap * 4) / 2;
        const Length right = sheets_.left() + half + form_.gap * 4;
        constexpr Length line = 24_mm;
        const std::pair<const char*, const char*> rows[] = {{"sign_name", "sign_code"},
                                                            {"sign_date", "sign_signature"},
                                                            {"sign_date", "sign_other"},
                                                            {"sign_witness", "sign_language"},
                                                            {"sign_date", "sign_trainer"}};
        for (const auto& [one, other] : rows) {
            sheets_.need(line);
            sheets_.write_line_for(text(one), sheets_.left(), half);
            sheets_.write_line_for(text(other), right, half);
            sheets_.skip(line);
        }
    }

    void write_slips(const SlipNumbers& slips) {
        sheets_.end_numbering();
        const Length height = form_.sheet.height / look_.slip_rows;
        for (int i = 0; i < slips.count; ++i) {
            const int row = i % look_.slip_rows;
            if (row == 0) sheets_.new_page();
            if (row > 0) sheets_.put_line({}, form_.sheet.width, height * row);
            write_portrait_slip(sheets_, setting_, {{{}, height * row}, {form_.sheet.width, height}},
                                slips.first + i);
        }
    }

    const ConsentFormSetting& setting_;
    const ConsentFormTemplate& look_;
    const FormLook& form_;
    FormSheets sheets_;
};

}  // namespace

NameForm ceiling_of(Purpose purpose) {
    NameForm ceiling = NameForm::Full;
    for (const catalogue::ChannelRule& rule : catalogue::channels()) {
        if (rule.purposes.size() == 1 && rule.purposes.front() == purpose)
            ceiling = meet(ceiling, rule.ceiling);
    }
    return ceiling;
}

Publication lay_out_consent_form(const ConsentFormSetting& setting, const SlipNumbers& slips) {
    return FormDesk(setting).lay_out(slips);
}

}  // namespace render
