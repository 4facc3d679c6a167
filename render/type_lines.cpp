#include "render/type_lines.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

namespace render {

namespace {

// Far above what a paragraph's raggedness can add up to: fewer lines always win, and no line is too wide if
// any other way is left.
constexpr double cost_of_a_line = 1e4;
constexpr double cost_of_overflow = 1e9;
// A caption's last line of one word looks like a mistake: worth loosening its neighbours by half the measure.
constexpr double cost_of_a_lone_word = 0.25;
constexpr double cost_of_a_short_last_line = 0.5;
constexpr double rounding = 1e-6;

double square(double value) {
    return value * value;
}

class Paragraph {
 public:
    Paragraph(const std::vector<BreakChance>& chances, double measure)
        : chances_(chances), measure_(measure) {}

    std::vector<std::size_t> best() const {
        const std::size_t count = chances_.size();
        std::vector<double> cost(count, std::numeric_limits<double>::infinity());
        std::vector<std::size_t> before(count, count);
        for (std::size_t at = 0; at < count; ++at) {
            // The line that ends here begins after chance begin - 1; the shortest is tried even if it is too
            // wide.
            for (std::size_t begin = at; begin == at || width(begin, at) <= measure_ + rounding; --begin) {
                const double total = (begin == 0 ? 0 : cost[begin - 1]) + cost_of(begin, at);
                if (total < cost[at]) before[at] = begin;
                cost[at] = std::min(cost[at], total);
                if (begin == 0) break;
            }
        }
        std::vector<std::size_t> chosen;
        for (std::size_t at = count; at > 0; at = before[at - 1]) chosen.push_back(at - 1);
        std::reverse(chosen.begin(), chosen.end());
        return chosen;
    }

 private:
    double width(std::size_t begin, std::size_t at) const {
        return chances_[at].end + chances_[at].hyphen - (begin == 0 ? 0 : chances_[begin - 1].next);
    }

    double cost_of(std::size_t begin, std::size_t at) const {
        const double filled = measure_ > 0 ? width(begin, at) / measure_ : 1;
        double cost = cost_of_a_line + chances_[at].penalty;
        if (filled > 1 + rounding) cost += cost_of_overflow * (filled - 1);
        if (at + 1 < chances_.size()) return cost + square(std::max(0.0, 1 - filled));
        const bool one_word = std::none_of(chances_.begin() + static_cast<std::ptrdiff_t>(begin),
                                           chances_.begin() + static_cast<std::ptrdiff_t>(at),
                                           [](const BreakChance& chance) { return chance.word_ends; });
        if (one_word && begin > 0) cost += cost_of_a_lone_word;
        if (filled < 1.0 / 3 && begin > 0) cost += cost_of_a_short_last_line * square(1 - 3 * filled);
        return cost;
    }

    const std::vector<BreakChance>& chances_;
    double measure_;
};

}  // namespace

std::vector<std::size_t> break_ragged(const std::vector<BreakChance>& chances, double measure) {
    return Paragraph(chances, measure).best();
}

std::vector<std::size_t> break_balanced(const std::vector<BreakChance>& chances, double measure) {
    auto chosen = break_ragged(chances, measure);
    double enough = measure;
    double too_narrow = measure / static_cast<double>(std::max<std::size_t>(1, chosen.size()) + 1);
    constexpr int halvings = 12;  // to 1/4000 of the measure
    for (int i = 0; i < halvings; ++i) {
        const double tried = (enough + too_narrow) / 2;
        auto lines = break_ragged(chances, tried);
        const bool fits = std::all_of(lines.begin(), lines.end(), [&, from = 0.0](std::size_t at) mutable {
            const double width = chances[at].end + chances[at].hyphen - from;
            from = chances[at].next;
            return width <= tried + rounding;
        });
        if (fits && lines.size() == chosen.size()) {
            enough = tried;
            chosen = std::move(lines);
        } else {
            too_narrow = tried;
        }
    }
    return chosen;
}

}  // namespace render
