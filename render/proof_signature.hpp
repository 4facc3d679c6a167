#pragma once

#include "catalogue/catalogue.hpp"
#include "render/form_sheets.hpp"
#include "render/proof.hpp"

namespace render {

/// Writes what is still to be asked and the lines to sign on.
void write_signature(FormSheets& sheets, const ProofSetting& setting, const catalogue::ProofSheet& sheet);

}  // namespace render
