#include "render/type_lines.hpp"

#include <algorithm>
#include <array>
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
// Only where nothing else is left, as in a word that is full of them.
constexpr double cost_of_more_hyphens = 2e4;
// Worth another line, but no line that is too wide.
constexpr double cost_of_parting_what_is_bound = 2e4;
// Not so where words may be broken, or they would be to save a line.
constexpr double cost_of_a_line_with_hyphens = 0.5;
// A caption's last line of one word looks like a mistake: worth loosening its neighbours by half the measure.
constexpr double cost_of_a_lone_word = 0.25;
constexpr double cost_of_a_short_last_line = 0.5;
constexpr double rounding = 1e-6;

double square(double value) {
    return value * value;
}

enum class Words { Whole, Broken };

class Paragraph {
 public:
    Paragraph(const std::vector<BreakChance>& chances, double measure, Words words)
        : chances_(chances), measure_(measure), words_(words) {}

    std::vector<std::size_t> best() const {
        const std::size_t count = chances_.size();
        std::vector<Ways> ways(count);
        for (std::size_t at = 0; at < count; ++at) {
            if (!is_left_out(at)) try_lines_to(ways, at);
        }
        return chosen(ways);
    }

    /// Whether a line that is not the last leaves much of the measure bare, or one is too wide.
    bool is_bad(const std::vector<std::size_t>& ends) const {
        constexpr double enough = 0.72;
        std::size_t begin = 0;
        for (const std::size_t at : ends) {
            const double filled = width(begin, at) / measure_;
            const bool last = at + 1 == chances_.size();
            if (filled > 1 + rounding || (!last && filled < enough)) return true;
            begin = at + 1;
        }
        return false;
    }

 private:
    struct Way {
        double cost = std::numeric_limits<double>::infinity();
        std::size_t begin = 0;    // of its last line
        std::size_t hyphens = 0;  // of the way before it
    };
    /// By how many lines in a row end in a hyphen.
    using Ways = std::array<Way, most_hyphens_in_a_row + 1>;

    /// Every line that ends there. It begins after chance begin - 1; the shortest is tried even if it is too
    /// wide.
    void try_lines_to(std::vector<Ways>& ways, std::size_t at) const {
        bool shortest = true;
        for (std::size_t begin = at;; --begin) {
            const bool can_begin = begin == 0 || !is_left_out(begin - 1);
            if (can_begin && !shortest && width(begin, at) > measure_ + rounding) break;
            if (can_begin) {
                extend(ways, begin, at);
                shortest = false;
            }
            if (begin == 0) break;
        }
    }

    bool is_left_out(std::size_t at) const { return words_ == Words::Whole && chances_[at].hyphen > 0; }

    void extend(std::vector<Ways>& ways, std::size_t begin, std::size_t at) const {
        const double cost = cost_of(begin, at);
        for (std::size_t hyphens = 0; hyphens <= most_hyphens_in_a_row; ++hyphens) {
            if (begin == 0 && hyphens > 0) break;
            double total = cost + (begin == 0 ? 0 : ways[begin - 1].at(hyphens).cost);
            std::size_t in_a_row = chances_[at].hyphenated ? hyphens + 1 : 0;
            if (in_a_row > most_hyphens_in_a_row) {
                total += cost_of_more_hyphens;
                in_a_row = most_hyphens_in_a_row;
            }
            Way& known = ways[at].at(in_a_row);
            if (total < known.cost) known = {total, begin, hyphens};
        }
    }

    std::vector<std::size_t> chosen(const std::vector<Ways>& ways) const {
        const auto least = [](const Way& one, const Way& other) { return one.cost < other.cost; };
        std::size_t at = chances_.size() - 1;
        auto hyphens = static_cast<std::size_t>(std::min_element(ways[at].begin(), ways[at].end(), least) -
                                                ways[at].begin());
        std::vector<std::size_t> ends{at};
        while (ways[at].at(hyphens).begin > 0) {
            const Way& way = ways[at].at(hyphens);
            hyphens = way.hyphens;
            at = way.begin - 1;
            ends.push_back(at);
        }
        std::reverse(ends.begin(), ends.end());
        return ends;
    }

    double width(std::size_t begin, std::size_t at) const {
        return chances_[at].end + chances_[at].hyphen - (begin == 0 ? 0 : chances_[begin - 1].next);
    }

    double cost_of(std::size_t begin, std::size_t at) const {
        const double filled = measure_ > 0 ? width(begin, at) / measure_ : 1;
        double cost =
            (words_ == Words::Whole ? cost_of_a_line : cost_of_a_line_with_hyphens) + chances_[at].penalty;
        if (filled > 1 + rounding) cost += cost_of_overflow * (filled - 1);
        if (chances_[at].bound) cost += cost_of_parting_what_is_bound;
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
    Words words_;
};

}  // namespace

std::vector<std::size_t> break_ragged(const std::vector<BreakChance>& chances, double measure) {
    const Paragraph whole(chances, measure, Words::Whole);
    auto ends = whole.best();
    if (!whole.is_bad(ends)) return ends;
    return Paragraph(chances, measure, Words::Broken).best();
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
