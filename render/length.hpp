#pragma once

#include <cmath>
#include <compare>
#include <cstdint>

namespace render {

/// A length on paper in whole 1/360 mm. In that unit a millimetre (360), an inch (9144) and a PostScript
/// point (127) are all integers, so geometry is compared with == and edges that should be flush are.
struct Length {
    std::int64_t units = 0;

    friend constexpr auto operator<=>(Length, Length) = default;
    friend constexpr Length operator+(Length a, Length b) { return {a.units + b.units}; }
    friend constexpr Length operator-(Length a, Length b) { return {a.units - b.units}; }
    friend constexpr Length operator-(Length a) { return {-a.units}; }
    friend constexpr Length operator*(Length a, std::int64_t times) { return {a.units * times}; }
    friend constexpr Length operator*(std::int64_t times, Length a) { return a * times; }
    friend constexpr Length operator/(Length a, std::int64_t parts) { return {a.units / parts}; }
    constexpr Length& operator+=(Length b) { return *this = *this + b; }
    constexpr Length& operator-=(Length b) { return *this = *this - b; }

    /// For the line that talks to qpdf, Cairo or HarfBuzz, and for ratios.
    constexpr double in_points() const { return static_cast<double>(units) / 127.0; }
    constexpr double in_mm() const { return static_cast<double>(units) / 360.0; }
    static Length from_points(double points) { return {std::llround(points * 127.0)}; }
    static Length from_mm(double mm) { return {std::llround(mm * 360.0)}; }
};

constexpr Length operator""_mm(unsigned long long mm) {
    return {static_cast<std::int64_t>(mm) * 360};
}
constexpr Length operator""_pt(unsigned long long pt) {
    return {static_cast<std::int64_t>(pt) * 127};
}

struct Point {
    Length x;
    Length y;

    friend constexpr bool operator==(Point, Point) = default;
};

struct Size {
    Length width;
    Length height;

    friend constexpr bool operator==(Size, Size) = default;
};

/// Origin is the top left corner; y grows downwards.
struct Rect {
    Point origin;
    Size size;

    constexpr Length left() const { return origin.x; }
    constexpr Length top() const { return origin.y; }
    constexpr Length right() const { return origin.x + size.width; }
    constexpr Length bottom() const { return origin.y + size.height; }
    friend constexpr bool operator==(Rect, Rect) = default;
};

}  // namespace render
