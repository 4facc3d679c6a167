#include "ingest/turning.hpp"

#include "ingest/pixels.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace ingest {

namespace {

/// What an orientation asks for, in this order.
struct Turn {
    bool swap;  // rows become columns
    bool mirror_across;
    bool mirror_down;
};

Turn turn_of(int orientation) {
    switch (orientation) {
        case 2:
            return {false, true, false};
        case 3:
            return {false, true, true};
        case 4:
            return {false, false, true};
        case 5:
            return {true, false, false};
        case 6:
            return {true, true, false};
        case 7:
            return {true, true, true};
        case 8:
            return {true, false, true};
        default:
            return {false, false, false};
    }
}

/// Rows become columns, a square at a time: it stays near the processor.
Pixels swapped(const Pixels& plane) {
    constexpr std::size_t side = 32;
    const auto width = static_cast<std::size_t>(plane.width);
    const auto height = static_cast<std::size_t>(plane.height);
    Pixels swapped{plane.height, plane.width, 1, Bytes(plane.samples.size())};
    for (std::size_t top = 0; top < height; top += side) {
        for (std::size_t left = 0; left < width; left += side) {
            for (std::size_t x = left; x < std::min(left + side, width); ++x) {
                for (std::size_t y = top; y < std::min(top + side, height); ++y) {
                    swapped.samples[x * height + y] = plane.samples[y * width + x];
                }
            }
        }
    }
    return swapped;
}

void turn(Pixels& plane, const Turn& turn) {
    if (turn.swap) plane = swapped(plane);
    const auto width = static_cast<std::ptrdiff_t>(plane.width);
    const auto height = static_cast<std::ptrdiff_t>(plane.height);
    const auto row = [&](std::ptrdiff_t y) { return plane.samples.begin() + y * width; };
    for (std::ptrdiff_t y = 0; turn.mirror_across && y < height; ++y) std::reverse(row(y), row(y + 1));
    for (std::ptrdiff_t y = 0; turn.mirror_down && y < height / 2; ++y) {
        std::swap_ranges(row(y), row(y + 1), row(height - 1 - y));
    }
}

}  // namespace

Planes turned_upright(Planes planes, int orientation) {
    const Turn wanted = turn_of(orientation);
    for (Pixels* plane : {&planes.y, &planes.cb, &planes.cr}) turn(*plane, wanted);
    return planes;
}

}  // namespace ingest
