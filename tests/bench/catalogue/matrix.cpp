// How long the catalogue takes for the whole matrix and for what the site shows. matrix_bench LIBRARY DAY
// ROUNDS prints milliseconds as JSON, the best of the rounds each: "open" reads the library for the first
// time.

#include "catalogue/catalogue.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <exception>
#include <limits>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace {

constexpr std::size_t photos_of_page = 24;

template <class Work>
double milliseconds(const Work& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

template <class Work>
double best_of(int rounds, const Work& work) {
    double best = std::numeric_limits<double>::max();
    for (int round = 0; round < rounds; ++round) best = std::min(best, milliseconds(work));
    return best;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) return 2;
    try {
        const auto catalogue = catalogue::Catalogue::open(argv[1], catalogue::Access::ReadOnly);
        const catalogue::Day day = catalogue::parse_day(argv[2]);
        const int rounds = std::atoi(argv[3]);
        std::size_t shown = 0;
        std::size_t answers = 0;
        const double open =
            milliseconds([&] { shown = catalogue.cleared<catalogue::Channel::Site>(day).size(); });
        const double matrix = best_of(rounds, [&] { answers = catalogue.photo_verdicts(day).size(); });
        const double site =
            best_of(rounds, [&] { shown = catalogue.cleared<catalogue::Channel::Site>(day).size(); });
        const auto all = catalogue.cleared<catalogue::Channel::Site>(day);
        std::vector<catalogue::PhotoId> wanted;
        for (std::size_t i = all.size() / 2; i < all.size() && wanted.size() < photos_of_page; ++i)
            wanted.push_back(all[i]->photo);
        std::size_t on_page = 0;
        const double page = best_of(
            rounds, [&] { on_page = catalogue.cleared<catalogue::Channel::Site>(day, wanted).size(); });
        const std::string address = all.empty() ? std::string{} : all[all.size() / 2]->address;
        const double one = best_of(rounds, [&] {
            if (!catalogue.cleared_at<catalogue::Channel::Site>(day, address)) on_page = 0;
        });
        fmt::print(
            "{{\"open\": {:.1f}, \"matrix\": {:.1f}, \"answers\": {}, \"site\": {:.2f}, \"shown\": {}, "
            "\"page\": {:.4f}, \"on_page\": {}, \"one\": {:.4f}}}\n",
            open, matrix, answers, site, shown, page, on_page, one);
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
}
