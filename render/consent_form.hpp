#pragma once

#include "catalogue/catalogue.hpp"
#include "render/form_sheets.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pictograms.hpp"
#include "render/type.hpp"

#include <filesystem>
#include <map>
#include <string>

namespace render {

/// One row that people say ja or nee to.
struct PurposeWords {
    std::string words;
    std::string brief;  // for the slip
    std::string note;   // what is different about it; may be empty
};

/// How the form looks, and what it says in one language.
struct ConsentFormTemplate {
    FormLook form;
    Length boxes_column;
    int slip_rows = 2;
    Length slip_margin;
    Length slip_row;
    Length slip_pictogram;
    Length slip_table;
    int years = 2;
    std::string language;
    std::map<std::string, std::string> texts;
    std::map<catalogue::Purpose, PurposeWords> purposes;

    const std::string& text(const std::string& key) const { return texts.at(key); }
};

/// templates: their folder. Throws CannotWork when the form does not speak that language.
ConsentFormTemplate read_consent_form_template(const std::filesystem::path& templates,
                                               const std::string& language);

struct ConsentFormSetting {
    const ConsentFormTemplate& look;
    const Typesetter& typesetter;
    const Pictograms& pictograms;
    const catalogue::Course& course;
    catalogue::Day today;
};

/// Portrait slips by number, for people on photos who do not take part.
struct SlipNumbers {
    int first = 1;
    int count = 2;
};

/// The form that a participant fills in, with the purposes of this course and what each allows of a name
/// (DOMAIN §1.9), and sheets of numbered portrait slips to cut. Nobody's data is on it.
Publication lay_out_consent_form(const ConsentFormSetting& setting, const SlipNumbers& slips);

/// The most that is told of a name where this purpose is the only one.
catalogue::NameForm ceiling_of(catalogue::Purpose purpose);

/// Writes one slip into its part of the sheet.
void write_portrait_slip(FormSheets& sheets, const ConsentFormSetting& setting, const Rect& room, int number);

}  // namespace render
