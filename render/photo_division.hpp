#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace render {

/// Photos in their order, to be spread over pages in theirs.
struct DivisionRequest {
    std::size_t photos = 0;
    std::size_t pages = 0;
    std::size_t most_on_a_page = 6;
    /// What it costs to have photos [first, first + count) on that page; infinite: cannot be.
    std::function<double(std::size_t page, std::size_t first, std::size_t count)> cost;
};

/// How many photos each page gets, at the least cost together (LAYOUT §2). Empty when there is no way.
std::vector<std::size_t> divide(const DivisionRequest& request);

}  // namespace render
