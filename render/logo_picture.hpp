#pragma once

#include "catalogue/catalogue.hpp"

#include <string>
#include <string_view>

namespace render {

/// Why a file is no logo that can be printed.
enum class LogoTrouble {
    NoDrawing,  // neither SVG nor PDF, or damaged
    Letters,    // that are not outlines
    Photo,
    Gradient,
    SeeThrough,
    CutOff,  // shapes that cut others off
    Other,   // something else that is no plain shape
    Empty,
    TooMuch,  // more shapes than a logo has
};

struct LogoRefused : catalogue::CannotWork {
    LogoRefused(LogoTrouble trouble, const std::string& sentence) : CannotWork(sentence), why(trouble) {}
    LogoTrouble why;
};

/// A logo as it will be drawn on paper, as PNG: painted from its shapes, so nothing of the file itself is in
/// it. bytes: of an SVG or PDF from anywhere. Throws LogoRefused.
std::string logo_picture(std::string_view bytes);

}  // namespace render
