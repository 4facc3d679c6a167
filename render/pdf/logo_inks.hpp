#pragma once

#include "render/page.hpp"
#include "render/pdf/profiles.hpp"
#include "render/preflight/ink_map.hpp"

#include <optional>
#include <string>
#include <vector>

namespace render {

/// A colour on paper and on a screen.
struct LogoColour {
    Ink ink;
    Rgb shown;
};

/// What the colours of a logo become on coated paper, which most printers print a booklet on; on a screen
/// they are what the file says. Every number is 0 to 1. A colour has one of them (grey), three (RGB) or four
/// (process inks).
class LogoInks {
 public:
    LogoInks();

    /// Greys in black ink alone.
    LogoColour of(const std::vector<double>& colour) const;
    /// Of colours that run into each other, where a grey is of the same inks as its neighbours: else there
    /// would be an edge. All in black ink alone when all are grey.
    std::vector<LogoColour> of_run(const std::vector<std::vector<double>>& colours) const;

 private:
    explicit LogoInks(const std::string& press);

    Ink mixed(const std::vector<double>& rgb) const;
    LogoColour in_colour(const std::vector<double>& colour) const;

    std::string profile_;  // of the press; empty when it is not there
    PressColours press_;
    mutable std::optional<SeenInks> seen_;  // made for the first colour in process inks, which most have not
};

}  // namespace render
