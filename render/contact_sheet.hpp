#pragma once

#include "catalogue/catalogue.hpp"
#include "render/form_sheets.hpp"
#include "render/page.hpp"
#include "render/pictograms.hpp"
#include "render/type.hpp"

#include <filesystem>
#include <map>
#include <string>

namespace render {

struct ContactSheetTemplate {
    FormLook form;
    int columns = 0;
    int rows = 0;
    std::map<std::string, std::string> texts;

    const std::string& text(const std::string& key) const { return texts.at(key); }
};

ContactSheetTemplate read_contact_sheet_template(const std::filesystem::path& file);

struct ContactSheetSetting {
    const ContactSheetTemplate& look;
    const Typesetter& typesetter;
    const Pictograms& pictograms;
    catalogue::Day today;
};

/// All photos of one maker in small and whole, numbered, each with its id and a box to tick: to choose from
/// on paper. For the maker's eyes, as a proof is.
Publication lay_out_contact_sheet(const ContactSheetSetting& setting, const catalogue::ProofSheet& sheet);

}  // namespace render
