#include "render/entropy_coded.hpp"

#include <array>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

using namespace render;

namespace {

/// As ITU T.81 says it, byte by byte.
std::size_t looked_for(std::string_view jpeg, std::size_t from, std::size_t until) {
    for (std::size_t at = from; at < until && at + 1 < jpeg.size(); ++at) {
        const auto following = static_cast<unsigned char>(jpeg[at + 1]);
        const bool data = following == 0 || following == 0xFF || (following >= 0xD0 && following <= 0xD7);
        if (jpeg[at] == '\xFF' && !data) return at;
    }
    return until;
}

}  // namespace

TEST_CASE("the end of a JPEG's coded data is found wherever it lies") {
    std::mt19937 numbers(7);
    constexpr std::array<unsigned char, 12> often{0xFF, 0,    0xD0, 0xD7, 0xD8, 0xD9,
                                                  0xC4, 0xFE, 0xCF, 0xDA, 1,    0xF8};
    std::size_t found = 0;
    for (int i = 0; i < 20000; ++i) {
        std::string jpeg(numbers() % 300, 'a');
        const auto rarely = 1 + numbers() % 60;
        for (char& byte : jpeg) {
            if (numbers() % rarely == 0) byte = static_cast<char>(often.at(numbers() % often.size()));
        }
        const std::size_t until = jpeg.empty() ? 0 : numbers() % (jpeg.size() + 1);
        const std::size_t from = until == 0 ? 0 : numbers() % (until + 1);
        const std::size_t end = end_of_entropy_coded(jpeg, from, until);
        REQUIRE(end == looked_for(jpeg, from, until));
        if (end < until) ++found;
    }
    CHECK(found > 2000);
}
