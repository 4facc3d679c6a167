#include "render/photo_division.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

namespace render {

namespace {

constexpr double impossible = std::numeric_limits<double>::infinity();

/// The best way to have put so many photos on the pages before.
struct Way {
    double cost = impossible;
    std::size_t on_last_page = 0;
};

/// From each way to have filled the pages before this one, goes on with every number of photos on it.
std::vector<Way> with_page(const DivisionRequest& request, const std::vector<Way>& before, std::size_t page) {
    std::vector<Way> ways(before.size());
    for (std::size_t done = 0; done < before.size(); ++done) {
        if (before[done].cost == impossible) continue;
        const std::size_t most = std::min(request.most_on_a_page, request.photos - done);
        for (std::size_t count = 0; count <= most; ++count) {
            const double cost = before[done].cost + request.cost(page, done, count);
            if (cost < ways[done + count].cost) ways[done + count] = {cost, count};
        }
    }
    return ways;
}

}  // namespace

std::vector<std::size_t> divide(const DivisionRequest& request) {
    std::vector<std::vector<Way>> ways{std::vector<Way>(request.photos + 1)};
    ways.front().front().cost = 0;
    for (std::size_t page = 0; page < request.pages; ++page) {
        ways.push_back(with_page(request, ways.back(), page));
    }
    if (ways.back().back().cost == impossible) return {};
    std::vector<std::size_t> division(request.pages);
    std::size_t done = request.photos;
    for (std::size_t page = request.pages; page > 0; --page) {
        division[page - 1] = ways[page][done].on_last_page;
        done -= division[page - 1];
    }
    return division;
}

}  // namespace render
