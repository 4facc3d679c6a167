#include "render/vector_path.hpp"

#include "render/length.hpp"
#include "render/page.hpp"

#include <cmath>

#include <doctest/doctest.h>

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

TEST_CASE("what is no path is refused") {
    for (const char* wrong :
         {"L 1 1", "M 1", "M 1 1 X 2 2", "M 1 1 L", "M 1 1 A 1 1 0 2 0 3 3", "M nan 1", "hallo"}) {
        CAPTURE(wrong);
        CHECK(!render::read_svg_path(wrong).has_value());
    }
    CHECK(render::read_svg_path("")->empty());
}
