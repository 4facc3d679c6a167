#include "render/type_lines.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

#include <doctest/doctest.h>

using namespace render;

namespace {

/// Words of these widths with spaces of 1 between them.
std::vector<BreakChance> words(const std::vector<double>& widths) {
    std::vector<BreakChance> chances;
    double x = 0;
    for (const double width : widths) {
        x += width;
        chances.push_back({x, x + 1, 0, 0, true});
        x += 1;
    }
    return chances;
}

std::vector<std::size_t> greedy(const std::vector<BreakChance>& chances, double measure) {
    std::vector<std::size_t> ends;
    double from = 0;
    for (std::size_t i = 0; i < chances.size(); ++i) {
        if (i > 0 && chances[i].end - from > measure && chances[i - 1].next != from) {
            ends.push_back(i - 1);
            from = chances[i - 1].next;
        }
    }
    ends.push_back(chances.size() - 1);
    return ends;
}

double raggedness(const std::vector<BreakChance>& chances, const std::vector<std::size_t>& ends,
                  double measure) {
    double sum = 0;
    double from = 0;
    for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
        const double filled = (chances[ends[i]].end - from) / measure;
        sum += (1 - filled) * (1 - filled);
        from = chances[ends[i]].next;
    }
    return sum;
}

}  // namespace

TEST_CASE("a paragraph is broken over the whole, not line by line") {
    // Line by line: 3 3 3 | 2 | 12 | 5 5, with a lone 2. Over the whole, the first line gives it a word.
    const auto chances = words({3, 3, 3, 2, 12, 5, 5});
    CHECK(greedy(chances, 13) == std::vector<std::size_t>{2, 3, 4, 6});
    CHECK(break_ragged(chances, 13) == std::vector<std::size_t>{1, 3, 4, 6});
}

TEST_CASE("breaking over the whole never takes more lines than line by line, nor is it more ragged") {
    std::mt19937 random(20260702);
    std::uniform_real_distribution<double> width(1, 12);
    for (int world = 0; world < 300; ++world) {
        std::vector<double> widths(3 + static_cast<std::size_t>(world) % 60);
        for (auto& w : widths) w = width(random);
        const auto chances = words(widths);
        const double measure = 20 + world % 25;
        const auto ours = break_ragged(chances, measure);
        const auto theirs = greedy(chances, measure);
        CAPTURE(world);
        CHECK(ours.size() == theirs.size());
        CHECK(ours.back() == chances.size() - 1);
        CHECK(std::is_sorted(ours.begin(), ours.end()));
        // The last line's wishes may cost at most what they are worth.
        CHECK(raggedness(chances, ours, measure) <= raggedness(chances, theirs, measure) + 0.75);
    }
}

TEST_CASE("what is read as one stays on one line, at the price of a line more, but not beyond the edge") {
    auto chances = words({5, 5, 3, 4, 3});
    CHECK(break_ragged(chances, 19) == std::vector<std::size_t>{2, 4});
    chances[2].bound = true;  // between the 3 and the 4
    CHECK(break_ragged(chances, 19) == std::vector<std::size_t>{1, 4});
    CHECK(break_justified(chances, 19) == std::vector<std::size_t>{1, 4});
    chances = words({10, 8, 3});
    chances[1].bound = true;
    CHECK(break_ragged(chances, 19) == std::vector<std::size_t>{0, 2});
    chances[0].bound = true;
    CHECK(break_ragged(chances, 19).size() == 2);
}

TEST_CASE("a word wider than the line stands alone on it") {
    CHECK(break_ragged(words({3, 30, 3}), 10) == std::vector<std::size_t>{0, 1, 2});
}

TEST_CASE("a last line of one word takes a second word from the line above") {
    CHECK(break_ragged(words({5, 5, 5, 2}), 17) == std::vector<std::size_t>{1, 3});
}

TEST_CASE("balanced lines are as many as ragged ones and the widest is as narrow as it can be") {
    const auto chances = words({4, 4, 4, 4, 4, 4});
    const auto ends = break_balanced(chances, 24);
    CHECK(ends == std::vector<std::size_t>{2, 5});
}
