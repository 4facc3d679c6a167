#pragma once

#include "catalogue/catalogue.hpp"
#include "catalogue/forms.hpp"
#include "render/form_sheets.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pictograms.hpp"
#include "render/type.hpp"

#include <filesystem>
#include <map>
#include <string>

namespace render {

struct MeasurementFormTemplate {
    FormLook form;
    Length face;
    Length line;
    int lines = 0;
    std::map<std::string, std::string> texts;

    const std::string& text(const std::string& key) const { return texts.at(key); }
};

MeasurementFormTemplate read_measurement_form_template(const std::filesystem::path& file);

struct BlankForm {
    catalogue::FormQuestions questions;
    catalogue::FormMoment moment = catalogue::FormMoment::First;
    std::string course;  // title
    std::string code;    // empty: to be written by hand
};

/// A first or last form to fill in. It carries a code and never a name.
Publication lay_out_measurement_form(const MeasurementFormTemplate& look, const Typesetter& typesetter,
                                     const Pictograms& pictograms, const BlankForm& form);

}  // namespace render
