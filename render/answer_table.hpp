#pragma once

#include "catalogue/catalogue.hpp"
#include "render/form_sheets.hpp"
#include "render/length.hpp"
#include "render/proof.hpp"

#include <string>
#include <vector>

namespace render {

/// What a channel looks like in pictures: the name of its pictogram.
std::string pictogram_of(catalogue::Channel channel);

/// The channels that the course asks about at all.
std::vector<catalogue::ProofAnswer> asked_in(const catalogue::Course& course,
                                             const std::vector<catalogue::ProofAnswer>& answers);

/// A table of what was said, a row for each channel, with boxes to choose again. A photo's answers have a
/// column for the name, in which stands instead who stands in the way.
class AnswerTable {
 public:
    enum class Names { Shown, None };

    AnswerTable(const ProofTemplate& look, Names names) : look_(look), names_(names) {}

    Length height_for(std::size_t rows) const;
    /// Writes it at the sheets' place and moves on.
    void write(FormSheets& sheets, const std::vector<catalogue::ProofAnswer>& answers) const;

 private:
    Length head() const;
    void write_head(FormSheets& sheets) const;
    void write_row(FormSheets& sheets, const catalogue::ProofAnswer& answer) const;
    void write_said(FormSheets& sheets, const catalogue::ProofAnswer& answer) const;
    std::string name_or_obstacle(const catalogue::ProofAnswer& answer) const;
    Length said_at(const FormSheets& sheets) const;

    const ProofTemplate& look_;
    Names names_;
};

/// Two boxes with "ja" and "nee" behind them, the middle of their height at `middle`.
void put_choice(FormSheets& sheets, const ProofTemplate& look, Length x, Length middle);

}  // namespace render
