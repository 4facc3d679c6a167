#include "server/screens/fair_order.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using server::Turn;

// One letter a photo: its maker; a capital stands upright.
std::vector<Turn> photos(const std::string& makers) {
    std::vector<Turn> turns;
    for (const char letter : makers) {
        const bool upright = letter >= 'A' && letter <= 'Z';
        turns.push_back({std::string(1, upright ? static_cast<char>(letter - 'A' + 'a') : letter),
                         "lot" + std::to_string(turns.size() * 7919 % 101), upright});
    }
    return turns;
}

std::string order_of(const std::string& makers) {
    const auto turns = photos(makers);
    std::string order;
    for (const std::size_t i : server::mixed_fairly(turns)) order += turns[i].maker;
    return order;
}

bool meets_himself(const std::string& order) {
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (order.size() > 1 && order[i] == order[(i + 1) % order.size()]) return true;
    }
    return false;
}

std::size_t most_of_one(const std::string& makers) {
    std::map<char, std::size_t> counts;
    std::size_t most = 0;
    for (const char maker : makers) most = std::max(most, ++counts[maker]);
    return most;
}

}  // namespace

TEST_CASE("nobody comes twice in a row on a screen, also from the last photo to the first") {
    std::mt19937 random(8);
    for (int round = 0; round < 3000; ++round) {
        const std::size_t size = 2 + random() % 24;
        std::string makers;
        for (std::size_t i = 0; i < size; ++i)
            makers += static_cast<char>('a' + random() % (1 + random() % 8));
        const std::string order = order_of(makers);
        CAPTURE(makers);
        CAPTURE(order);
        std::string sorted = order;
        std::ranges::sort(sorted);
        std::string all = makers;
        std::ranges::sort(all);
        CHECK(sorted == all);
        if (most_of_one(makers) * 2 <= size) CHECK_FALSE(meets_himself(order));
    }
}

TEST_CASE("one maker's photos are spread over the whole round") {
    const std::string order = order_of("aaaabbbbccccdddd");
    for (std::size_t start = 0; start + 8 <= order.size(); start += 4) {
        CAPTURE(order);
        CHECK(std::set<char>(order.begin() + static_cast<std::ptrdiff_t>(start),
                             order.begin() + static_cast<std::ptrdiff_t>(start) + 8)
                  .size() == 4);
    }
    CHECK(order_of("").empty());
    CHECK(order_of("a") == "a");
    CHECK(order_of("aaa") == "aaa");
}

TEST_CASE("upright photos of two makers stand beside each other, and every photo is shown once a round") {
    const auto turns = photos("AbCdAaB");
    const auto order = server::mixed_fairly(turns);
    std::vector<std::size_t> shown;
    int pairs = 0;
    for (const auto& slide : server::slides_of(turns, order, false)) {
        REQUIRE_FALSE(slide.empty());
        shown.insert(shown.end(), slide.begin(), slide.end());
        if (slide.size() == 1) continue;
        ++pairs;
        REQUIRE(slide.size() == 2);
        CHECK(turns[slide[0]].upright);
        CHECK(turns[slide[1]].upright);
        CHECK(turns[slide[0]].maker != turns[slide[1]].maker);
    }
    CHECK(pairs == 2);
    std::ranges::sort(shown);
    CHECK(shown == std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6});
    for (const auto& slide :
         server::slides_of(turns, order, true)) {  // a screen on its side pairs the flat ones
        if (slide.size() == 2) CHECK_FALSE((turns[slide[0]].upright || turns[slide[1]].upright));
    }
}
