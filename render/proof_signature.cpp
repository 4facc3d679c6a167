#include "render/proof_signature.hpp"

#include "catalogue/catalogue.hpp"
#include "render/answer_table.hpp"
#include "render/form_sheets.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/proof.hpp"
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

using catalogue::OwnAnswer;

class SignatureDesk {
 public:
    SignatureDesk(FormSheets& sheets, const ProofSetting& setting, const catalogue::ProofSheet& sheet)
        : sheets_(sheets),
          course_(setting.course),
          look_(setting.look),
          form_(setting.look.form),
          sheet_(sheet) {}

    /// All on one page, so that nobody signs what stands elsewhere.
    void write() {
        const std::vector<TextBlock> open = open_questions();
        const std::string& email = course_.privacy_email;
        const TextBlock stop =
            sheets_.set(email.empty() ? text("stop_without_email") : with_value(text("stop"), "email", email),
                        form_.text, sheets_.width());
        const auto rows = signature_rows();
        Length height = form_.heading.type.leading + form_.lead.type.leading * 2 + form_.gap * 12;
        for (const TextBlock& block : open) height += height_of(block) + depth_of(block) + form_.gap;
        height += signature_line * static_cast<std::int64_t>(rows.size()) + height_of(stop) + form_.gap * 4;
        sheets_.need(std::min(height, form_.sheet.height - form_.top - form_.bottom));

        sheets_.write(text("sign"), form_.heading, Role::Heading);
        sheets_.skip(form_.gap * 2);
        sheets_.write(text("open"), form_.label, Role::Heading);
        sheets_.skip(form_.gap);
        for (const TextBlock& block : open) {
            sheets_.write(block);
            sheets_.skip(form_.gap / 2);
        }
        sheets_.skip(form_.gap * 4);
        sheets_.write(text("statement"), form_.lead);
        sheets_.skip(form_.gap * 2);
        write_lines(rows);
        sheets_.write(stop);
    }

 private:
    const std::string& text(const std::string& key) const { return look_.text(key); }

    std::vector<TextBlock> open_questions() const {
        std::vector<std::string> questions;
        const auto note = [&](const std::string& what, const std::vector<catalogue::ProofAnswer>& answers) {
            const std::string places = open_places(answers);
            if (!places.empty()) questions.push_back(what + ": " + places + ".");
        };
        for (std::size_t i = 0; i < sheet_.photos.size(); ++i) {
            note(with_value(text("open_photo"), "number", std::to_string(i + 1)), sheet_.photos[i]->answers);
        }
        note(text("words"), sheet_.words);
        note(text("portraits"), sheet_.portraits);
        if (questions.empty()) questions.push_back(text("nothing_open"));
        std::vector<TextBlock> blocks;
        blocks.reserve(questions.size());
        for (const std::string& question : questions) {
            blocks.push_back(sheets_.set(question, form_.text, sheets_.width()));
        }
        return blocks;
    }

    std::string open_places(const std::vector<catalogue::ProofAnswer>& answers) const {
        std::string places;
        for (const auto& answer : asked_in(course_, answers)) {
            if (answer.own != OwnAnswer::NotAsked) continue;
            places += (places.empty() ? "" : ", ") + look_.places.at(answer.channel);
        }
        return places;
    }

    using SignatureRows = std::vector<std::pair<std::string, std::string>>;
    static constexpr Length signature_line = 22_mm;

    SignatureRows signature_rows() const {
        SignatureRows rows = {{"date", "signature"}};
        if (sheet_.signs == catalogue::Signs::WithParent) rows.emplace_back("date", "signature_parent");
        if (sheet_.signs == catalogue::Signs::WithRepresentative) {
            rows.emplace_back("date", "signature_representative");
        }
        rows.emplace_back("helper", "language");
        return rows;
    }

    void write_lines(const SignatureRows& rows) {
        const Length half = (sheets_.width() - form_.gap * 4) / 2;
        const Length right = sheets_.left() + half + form_.gap * 4;
        for (const auto& [one, other] : rows) {
            sheets_.need(signature_line);
            sheets_.write_line_for(text(one), sheets_.left(), half);
            sheets_.write_line_for(text(other), right, half);
            sheets_.skip(signature_line);
        }
        sheets_.skip(form_.gap * 2);
    }

    FormSheets& sheets_;
    const catalogue::Course& course_;
    const ProofTemplate& look_;
    const FormLook& form_;
    const catalogue::ProofSheet& sheet_;
};

}  // namespace

void write_signature(FormSheets& sheets, const ProofSetting& setting, const catalogue::ProofSheet& sheet) {
    SignatureDesk(sheets, setting, sheet).write();
}

}  // namespace render
