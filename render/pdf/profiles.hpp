#pragma once

#include <string>

namespace render {

/// ICC profiles made here, for pictures that have none. The same bytes at every call.
std::string srgb_profile();
std::string grey_profile();  // with the tone curve of sRGB

/// Whether these bytes are an ICC profile of that many colour components that a picture may have (ICC.1
/// §7.2).
bool is_profile_for(const std::string& icc, int components);

/// Whether these bytes are an ICC profile of a CMYK press (class prtr).
bool is_press_profile(const std::string& icc);

}  // namespace render
