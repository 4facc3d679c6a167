#include "render/preflight/image_inks.hpp"

#include "render/pdf/qpdf.hpp"
#include "render/preflight/allowance.hpp"
#include "render/preflight/image_samples.hpp"
#include "render/preflight/ink_map.hpp"
#include "render/preflight/printed_colour.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace render {

namespace {

using Inks = std::array<std::uint8_t, 4>;
using Space = PrintedColour::Space;

bool is_inverted(QPDFObjectHandle decode) {
    return decode.isArray() && decode.getArrayNItems() > 0 && decode.getArrayItem(0).isNumber() &&
           decode.getArrayItem(0).getNumericValue() > 0.5;
}

/// The samples as shares of 255, after Decode.
void spread_out(Samples& samples, bool inverted) {
    for (unsigned char& sample : samples.bytes) {
        const int value = sample * 255 / samples.most;
        sample = static_cast<unsigned char>(inverted ? 255 - value : value);
    }
    samples.most = 255;
}

std::uint8_t in_byte(double ink) {
    return static_cast<std::uint8_t>(std::lround(std::clamp(ink, 0.0, 1.0) * 255));
}

/// Colours one by one; RGB, of which there may be many, all at once.
std::vector<Inks> in_inks(const Samples& samples, const ColourSpace& space, const PressColours& press) {
    const auto components = static_cast<std::size_t>(samples.components);
    const std::size_t count = samples.bytes.size() / components;
    const unsigned char* sample = samples.bytes.data();
    if (space.space == Space::Rgb) {
        std::vector<std::array<std::uint8_t, 3>> rgb(count);
        for (auto& pixel : rgb) {
            std::copy_n(sample, 3, pixel.begin());
            sample += 3;
        }
        return press.inks_of(rgb);
    }
    std::vector<Inks> inks(count);
    for (Inks& ink : inks) {
        if (!space.full_tint.empty()) {
            for (std::size_t i = 0; i < ink.size(); ++i)
                ink.at(i) = in_byte(space.full_tint[i] * *sample / 255.0);
        } else if (components == 1) {
            ink = {0, 0, 0, static_cast<std::uint8_t>(255 - *sample)};
        } else {
            std::copy_n(sample, 4, ink.begin());
        }
        sample += components;
    }
    return inks;
}

/// The inks of a palette's colours, by number.
std::vector<Inks> palette(const ColourSpace& space, const PressColours& press) {
    const auto components = static_cast<std::size_t>(space.base_components);
    Samples colours{1, static_cast<int>(space.palette.size() / components), space.base_components, 255, {}};
    colours.bytes.assign(
        space.palette.begin(),
        space.palette.begin() + static_cast<std::ptrdiff_t>(space.palette.size() / components * components));
    return in_inks(colours, space, press);
}

bool is_readable(const ColourSpace& space) {
    const int components = space.indexed ? space.base_components : space.components;
    if (!space.full_tint.empty()) return components == 1;
    if (space.space == Space::Grey) return components == 1;
    if (space.space == Space::Rgb) return components == 3;
    return space.space == Space::Cmyk && components == 4;
}

/// How much of each pixel is there, by a mask that is an image itself.
void add_cover(SmallInks& small, QPDFObjectHandle image, Allowance& allowance) {
    QPDFObjectHandle dictionary = image.getDict();
    QPDFObjectHandle soft = dictionary.getKey("/SMask");
    QPDFObjectHandle hard = dictionary.getKey("/Mask");
    const bool is_hard = !soft.isStream();
    QPDFObjectHandle mask = is_hard ? hard : soft;
    if (!mask.isStream()) return;
    auto samples = samples_of(mask, 1, small.width, allowance);
    if (!samples) return;
    // What a mask of one bit marks is left out (ISO 32000-1 §8.9.6.3).
    spread_out(*samples, is_inverted(mask.getDict().getKey("/Decode")) != is_hard);
    small.cover.reserve(small.inks.size());
    for (int y = 0; y < small.height; ++y) {
        for (int x = 0; x < small.width; ++x) {
            const auto column = std::int64_t{x} * samples->width / small.width;
            const auto row = std::int64_t{y} * samples->height / small.height;
            small.cover.push_back(*samples->at(static_cast<int>(column), static_cast<int>(row)));
        }
    }
}

}  // namespace

std::optional<SmallInks> inks_of_image(QPDFObjectHandle image, const ColourSpace& space, int wanted_width,
                                       const PressColours& press, Allowance& allowance) {
    if (!is_readable(space)) return std::nullopt;
    auto samples = samples_of(image, space.components, wanted_width, allowance);
    if (!samples) return std::nullopt;
    SmallInks small{samples->width, samples->height, {}, {}};
    if (space.indexed) {
        const std::vector<Inks> colours = palette(space, press);
        if (colours.empty()) return std::nullopt;
        small.inks.reserve(samples->bytes.size());
        for (const unsigned char number : samples->bytes) {
            small.inks.push_back(colours[std::min<std::size_t>(number, colours.size() - 1)]);
        }
    } else {
        spread_out(*samples, is_inverted(image.getDict().getKey("/Decode")));
        small.inks = in_inks(*samples, space, press);
    }
    add_cover(small, image, allowance);
    return small;
}

std::optional<SmallInks> inks_of_stencil(QPDFObjectHandle image, const Inks& ink, Allowance& allowance) {
    auto samples = samples_of(image, 1, 0, allowance);
    if (!samples) return std::nullopt;
    // 0 paints, unless Decode turns it round (ISO 32000-1 §8.9.6.2).
    spread_out(*samples, !is_inverted(image.getDict().getKey("/Decode")));
    SmallInks small{samples->width, samples->height, {}, {}};
    small.inks.assign(samples->bytes.size(), ink);
    small.cover.assign(samples->bytes.begin(), samples->bytes.end());
    return small;
}

}  // namespace render
