#include "ingest/covering.hpp"

#include "ingest/jpeg_decode.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace ingest {

namespace {

using Colour = std::array<float, 3>;  // a grey picture uses the first

constexpr Colour in_between = {128, 128, 128};
/// Along each side so many colours are taken: enough that the haze looks like its surroundings, too few for a
/// pattern.
constexpr int cells = 12;

Colour mixed(const Colour& one, const Colour& other, float share_of_other) {
    Colour mix{};
    for (std::size_t i = 0; i < mix.size(); ++i) mix[i] = one[i] + (other[i] - one[i]) * share_of_other;
    return mix;
}

/// What lies around the areas, of which nothing is ever looked at.
class Surroundings {
 public:
    Surroundings(const Pixels& pixels, const std::vector<PixelArea>& areas)
        : pixels_(pixels), areas_(areas) {}

    /// The mean of what is in view; empty when nothing is.
    std::optional<Colour> mean(const PixelArea& part) const {
        std::array<double, 3> sum{};
        double count = 0;
        for (int y = std::max(part.top, 0); y < std::min(part.bottom, pixels_.height); ++y) {
            for (int x = std::max(part.left, 0); x < std::min(part.right, pixels_.width); ++x) {
                if (is_covered(x, y)) continue;
                for (std::size_t i = 0; i < bands(); ++i) sum[i] += at(x, y, i);
                ++count;
            }
        }
        if (count == 0) return std::nullopt;
        Colour colour{};
        for (std::size_t i = 0; i < colour.size(); ++i) colour[i] = static_cast<float>(sum[i] / count);
        return colour;
    }

 private:
    std::size_t bands() const { return static_cast<std::size_t>(pixels_.bands); }

    std::uint8_t at(int x, int y, std::size_t band) const {
        const auto pixel = static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels_.width) +
                           static_cast<std::size_t>(x);
        return pixels_.samples[pixel * bands() + band];
    }

    bool is_covered(int x, int y) const {
        return std::ranges::any_of(areas_, [&](const PixelArea& area) { return area.holds(x, y); });
    }

    const Pixels& pixels_;
    const std::vector<PixelArea>& areas_;
};

/// The colours along one side of an area, from its left or upper end; empty when nothing of it is in view.
using Side = std::vector<Colour>;

struct Sides {
    Side top, bottom, left, right;
};

PixelArea part_of(int left, int top, int right, int bottom) {
    return {left, top, right, bottom};
}

// Cells of which nothing is in view take the colour of the one before or behind them.
Side without_gaps(const std::vector<std::optional<Colour>>& seen) {
    const auto first = std::ranges::find_if(seen, [](const auto& each) { return each.has_value(); });
    if (first == seen.end()) return {};
    Side side;
    side.reserve(seen.size());
    Colour last = first->value_or(in_between);
    for (const auto& each : seen) side.push_back(last = each.value_or(last));
    return side;
}

Sides sides_of(const Surroundings& around, const PixelArea& area) {
    const int width = area.right - area.left;
    const int height = area.bottom - area.top;
    const int deep = std::clamp(std::min(width, height) / 5, 2, 48);
    std::vector<std::optional<Colour>> top, bottom, left, right;
    for (int i = 0; i < cells; ++i) {
        // Each cell has a pixel at least, and those of a small area share some.
        const int x = area.left + width * i / cells;
        const int to_x = std::max(x + 1, area.left + width * (i + 1) / cells);
        const int y = area.top + height * i / cells;
        const int to_y = std::max(y + 1, area.top + height * (i + 1) / cells);
        top.push_back(around.mean(part_of(x, area.top - deep, to_x, area.top)));
        bottom.push_back(around.mean(part_of(x, area.bottom, to_x, area.bottom + deep)));
        left.push_back(around.mean(part_of(area.left - deep, y, area.left, to_y)));
        right.push_back(around.mean(part_of(area.right, y, area.right + deep, to_y)));
    }
    return {without_gaps(top), without_gaps(bottom), without_gaps(left), without_gaps(right)};
}

Colour mean_of(const Sides& sides) {
    Colour sum{};
    float count = 0;
    for (const Side* side : {&sides.top, &sides.bottom, &sides.left, &sides.right}) {
        for (const Colour& each : *side) {
            for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += each[i];
            ++count;
        }
    }
    if (count == 0) return in_between;
    for (float& band : sum) band /= count;
    return sum;
}

/// One colour for each of `length` pixels along a side.
Side stretched(const Side& side, int length) {
    Side line;
    for (int i = 0; i < length && !side.empty(); ++i) {
        const float at = std::clamp(
            (static_cast<float>(i) + 0.5F) / static_cast<float>(length) * cells - 0.5F, 0.0F, cells - 1.0F);
        const auto cell = std::min(static_cast<std::size_t>(at), side.size() - 2);
        line.push_back(mixed(side[cell], side[cell + 1], at - static_cast<float>(cell)));
    }
    return line;
}

/// Adds a colour with more weight the nearer its side is.
struct Haze {
    Colour sum{};
    float weight = 0;

    void add(const Side& line, std::size_t at, float distance) {
        if (line.empty()) return;
        const float more = 1 / (distance * distance);
        for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += line[at][i] * more;
        weight += more;
    }
    Colour colour() const {
        if (weight == 0) return in_between;
        Colour mean = sum;
        for (float& band : mean) band /= weight;
        return mean;
    }
};

void put(Pixels& pixels, int x, int y, const Colour& colour) {
    const auto bands = static_cast<std::size_t>(pixels.bands);
    const auto pixel =
        static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels.width) + static_cast<std::size_t>(x);
    for (std::size_t i = 0; i < bands; ++i) {
        pixels.samples[pixel * bands + i] =
            static_cast<std::uint8_t>(std::clamp(std::lround(colour[i]), 0L, 255L));
    }
}

void fill(Pixels& pixels, const PixelArea& area, const Colour& colour) {
    for (int y = area.top; y < area.bottom; ++y) {
        for (int x = area.left; x < area.right; ++x) put(pixels, x, y, colour);
    }
}

void haze(Pixels& pixels, const PixelArea& area, const Sides& sides) {
    const int width = area.right - area.left;
    const int height = area.bottom - area.top;
    const Sides lines = {stretched(sides.top, width), stretched(sides.bottom, width),
                         stretched(sides.left, height), stretched(sides.right, height)};
    for (int y = 0; y < height; ++y) {
        const auto row = static_cast<std::size_t>(y);
        for (int x = 0; x < width; ++x) {
            const auto column = static_cast<std::size_t>(x);
            Haze mix;
            mix.add(lines.top, column, static_cast<float>(y + 1));
            mix.add(lines.bottom, column, static_cast<float>(height - y));
            mix.add(lines.left, row, static_cast<float>(x + 1));
            mix.add(lines.right, row, static_cast<float>(width - x));
            put(pixels, area.left + x, area.top + y, mix.colour());
        }
    }
}

}  // namespace

void cover(Pixels& pixels, const std::vector<PixelArea>& areas) {
    // All colours are taken before the first area is covered: one is not made of another's cover.
    std::vector<Sides> around;
    const Surroundings surroundings(pixels, areas);
    around.reserve(areas.size());
    for (const PixelArea& area : areas) around.push_back(sides_of(surroundings, area));
    for (std::size_t i = 0; i < areas.size(); ++i) {
        if (areas[i].smooth) {
            haze(pixels, areas[i], around[i]);
        } else {
            fill(pixels, areas[i], mean_of(around[i]));
        }
    }
}

Pixels cut_out(const Pixels& pixels, const PixelArea& area) {
    Pixels part{area.right - area.left, area.bottom - area.top, pixels.bands, {}};
    const auto bands = static_cast<std::size_t>(pixels.bands);
    const auto width = static_cast<std::size_t>(pixels.width);
    const std::size_t row = static_cast<std::size_t>(part.width) * bands;
    part.samples.reserve(row * static_cast<std::size_t>(part.height));
    for (int y = area.top; y < area.bottom; ++y) {
        const auto* from =
            pixels.samples.data() +
            (static_cast<std::size_t>(y) * width + static_cast<std::size_t>(area.left)) * bands;
        part.samples.insert(part.samples.end(), from, from + row);
    }
    return part;
}

}  // namespace ingest
