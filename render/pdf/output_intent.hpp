#pragma once

#include "render/pdf/images.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pdf/qpdf.hpp"

#include <string>

namespace render {

/// The bytes of the condition's profile. Throws CannotWork when it cannot be read or is not of a CMYK press.
std::string press_profile_of(const PrintCondition& condition);

/// States the press and paper the inks are meant for, with its profile (ISO 15930-7 §6.2.2; ISO 32000-1
/// §14.11.5). Throws CannotWork when the profile cannot be read or is not of a CMYK press.
void write_output_intent(QPDF& pdf, ColourSpaces& colours, const PrintCondition& condition);

}  // namespace render
