#include "ingest/scaling.hpp"

#include "ingest/pixels.hpp"

#include <algorithm>
#include <array>
#include <bit>
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
    std::vector<double> weights(taps.count);
    for (int i = 0; i < after; ++i) {
        const double centre = (i + 0.5) * ratio - 0.5;
        const int first = std::clamp(static_cast<int>(std::ceil(centre - 2 * ratio)), 0, before - count);
        taps.first.push_back(static_cast<std::size_t>(first));
        double sum = 0;
        for (int j = 0; j < count; ++j) {
            sum += weights[static_cast<std::size_t>(j)] = catmull_rom((first + j - centre) / ratio);
        }
        for (const double weight : weights) taps.weights.push_back(static_cast<float>(weight / sum));
    }
    return taps;
}

using Eight = float __attribute__((vector_size(32)));
using EightWhole = std::int32_t __attribute__((vector_size(32)));

#define INLINE [[gnu::always_inline]] static inline

/// Eight lines beside each other: sample by sample, of each line one.
constexpr std::size_t lines_at_once = 8;

template <int step>
INLINE void swap_halves(Eight (&block)[8]) {
#pragma GCC unroll 8
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

/// Of which rows of samples eight new rows are made. Where fewer are needed, the last is made again.
struct EightRows {
    const std::uint8_t* from;                      // the first row that is needed
    std::size_t length;                            // of a row, and so how far the next one is
    std::size_t rows;                              // that are needed
    std::array<std::size_t, lines_at_once> first;  // of those: where each begins
    std::array<const float*, lines_at_once> weights;
    std::size_t count;  // of weights
};

constexpr std::size_t samples_at_once = 128;  // of all rows: they stay near the processor

/// Weighted sums of a few samples of rows below each other. The loops are plain, so that the compiler sees
/// what it may do at once; four rows at a time, since going back to the sums is what takes time.
INLINE void sum_rows(float* sum, const float* from, const float* weights, std::size_t count) {
    constexpr std::size_t row = samples_at_once;
    for (std::size_t j = 0; j < row; ++j) sum[j] = weights[0] * from[j];
    from += row;
    std::size_t i = 1;
    for (; i + 4 <= count; i += 4, from += 4 * row) {
        const float* const w = weights + i;
        for (std::size_t j = 0; j < row; ++j) {
            sum[j] +=
                w[0] * from[j] + w[1] * from[row + j] + w[2] * from[2 * row + j] + w[3] * from[3 * row + j];
        }
    }
    for (; i < count; ++i, from += row) {
        for (std::size_t j = 0; j < row; ++j) sum[j] += weights[i] * from[j];
    }
}

/// Makes eight new rows and lays them side by side. `some`: room for samples_at_once of each row.
FOR_THIS_PROCESSOR void add_rows(const EightRows& rows, float* some, float* to) {
    float sums[lines_at_once][samples_at_once];
    for (std::size_t at = 0; at < rows.length; at += samples_at_once) {
        const std::size_t many = std::min(samples_at_once, rows.length - at);
        for (std::size_t row = 0; row < rows.rows; ++row) {  // each is used by several of the new rows
            const std::uint8_t* const from = rows.from + row * rows.length + at;
            float* const as_float = some + row * samples_at_once;
            for (std::size_t j = 0; j < many; ++j) as_float[j] = static_cast<float>(from[j]);
        }
        for (std::size_t i = 0; i < lines_at_once; ++i) {
            sum_rows(sums[i], some + rows.first[i] * samples_at_once, rows.weights[i], rows.count);
        }
        for (std::size_t j = 0; j < many; j += 8, to += 8 * lines_at_once) {
            Eight block[lines_at_once];
            for (std::size_t i = 0; i < lines_at_once; ++i) {
                std::memcpy(&block[i], &sums[i][j], sizeof block[i]);
            }
            swap_halves<1>(block);
            swap_halves<2>(block);
            swap_halves<4>(block);
#pragma GCC unroll 8
            for (std::size_t i = 0; i < lines_at_once; ++i) {
                std::memcpy(to + 8 * i, &block[i], sizeof block[i]);
            }
        }
    }
}

constexpr std::size_t pixels_at_once = 4;  // so that what is written is whole words

/// One pixel of each of eight lines, as whole numbers of eight bits.
template <std::size_t bands>
INLINE void shrink(EightWhole* pixel, const float* from, const float* weights, std::size_t count) {
    const Eight none = {};
    const Eight most = none + 255.0F;
    Eight sums[bands];
    for (Eight& sum : sums) sum = none + 0.5F;
    for (std::size_t i = 0; i < count; ++i, from += lines_at_once * bands) {
        for (std::size_t band = 0; band < bands; ++band) {
            Eight samples;
            std::memcpy(&samples, from + lines_at_once * band, sizeof samples);
            sums[band] += weights[i] * samples;
        }
    }
    for (std::size_t band = 0; band < bands; ++band) {
        Eight sum = sums[band] < none ? none : sums[band];
        sum = sum > most ? most : sum;
        pixel[band] = __builtin_convertvector(sum, EightWhole);
    }
}

/// Four samples of each of eight lines, in the order of bytes in memory.
INLINE void put_together(EightWhole& word, const EightWhole* samples) {
    constexpr bool first_is_low = std::endian::native == std::endian::little;
    word = EightWhole{};
    for (int i = 0; i < 4; ++i) word |= samples[i] << 8 * (first_is_low ? i : 3 - i);
}

/// Shrinks eight lines in their direction. `to`: eight new lines behind each other.
template <std::size_t bands>
INLINE void shrink_lines_of(const float* lines, const Taps& taps, std::uint8_t* to) {
    const std::size_t width = taps.first.size();
    EightWhole samples[pixels_at_once * bands] = {};
    for (std::size_t x = 0; x < width; x += pixels_at_once) {
        const std::size_t many = std::min(pixels_at_once, width - x);
        for (std::size_t i = 0; i < many; ++i) {
            shrink<bands>(samples + i * bands, lines + lines_at_once * bands * taps.first[x + i],
                          taps.weights.data() + (x + i) * taps.count, taps.count);
        }
        EightWhole words[bands];
        for (std::size_t i = 0; i < bands; ++i) put_together(words[i], samples + 4 * i);
        for (std::size_t line = 0; line < lines_at_once; ++line) {
            std::int32_t pixels[bands];
            for (std::size_t i = 0; i < bands; ++i) pixels[i] = words[i][line];
            std::uint8_t* const place = to + (line * width + x) * bands;
            if (many == pixels_at_once) {
                std::memcpy(place, pixels, sizeof pixels);
            } else {
                std::memcpy(place, pixels, many * bands);
            }
        }
    }
}

FOR_THIS_PROCESSOR void shrink_lines(const float* lines, const Taps& taps, std::size_t bands,
                                     std::uint8_t* to) {
    switch (bands) {
        case 1:
            return shrink_lines_of<1>(lines, taps, to);
        case 2:
            return shrink_lines_of<2>(lines, taps, to);
        case 3:
            return shrink_lines_of<3>(lines, taps, to);
        default:
            return shrink_lines_of<4>(lines, taps, to);
    }
}

int scaled(int side, double scale) {
    return std::max(1, static_cast<int>(std::lround(side * scale)));
}

/// The rows that lines y to y + 7 of a picture with `taps` are made of.
EightRows rows_for(std::size_t y, const Taps& taps, const Pixels& pixels) {
    const std::size_t last = taps.first.size() - 1;
    const std::size_t length =
        static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.bands);
    const std::size_t begin = taps.first[y];
    const std::size_t end = taps.first[std::min(y + lines_at_once - 1, last)] + taps.count;
    EightRows eight{pixels.samples.data() + begin * length, length, end - begin, {}, {}, taps.count};
    for (std::size_t i = 0; i < lines_at_once; ++i) {
        const std::size_t of = std::min(y + i, last);
        eight.first[i] = taps.first[of] - begin;
        eight.weights[i] = taps.weights.data() + of * taps.count;
    }
    return eight;
}

/// Not larger in either direction.
Pixels scaled_to(int width, int height, const Pixels& pixels) {
    Pixels small{width, height, pixels.bands, {}};
    const auto bands = static_cast<std::size_t>(pixels.bands);
    const std::size_t row = static_cast<std::size_t>(pixels.width) * bands;
    const std::size_t small_row = static_cast<std::size_t>(width) * bands;
    const auto rows = static_cast<std::size_t>(height);
    small.samples.resize(small_row * ((rows + lines_at_once - 1) / lines_at_once * lines_at_once));
    const Taps across = taps_for(pixels.width, width);
    const Taps down = taps_for(pixels.height, height);
    std::vector<float> lines(lines_at_once * ((row + 7) / 8 * 8));
    std::vector<float> some;
    for (std::size_t y = 0; y < rows; y += lines_at_once) {
        const EightRows eight = rows_for(y, down, pixels);
        some.resize(std::max(some.size(), eight.rows * samples_at_once));
        add_rows(eight, some.data(), lines.data());
        shrink_lines(lines.data(), across, bands, small.samples.data() + y * small_row);
    }
    small.samples.resize(small_row * rows);
    return small;
}

}  // namespace

Pixels scaled_down(const Pixels& pixels, int long_side) {
    const int side = std::max(pixels.width, pixels.height);
    if (side <= long_side) return pixels;
    const double scale = static_cast<double>(long_side) / side;
    return scaled_to(scaled(pixels.width, scale), scaled(pixels.height, scale), pixels);
}

Planes scaled_down(const Planes& planes, int long_side) {
    if (std::max(planes.y.width, planes.y.height) <= long_side) return planes;
    Planes small{scaled_down(planes.y, long_side), {}, {}};
    const int width = half_of(small.y.width);
    const int height = half_of(small.y.height);
    small.cb = scaled_to(width, height, planes.cb);
    small.cr = scaled_to(width, height, planes.cr);
    return small;
}

FOR_THIS_PROCESSOR void halve_down(const std::uint8_t* upper, const std::uint8_t* lower, std::size_t width,
                                   std::uint8_t* to) {
    for (std::size_t x = 0; x < width; ++x) to[x] = static_cast<std::uint8_t>((upper[x] + lower[x] + 1) / 2);
}

FOR_THIS_PROCESSOR void halve_both(const std::uint8_t* upper, const std::uint8_t* lower, std::size_t width,
                                   std::uint8_t* to) {
    const std::size_t pairs = width / 2;
    for (std::size_t x = 0; x < pairs; ++x) {
        const int sum = upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1];
        to[x] = static_cast<std::uint8_t>((sum + 2) / 4);
    }
    if (pairs * 2 < width) halve_down(upper + 2 * pairs, lower + 2 * pairs, 1, to + pairs);
}

}  // namespace ingest
