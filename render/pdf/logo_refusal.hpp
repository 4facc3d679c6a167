#pragma once

#include "render/logo_picture.hpp"
#include "render/pdf/traced_path.hpp"

#include <string>
#include <utility>

namespace render {

/// Says no to a logo, in a sentence that says what to ask for.
class LogoRefusal {
 public:
    explicit LogoRefusal(std::string name) : name_(std::move(name)) {}

    [[noreturn]] void because(LogoTrouble why, const std::string& what) const {
        throw LogoRefused(why, "The logo " + name_ + " holds " + what +
                                   ": ask for one of plain shapes, its letters turned into outlines.");
    }

    /// Farther away than this is no place, and could not be reckoned with.
    double usable(double number) const {
        constexpr double far = 1e6;
        if (number >= -far && number <= far) return number;
        because(LogoTrouble::TooMuch, "numbers that are larger than a drawing");
    }

    Matrix usable(Matrix matrix) const {
        for (const double number : matrix.m) static_cast<void>(usable(number));
        return matrix;
    }

 private:
    std::string name_;
};

}  // namespace render
