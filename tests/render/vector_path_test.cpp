#include "render/vector_path.hpp"

#include "render/length.hpp"
#include "render/page.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <random>

#include <doctest/doctest.h>
#include <fmt/format.h>

using Kind = render::PathStep::Kind;

TEST_CASE("a path reads the same in capitals and small letters, with and without spaces") {
    const auto capitals = render::read_svg_path("M 10 10 L 20 10 V 30 H 10 Z");
    REQUIRE(capitals.has_value());
    CHECK(capitals->size() == 5);
    CHECK(capitals == render::read_svg_path("m10,10h10v20h-10z"));
    CHECK(capitals == render::read_svg_path("M10 10 20 10 20 30 10 30z"));
}

TEST_CASE("an arc ends where it says and keeps its distance to the centre") {
    const auto circle = render::read_svg_path("M27 22A7 7 0 1 1 13 22A7 7 0 1 1 27 22Z");
    REQUIRE(circle.has_value());
    for (const auto& step : *circle) {
        if (step.kind == Kind::Close) continue;
        CHECK(std::hypot(step.to.x - 20, step.to.y - 22) == doctest::Approx(7));
    }
    CHECK(render::read_svg_path("M0 0a5 5 0 0110 0") == render::read_svg_path("M0 0A5 5 0 0 1 10 0"));
}

TEST_CASE("smooth curves go on in the direction in which the last one came") {
    CHECK(render::read_svg_path("M0 0C0 5 5 10 10 10S20 15 20 20") ==
          render::read_svg_path("M0 0C0 5 5 10 10 10C15 10 20 15 20 20"));
    CHECK(render::read_svg_path("M0 0Q5 10 10 0T20 0") ==
          render::read_svg_path("M0 0Q5 10 10 0Q15 -10 20 0"));
}

TEST_CASE("the box around a path reaches as far as its curves, and no farther") {
    const auto box_of = [](const char* path) {
        return render::box_around(render::on_paper(*render::read_svg_path(path), {}));
    };
    CHECK(!render::box_around({}));
    // Against the curve itself, step by step.
    std::mt19937 numbers(3);
    for (int i = 0; i < 500; ++i) {
        std::array<double, 8> at{};
        for (double& number : at) number = static_cast<double>(numbers() % 200) - 100;
        if (i % 5 == 0) at[6] = at[0];  // as a drop, whose ends lie above each other
        const auto box = box_of(
            fmt::format("M{} {}C{} {} {} {} {} {}", at[0], at[1], at[2], at[3], at[4], at[5], at[6], at[7])
                .c_str());
        REQUIRE(box.has_value());
        double left = 1000;
        double lowest = -1000;
        for (int step = 0; step <= 2000; ++step) {
            const double t = step / 2000.0;
            const double s = 1 - t;
            const auto place = [&](std::size_t axis) {
                return s * s * s * at[axis] + 3 * s * s * t * at[axis + 2] + 3 * s * t * t * at[axis + 4] +
                       t * t * t * at[axis + 6];
            };
            left = std::min(left, place(0));
            lowest = std::max(lowest, place(1));
        }
        CHECK(box->left().in_mm() == doctest::Approx(left).epsilon(0.0001).scale(100));
        CHECK(box->bottom().in_mm() == doctest::Approx(lowest).epsilon(0.0001).scale(100));
    }
    // Straight curves, and one that goes on where a closed part began.
    CHECK(box_of("M0 0C1 1 2 2 3 3")->right().in_mm() == doctest::Approx(3));
    CHECK(box_of("M5 5L9 5L9 9ZC5 20 5 20 5 5")->bottom().in_mm() == doctest::Approx(16.25));
}

TEST_CASE("what is no path is refused") {
    for (const char* wrong :
         {"L 1 1", "M 1", "M 1 1 X 2 2", "M 1 1 L", "M 1 1 A 1 1 0 2 0 3 3", "M nan 1", "hallo"}) {
        CAPTURE(wrong);
        CHECK(!render::read_svg_path(wrong).has_value());
    }
    CHECK(render::read_svg_path("")->empty());
}
