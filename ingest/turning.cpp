#include "ingest/turning.hpp"

#include "ingest/bytes.hpp"
#include "ingest/pixels.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace ingest {

namespace {

/// What an orientation asks for, in this order.
struct Turn {
    bool swap;  // rows become columns
    bool mirror_across;
    bool mirror_down;
};

/// By orientation.
constexpr std::array<Turn, 9> turns = {{{false, false, false},
                                        {false, false, false},
                                        {false, true, false},
                                        {false, true, true},
                                        {false, false, true},
                                        {true, false, false},
                                        {true, true, false},
                                        {true, true, true},
                                        {true, false, true}}};

constexpr std::size_t square = 32;  // samples a side: it stays near the processor

/// Rows of a square at that place become columns.
void swap_square(const Pixels& plane, std::size_t left, std::size_t top, Pixels& swapped) {
    const auto width = static_cast<std::size_t>(plane.width);
    const auto height = static_cast<std::size_t>(plane.height);
    for (std::size_t x = left; x < std::min(left + square, width); ++x) {
        for (std::size_t y = top; y < std::min(top + square, height); ++y) {
            swapped.samples[x * height + y] = plane.samples[y * width + x];
        }
    }
}

Pixels swapped(const Pixels& plane) {
    Pixels swapped{plane.height, plane.width, 1, Bytes(plane.samples.size())};
    for (std::size_t top = 0; top < static_cast<std::size_t>(plane.height); top += square) {
        for (std::size_t left = 0; left < static_cast<std::size_t>(plane.width); left += square) {
            swap_square(plane, left, top, swapped);
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
    const bool known = orientation >= 2 && orientation <= 8;
    const Turn& wanted = turns.at(known ? static_cast<std::size_t>(orientation) : 1);
    for (Pixels* plane : {&planes.y, &planes.cb, &planes.cr}) turn(*plane, wanted);
    return planes;
}

}  // namespace ingest
