#pragma once

#include "catalogue/catalogue.hpp"
#include "render/form_sheets.hpp"

namespace render {

/// A maker's photos in small, in rows of about as many, all equally high; as many rows as leave room for the
/// words under them.
void write_overview(FormSheets& sheets, const FormLook& look, const catalogue::ProofSheet& sheet);

}  // namespace render
