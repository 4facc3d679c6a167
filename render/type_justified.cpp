#include "render/type_lines.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace render {

namespace {

// Knuth and Plass, "Breaking paragraphs into lines" (1981), with the glue of LAYOUT §4: a space stretches by
// half and shrinks by a third.
constexpr double stretch_of_a_space = 0.5;
constexpr double shrink_of_a_space = 1.0 / 3;
constexpr double penalty_of_a_hyphen = 50;
constexpr double demerits_of_two_hyphens = 3000;
constexpr double demerits_of_more_hyphens = 1e9;  // only where nothing else is left
constexpr double demerits_of_unlike_lines = 3000;
constexpr double demerits_of_a_hyphen_before_the_last_line = 3000;
constexpr double demerits_of_a_lone_word = 20000;
constexpr double demerits_of_parting_what_is_bound = 100000;
constexpr double rounding = 1e-6;
constexpr double infinite = std::numeric_limits<double>::infinity();

enum class Fitness { Tight, Normal, Loose, VeryLoose };
constexpr std::size_t fitnesses = 4;

Fitness fitness_of(double ratio) {
    if (ratio < -0.5) return Fitness::Tight;
    if (ratio <= 0.5) return Fitness::Normal;
    return ratio <= 1 ? Fitness::Loose : Fitness::VeryLoose;
}

double badness_of(double ratio) {
    return 100 * std::abs(ratio) * ratio * ratio;
}

/// How much is put up with in one attempt.
struct Tolerance {
    double badness = 0;
    bool hyphens = false;
    bool lone_word = false;  // on the last line
    bool too_wide = false;   // and more hyphens in a row than look well
};

class Justified {
 public:
    Justified(const std::vector<BreakChance>& chances, double measure, const Tolerance& tolerance)
        : chances_(chances), measure_(measure), tolerance_(tolerance), ways_(chances.size()) {}

    /// Nothing when no way is within the tolerance.
    std::optional<std::vector<std::size_t>> best() {
        for (std::size_t at = 0; at < chances_.size(); ++at) {
            if (!is_left_out(at)) end_line(at);
        }
        return chosen();
    }

 private:
    /// What a way looks like at its end: lines in a row that end in a hyphen, and how loose the last line is.
    struct State {
        std::size_t hyphens = 0;
        std::size_t fitness = static_cast<std::size_t>(Fitness::Normal);
    };
    struct Way {
        double demerits = infinite;
        std::size_t begin = 0;  // of its last line
        State before;
    };
    using Ways = std::array<std::array<Way, fitnesses>, most_hyphens_in_a_row + 1>;

    bool is_left_out(std::size_t at) const { return !tolerance_.hyphens && chances_[at].hyphen > 0; }

    void end_line(std::size_t at) {
        bool shortest = true;
        for (std::size_t begin = at;; --begin) {
            const bool can_begin = begin == 0 || !is_left_out(begin - 1);
            if (can_begin) {
                const double ratio = ratio_of(begin, at);
                const bool wide = ratio < -1 - rounding;
                if (wide && !shortest) return;
                if (!wide || tolerance_.too_wide) extend(begin, at, ratio);
                if (wide) return;
                shortest = false;
            }
            if (begin == 0) return;
        }
    }

    /// How far the spaces stretch (positive) or shrink (negative), as a share of what they may.
    double ratio_of(std::size_t begin, std::size_t at) const {
        const BreakChance& end = chances_[at];
        double natural = end.end + end.hyphen - end.hang;
        double spaces = end.spaces_to_end;
        if (begin > 0) {
            const BreakChance& start = chances_[begin - 1];
            natural -= start.next + start.next_hang;
            spaces -= start.spaces_to_next;
        }
        const double missing = measure_ - natural;
        const bool last = at + 1 == chances_.size();
        if (last && missing >= 0) return 0;
        if (std::abs(missing) < rounding) return 0;
        if (missing > 0) return spaces > 0 ? missing / (spaces * stretch_of_a_space) : 100;
        return spaces > 0 ? missing / (spaces * shrink_of_a_space) : -100;
    }

    void extend(std::size_t begin, std::size_t at, double ratio) {
        const double badness = badness_of(ratio);
        if (badness > tolerance_.badness) return;
        if (!tolerance_.lone_word && is_lone_word(begin, at)) return;
        const auto fitness = static_cast<std::size_t>(fitness_of(ratio));
        const double line = demerits_of(begin, at, badness);
        if (begin == 0) {
            consider(at, {chances_[at].hyphenated ? std::size_t{1} : 0, fitness}, {line, 0, {}});
            return;
        }
        for (std::size_t hyphens = 0; hyphens <= most_hyphens_in_a_row; ++hyphens) {
            const std::size_t next = chances_[at].hyphenated ? hyphens + 1 : 0;
            if (next > most_hyphens_in_a_row && !tolerance_.too_wide) continue;
            const std::size_t in_a_row = std::min(next, most_hyphens_in_a_row);
            for (std::size_t other = 0; other < fitnesses; ++other) {
                double demerits = ways_[begin - 1].at(hyphens).at(other).demerits + line;
                if (next > most_hyphens_in_a_row) demerits += demerits_of_more_hyphens;
                if (in_a_row > 1) demerits += demerits_of_two_hyphens;
                const bool unlike = (other > fitness ? other - fitness : fitness - other) > 1;
                if (unlike) demerits += demerits_of_unlike_lines;
                consider(at, {in_a_row, fitness}, {demerits, begin, {hyphens, other}});
            }
        }
    }

    void consider(std::size_t at, const State& state, const Way& way) {
        Way& known = ways_[at].at(state.hyphens).at(state.fitness);
        if (way.demerits < known.demerits) known = way;
    }

    double demerits_of(std::size_t begin, std::size_t at, double badness) const {
        const BreakChance& end = chances_[at];
        const double penalty = end.hyphenated ? penalty_of_a_hyphen : (end.word_ends ? 0 : 1000);
        double demerits = (1 + badness + penalty) * (1 + badness + penalty);
        if (end.bound) demerits += demerits_of_parting_what_is_bound;
        if (at + 1 < chances_.size() || begin == 0) return demerits;
        if (chances_[begin - 1].hyphenated) demerits += demerits_of_a_hyphen_before_the_last_line;
        return demerits + (is_lone_word(begin, at) ? demerits_of_a_lone_word : 0);
    }

    bool is_lone_word(std::size_t begin, std::size_t at) const {
        if (begin == 0 || at + 1 < chances_.size()) return false;
        return std::none_of(chances_.begin() + static_cast<std::ptrdiff_t>(begin),
                            chances_.begin() + static_cast<std::ptrdiff_t>(at),
                            [](const BreakChance& chance) { return chance.word_ends; });
    }

    std::optional<std::vector<std::size_t>> chosen() const {
        std::size_t at = chances_.size() - 1;
        State state;
        const Way* way = nullptr;
        for (std::size_t hyphens = 0; hyphens <= most_hyphens_in_a_row; ++hyphens) {
            for (std::size_t fitness = 0; fitness < fitnesses; ++fitness) {
                const Way& one = ways_[at].at(hyphens).at(fitness);
                if (way && one.demerits >= way->demerits) continue;
                way = &one;
                state = {hyphens, fitness};
            }
        }
        if (!way || way->demerits == infinite) return std::nullopt;
        std::vector<std::size_t> ends{at};
        while (way->begin > 0) {
            at = way->begin - 1;
            state = way->before;
            way = &ways_[at].at(state.hyphens).at(state.fitness);
            ends.push_back(at);
        }
        std::reverse(ends.begin(), ends.end());
        return ends;
    }

    const std::vector<BreakChance>& chances_;
    double measure_;
    Tolerance tolerance_;
    std::vector<Ways> ways_;
};

}  // namespace

std::vector<std::size_t> break_justified(const std::vector<BreakChance>& chances, double measure) {
    constexpr Tolerance attempts[] = {{200, false, false, false},
                                      {1000, true, false, false},
                                      {1e5, true, true, false},
                                      {infinite, true, true, true}};
    for (const Tolerance& tolerance : attempts) {
        if (auto ends = Justified(chances, measure, tolerance).best()) return *std::move(ends);
    }
    return break_ragged(chances, measure);
}

}  // namespace render
