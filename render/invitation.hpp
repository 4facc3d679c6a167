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

struct InvitationTemplate {
    FormLook form;
    Length band;
    std::map<std::string, std::string> texts;

    const std::string& text(const std::string& key) const { return texts.at(key); }
};

InvitationTemplate read_invitation_template(const std::filesystem::path& file);

/// The invitation to the opening, the same for every referrer (DOMAIN §1.1: reporting back about somebody is
/// sharing health data). It knows the course and nobody in it. Throws CannotWork when the course says nothing
/// of an exhibition.
Publication lay_out_invitation(const InvitationTemplate& look, const Typesetter& typesetter,
                               const Pictograms& pictograms, const catalogue::Course& course);

}  // namespace render
