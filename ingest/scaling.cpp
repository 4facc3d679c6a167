#include "ingest/scaling.hpp"

#include "ingest/jpeg_decode.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

// Compiled for the processor at hand as well; the loops are written so that the compiler makes vectors of
// them.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define FOR_THIS_PROCESSOR [[gnu::target_clones("arch=haswell", "default")]]
#else
#define FOR_THIS_PROCESSOR
#endif

namespace ingest {

namespace {

/// Which samples of the line before one sample of the new line is made of.
struct Taps {
    std::size_t first;
    std::vector<float> weights;  // sum: 1
};

double catmull_rom(double distance) {
    const double x = std::abs(distance);
    if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
    if (x < 2) return ((-0.5 * x + 2.5) * x - 4) * x + 2;
    return 0;
}

std::vector<Taps> taps_for(int before, int after) {
    const double ratio = static_cast<double>(before) / after;
    std::vector<Taps> all;
    all.reserve(static_cast<std::size_t>(after));
    for (int i = 0; i < after; ++i) {
        const double centre = (i + 0.5) * ratio - 0.5;
        const int first = std::max(0, static_cast<int>(std::ceil(centre - 2 * ratio)));
        const int last = std::min(before - 1, static_cast<int>(std::floor(centre + 2 * ratio)));
        std::vector<double> weights;
        double sum = 0;
        for (int j = first; j <= last; ++j) sum += weights.emplace_back(catmull_rom((j - centre) / ratio));
        Taps& taps = all.emplace_back(Taps{static_cast<std::size_t>(first), {}});
        for (const double weight : weights) taps.weights.push_back(static_cast<float>(weight / sum));
    }
    return all;
}

FOR_THIS_PROCESSOR void add_row(float* sum, const std::uint8_t* row, float weight, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) sum[i] += weight * static_cast<float>(row[i]);
}

std::uint8_t sample(float value) {
    return static_cast<std::uint8_t>(std::clamp(value + 0.5F, 0.0F, 255.0F));
}

/// Four samples at once: one pixel of three, and one that is left aside.
using Four = float __attribute__((vector_size(16)));

FOR_THIS_PROCESSOR void shrink_row_of_three(const float* row, const std::vector<Taps>& taps,
                                            std::uint8_t* to) {
    for (const Taps& each : taps) {
        Four sum = {};
        const float* from = row + 3 * each.first;
        for (const float weight : each.weights) {
            Four pixel;
            std::memcpy(&pixel, from, sizeof pixel);
            sum += weight * pixel;
            from += 3;
        }
        for (int band = 0; band < 3; ++band) *to++ = sample(sum[band]);
    }
}

void shrink_grey_row(const float* row, const std::vector<Taps>& taps, std::uint8_t* to) {
    for (const Taps& each : taps) {
        float sum = 0;
        const float* from = row + each.first;
        for (const float weight : each.weights) sum += weight * *from++;
        *to++ = sample(sum);
    }
}

int scaled(int side, double scale) {
    return std::max(1, static_cast<int>(std::lround(side * scale)));
}

}  // namespace

Pixels scaled_down(const Pixels& pixels, int long_side) {
    const int side = std::max(pixels.width, pixels.height);
    if (side <= long_side) return pixels;
    const double scale = static_cast<double>(long_side) / side;
    Pixels small{scaled(pixels.width, scale), scaled(pixels.height, scale), pixels.bands, {}};
    const auto bands = static_cast<std::size_t>(pixels.bands);
    const std::size_t row = static_cast<std::size_t>(pixels.width) * bands;
    const std::size_t small_row = static_cast<std::size_t>(small.width) * bands;
    small.samples.resize(small_row * static_cast<std::size_t>(small.height));
    const std::vector<Taps> across = taps_for(pixels.width, small.width);
    std::vector<float> sum(row + 1);  // one more than the row: see Four
    std::uint8_t* to = small.samples.data();
    for (const Taps& down : taps_for(pixels.height, small.height)) {
        std::fill(sum.begin(), sum.end(), 0.0F);
        const std::uint8_t* from = pixels.samples.data() + row * down.first;
        for (const float weight : down.weights) {
            add_row(sum.data(), from, weight, row);
            from += row;
        }
        bands == 3 ? shrink_row_of_three(sum.data(), across, to) : shrink_grey_row(sum.data(), across, to);
        to += small_row;
    }
    return small;
}

}  // namespace ingest
