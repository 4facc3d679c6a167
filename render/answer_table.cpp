#include "render/answer_table.hpp"

#include "catalogue/catalogue.hpp"
#include "render/form_sheets.hpp"
#include "render/length.hpp"
#include "render/proof.hpp"
#include "render/text_block.hpp"
#include "render/text_flow.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace render {

namespace {

using catalogue::OthersAnswer;
using catalogue::OwnAnswer;
using catalogue::ProofAnswer;

/// Puts a block with the middle of its height there.
void put_middle(FormSheets& sheets, const TextBlock& block, Length x, Length middle) {
    sheets.put(block, {x, middle - height_of(block) / 2});
}

}  // namespace

std::string pictogram_of(catalogue::Channel channel) {
    const catalogue::ChannelRule& rule = rule_of(channel);
    return std::string(rule.purposes.size() == 1 ? name_of(rule.purposes.front()) : rule.name);
}

std::vector<ProofAnswer> asked_in(const catalogue::Course& course, const std::vector<ProofAnswer>& answers) {
    std::vector<ProofAnswer> asked;
    for (const ProofAnswer& answer : answers) {
        const auto purposes = rule_of(answer.channel).purposes;
        const bool all = std::ranges::all_of(purposes, [&](catalogue::Purpose purpose) {
            return std::ranges::find(course.form.purposes, purpose) != course.form.purposes.end();
        });
        if (all) asked.push_back(answer);
    }
    return asked;
}

void put_choice(FormSheets& sheets, const ProofTemplate& look, Length x, Length middle) {
    const FormLook& form = look.form;
    for (const char* key : {"yes", "no"}) {
        sheets.put_box({x, middle - form.box / 2});
        const TextBlock word = sheets.set(look.text(key), form.text, 12_mm);
        put_middle(sheets, word, x + form.box + form.gap * 3 / 4, middle);
        x += look.boxes_column / 2;
    }
}

Length AnswerTable::head() const {
    return look_.form.label.type.leading + look_.form.gap;
}

Length AnswerTable::height_for(std::size_t rows) const {
    return head() + look_.form.row * static_cast<std::int64_t>(rows);
}

Length AnswerTable::said_at(const FormSheets& sheets) const {
    const Length name = names_ == Names::Shown ? look_.name_column : Length{};
    return sheets.left() + look_.words_column + name;
}

void AnswerTable::write(FormSheets& sheets, const std::vector<ProofAnswer>& answers) const {
    write_head(sheets);
    for (const ProofAnswer& answer : answers) {
        if (sheets.room() < look_.form.row) {
            sheets.new_page();
            write_head(sheets);
        }
        write_row(sheets, answer);
    }
}

void AnswerTable::write_head(FormSheets& sheets) const {
    const FormLook& form = look_.form;
    const auto put = [&](const char* key, Length x) {
        sheets.put(sheets.set(look_.text(key), form.label, 60_mm), {x, sheets.y()});
    };
    put("where", sheets.left());
    if (names_ == Names::Shown) put("name", sheets.left() + look_.words_column);
    put("said", said_at(sheets));
    put("now", said_at(sheets) + look_.said_column);
    sheets.skip(head());
    sheets.put_line(sheets.left(), sheets.left() + sheets.width(), sheets.y());
}

void AnswerTable::write_row(FormSheets& sheets, const ProofAnswer& answer) const {
    const FormLook& form = look_.form;
    const Length middle = sheets.y() + form.row / 2;
    sheets.put_pictogram(pictogram_of(answer.channel),
                         {{sheets.left(), middle - form.pictogram / 2}, {form.pictogram, form.pictogram}},
                         form.accent);
    const Length words_at = form.pictogram + form.gap;
    const TextBlock place =
        sheets.set(look_.places.at(answer.channel), form.text, look_.words_column - words_at - form.gap);
    put_middle(sheets, place, sheets.left() + words_at, middle);
    if (names_ == Names::Shown) {
        const TextBlock name =
            sheets.set(name_or_obstacle(answer), form.note, look_.name_column - 2 * form.gap);
        put_middle(sheets, name, sheets.left() + look_.words_column, middle);
    }
    write_said(sheets, answer);
    put_choice(sheets, look_, said_at(sheets) + look_.said_column, middle);
    sheets.skip(form.row);
    sheets.put_line(sheets.left(), sheets.left() + sheets.width(), sheets.y());
}

void AnswerTable::write_said(FormSheets& sheets, const ProofAnswer& answer) const {
    const FormLook& form = look_.form;
    const Length middle = sheets.y() + form.row / 2;
    const Length side = form.pictogram * 2 / 3;
    const char* const name = answer.own == OwnAnswer::Yes  ? "yes"
                             : answer.own == OwnAnswer::No ? "no"
                                                           : "unasked";
    const Length x = said_at(sheets);
    sheets.put_pictogram(name, {{x, middle - side / 2}, {side, side}}, black_ink);
    std::string words = look_.text(name);
    if (answer.over_since) words = with_value(look_.text("over"), "date", to_string(*answer.over_since));
    const bool is_short = answer.own != OwnAnswer::NotAsked;
    const Length words_at = side + form.gap * 3 / 4;
    const TextBlock block =
        sheets.set(words, is_short ? form.strong : form.note, look_.said_column - words_at - form.gap / 2);
    put_middle(sheets, block, x + words_at, middle);
}

std::string AnswerTable::name_or_obstacle(const ProofAnswer& answer) const {
    if (answer.others == OthersAnswer::SomebodySaysNo) return look_.text("somebody_no");
    if (answer.oneself == OwnAnswer::No) return look_.text("oneself_no");
    if (answer.oneself == OwnAnswer::NotAsked) return look_.text("oneself_unasked");
    if (answer.others == OthersAnswer::SomebodyNotAsked) return look_.text("somebody_unasked");
    if (answer.own != OwnAnswer::Yes) return {};
    return answer.name.text.empty() ? look_.text("no_name") : answer.name.text;
}

}  // namespace render
