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

struct ProofTemplate {
    FormLook form;
    Length photo_least;
    Length words_column;
    Length name_column;
    Length said_column;
    Length boxes_column;
    std::map<std::string, std::string> texts;
    std::map<catalogue::Channel, std::string> places;

    const std::string& text(const std::string& key) const { return texts.at(key); }
};

ProofTemplate read_proof_template(const std::filesystem::path& file);

/// What a proof is made with.
struct ProofSetting {
    const ProofTemplate& look;
    const Typesetter& typesetter;
    const Pictograms& pictograms;
    const catalogue::Course& course;
    catalogue::Day today;
};

/// One maker's photos and words with what was said about each, to look at and to sign. For the maker's eyes:
/// nobody else's answer can be read from it, only that somebody on a photo does not want it.
Publication lay_out_proof(const ProofSetting& setting, const catalogue::ProofSheet& sheet);

}  // namespace render
