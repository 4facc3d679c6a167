#include "render/pdf/logo_inks.hpp"

#include "render/ink.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pdf/profiles.hpp"
#include "render/preflight/ink_map.hpp"
#include "render/press/printer_profile.hpp"
#include "render/template_file.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <ios>
#include <iterator>
#include <string>
#include <vector>

namespace render {

namespace {

using Colour = std::vector<double>;

int percent(double share) {
    return static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * 100));
}

std::string coated_profile() {
    std::ifstream stream(coated_paper(templates_folder()).profile, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

bool is_grey(const Colour& colour) {
    constexpr double hardly = 0.02;
    if (colour.size() == 1) return true;
    if (colour.size() == 4) return colour[0] == 0 && colour[1] == 0 && colour[2] == 0;
    const auto [least, most] = std::minmax_element(colour.begin(), colour.end());
    return *most - *least < hardly;
}

double lightness(const Colour& grey) {
    if (grey.size() == 4) return 1 - grey[3];
    return grey.size() == 1 ? grey[0] : grey[1];
}

/// Process inks, no more of them than dries: of too much the three colours give way to black, as printers'
/// own conversions have it.
Ink in_process(const Colour& colour) {
    const Ink ink{percent(colour[0]), percent(colour[1]), percent(colour[2]), percent(colour[3])};
    const int most = PrinterProfile().most_ink;
    const int coloured = ink.cyan + ink.magenta + ink.yellow;
    if (coloured + ink.black <= most) return ink;
    const auto less = [&](int part) { return part * (most - ink.black) / coloured; };
    return {less(ink.cyan), less(ink.magenta), less(ink.yellow), ink.black};
}

}  // namespace

LogoInks::LogoInks() : LogoInks(coated_profile()) {}

LogoInks::LogoInks(const std::string& press)
    : profile_(is_press_profile(press) ? press : ""), press_(press) {}

Ink LogoInks::mixed(const Colour& rgb) const {
    const auto level = [](double share) {
        return static_cast<std::uint8_t>(std::lround(std::clamp(share, 0.0, 1.0) * 255));
    };
    const auto inks = press_.inks_of({{level(rgb[0]), level(rgb[1]), level(rgb[2])}}).front();
    // Rounded down, so that four inks together stay within what the paper takes.
    const auto part = [&](std::size_t plate) { return inks.at(plate) * 100 / 255; };
    return {part(0), part(1), part(2), part(3)};
}

LogoColour LogoInks::of(const Colour& colour) const {
    assert(colour.size() == 1 || colour.size() == 3 || colour.size() == 4);
    if (!is_grey(colour)) return in_colour(colour);
    const double light = std::clamp(lightness(colour), 0.0, 1.0);
    return {{0, 0, 0, percent(1 - light)}, {light, light, light}};
}

LogoColour LogoInks::in_colour(const Colour& colour) const {
    if (colour.size() == 1) return of(colour);
    if (colour.size() == 3) return {mixed(colour), {colour[0], colour[1], colour[2]}};
    const Ink ink = in_process(colour);
    if (profile_.empty()) return {ink, on_screen(ink)};
    if (!seen_) seen_.emplace(profile_);
    const auto rgb = seen_->of({colour[0], colour[1], colour[2], colour[3]});
    return {ink, {rgb[0], rgb[1], rgb[2]}};
}

std::vector<LogoColour> LogoInks::of_run(const std::vector<Colour>& colours) const {
    const bool all_grey = std::all_of(colours.begin(), colours.end(), is_grey);
    std::vector<LogoColour> inks;
    inks.reserve(colours.size());
    for (const Colour& colour : colours) inks.push_back(all_grey ? of(colour) : in_colour(colour));
    return inks;
}

}  // namespace render
