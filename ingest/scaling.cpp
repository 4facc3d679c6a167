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
#define FOR_THIS_PROCESSOR [[gnu::target_clones("arch=x86-64-v3", "default")]]
#else
#define FOR_THIS_PROCESSOR
#endif

namespace ingest {

namespace {

/// Which samples of the line before each sample of the new line is made of. Of each as many, for the sake of
/// speed; those that are not needed weigh nothing.
struct Taps {
    std::size_t count = 0;           // a sample
    std::vector<std::size_t> first;  // of each sample of the new line
    std::vector<float> weights;      // count for each; their sum is 1
};

double catmull_rom(double distance) {
    const double x = std::abs(distance);
    if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
    if (x < 2) return ((-0.5 * x + 2.5) * x - 4) * x + 2;
    return 0;
}

Taps taps_for(int before, int after) {
    const double ratio = static_cast<double>(before) / after;
    const int count = std::min(before, static_cast<int>(std::floor(4 * ratio)) + 1);
    Taps taps{static_cast<std::size_t>(count), {}, {}};
    for (int i = 0; i < after; ++i) {
        const double centre = (i + 0.5) * ratio - 0.5;
        const int first = std::clamp(static_cast<int>(std::ceil(centre - 2 * ratio)), 0, before - count);
        std::vector<double> weights;
        double sum = 0;
        for (int j = first; j < first + count; ++j) {
            sum += weights.emplace_back(catmull_rom((j - centre) / ratio));
        }
        taps.first.push_back(static_cast<std::size_t>(first));
        for (const double weight : weights) taps.weights.push_back(static_cast<float>(weight / sum));
    }
    return taps;
}

using Eight = float __attribute__((vector_size(32)));
using EightWhole = std::int32_t __attribute__((vector_size(32)));

#define INLINE [[gnu::always_inline]] static inline

/// Samples of eight bits in rows that lie behind each other.
struct Rows {
    const std::uint8_t* first;
    std::size_t length;
    std::size_t count;
};

/// The weighted sum of rows. In pieces that stay near the processor while
/// all rows are added; the inner loop is plain, so that the compiler sees what it may do at once.
FOR_THIS_PROCESSOR void add_rows(float* sum, const Rows& rows, const float* weights) {
    constexpr std::size_t most = 1024;
    for (std::size_t at = 0; at < rows.length; at += most) {
        const std::size_t length = std::min(most, rows.length - at);
        float* to = sum + at;
        std::fill_n(to, length, 0.0F);
        for (std::size_t i = 0; i < rows.count; ++i) {
            const std::uint8_t* from = rows.first + i * rows.length + at;
            const float weight = weights[i];
            for (std::size_t j = 0; j < length; ++j) to[j] += weight * static_cast<float>(from[j]);
        }
    }
}

/// Eight lines beside each other: sample by sample, of each line one.
constexpr std::size_t lines_at_once = 8;

template <int step>
INLINE void swap_halves(Eight (&block)[8]) {
    for (int i = 0; i < 8; ++i) {
        if ((i & step) != 0) continue;
        const Eight a = block[i];
        const Eight b = block[i + step];
        if constexpr (step == 1) {
            block[i] = __builtin_shufflevector(a, b, 0, 8, 2, 10, 4, 12, 6, 14);
            block[i + step] = __builtin_shufflevector(a, b, 1, 9, 3, 11, 5, 13, 7, 15);
        } else if constexpr (step == 2) {
            block[i] = __builtin_shufflevector(a, b, 0, 1, 8, 9, 4, 5, 12, 13);
            block[i + step] = __builtin_shufflevector(a, b, 2, 3, 10, 11, 6, 7, 14, 15);
        } else {
            block[i] = __builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11);
            block[i + step] = __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15);
        }
    }
}

/// `lines`: eight of `length` samples (a multiple of eight) behind each other.
FOR_THIS_PROCESSOR void lay_side_by_side(const float* lines, std::size_t length, float* to) {
    for (std::size_t at = 0; at < length; at += 8) {
        Eight block[8];
        for (std::size_t i = 0; i < 8; ++i) std::memcpy(&block[i], lines + i * length + at, sizeof block[i]);
        swap_halves<1>(block);
        swap_halves<2>(block);
        swap_halves<4>(block);
        std::memcpy(to + 8 * at, block, sizeof block);
    }
}

/// Where eight new lines go: `length` samples each, of so many bands.
struct NewLines {
    std::uint8_t* first;
    std::size_t length;
    std::size_t bands;
};

/// Shrinks eight lines in their direction.
FOR_THIS_PROCESSOR void shrink_lines(const float* lines, const Taps& taps, const NewLines& made) {
    const std::size_t bands = made.bands;
    const std::size_t length = made.length;
    std::uint8_t* to = made.first;
    const Eight none = {};
    const Eight most = none + 255.0F;
    for (std::size_t at = 0; at < taps.first.size() * bands; ++at, ++to) {
        const std::size_t x = at / bands;
        const float* from = lines + 8 * (bands * taps.first[x] + at % bands);
        const float* weights = taps.weights.data() + x * taps.count;
        Eight sum = none + 0.5F;
        for (std::size_t i = 0; i < taps.count; ++i, from += 8 * bands) {
            Eight samples;
            std::memcpy(&samples, from, sizeof samples);
            sum += weights[i] * samples;
        }
        sum = sum < none ? none : sum;
        sum = sum > most ? most : sum;
        const EightWhole whole = __builtin_convertvector(sum, EightWhole);
        for (std::size_t i = 0; i < lines_at_once; ++i) to[i * length] = static_cast<std::uint8_t>(whole[i]);
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
    const auto rows = static_cast<std::size_t>(small.height);
    small.samples.resize(small_row * ((rows + lines_at_once - 1) / lines_at_once * lines_at_once));
    const Taps across = taps_for(pixels.width, small.width);
    const Taps down = taps_for(pixels.height, small.height);
    const std::size_t length = (row + 7) / 8 * 8;
    std::vector<float> lines(lines_at_once * length);
    std::vector<float> side_by_side(lines.size());
    for (std::size_t y = 0; y < rows; y += lines_at_once) {
        for (std::size_t i = 0; i < std::min(lines_at_once, rows - y); ++i) {
            add_rows(lines.data() + i * length,
                     {pixels.samples.data() + row * down.first[y + i], row, down.count},
                     down.weights.data() + (y + i) * down.count);
        }
        lay_side_by_side(lines.data(), length, side_by_side.data());
        shrink_lines(side_by_side.data(), across, {small.samples.data() + y * small_row, small_row, bands});
    }
    small.samples.resize(small_row * rows);
    return small;
}

}  // namespace ingest
