#pragma once

#include "render/pdf/qpdf.hpp"
#include "render/preflight/allowance.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace render {

/// Samples of an image, 8 bits each, before Decode. Those of fewer bits are not spread out: they may be
/// numbers of a palette.
struct Samples {
    int width = 0;
    int height = 0;
    int components = 1;
    int most = 255;  // the largest value
    std::vector<unsigned char> bytes;

    const unsigned char* at(int x, int y) const {
        const auto pixel =
            static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
        return &bytes[pixel * static_cast<std::size_t>(components)];
    }
};

/// components: 1, 3 or 4. wanted_width: photos come about as wide, if that saves work. Nothing when the image
/// is coded in a way that is not read here, is damaged, or is too large. Throws Allowance::Spent.
std::optional<Samples> samples_of(QPDFObjectHandle image, int components, int wanted_width,
                                  Allowance& allowance);

}  // namespace render
