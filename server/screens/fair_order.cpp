#include "server/screens/fair_order.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace server {

namespace {

/// What is left of one maker's photos, last first.
struct Stack {
    std::vector<std::size_t> left;
    std::size_t all = 0;

    // Where in the round the next one is due, if they were spread evenly.
    double due() const { return (static_cast<double>(all - left.size()) + 0.5) / static_cast<double>(all); }
};

using Stacks = std::map<std::string_view, Stack>;

Stacks stacks_of(const std::vector<Turn>& turns) {
    Stacks stacks;
    for (std::size_t i = 0; i < turns.size(); ++i) stacks[turns[i].maker].left.push_back(i);
    for (auto& [maker, stack] : stacks) {
        std::ranges::sort(stack.left, {}, [&](std::size_t i) { return std::string_view{turns[i].lot}; });
        stack.all = stack.left.size();
    }
    return stacks;
}

// A maker with half of what is left must come now, or will meet himself later; otherwise whoever is due
// first.
Stacks::iterator next_of(Stacks& stacks, std::string_view last, std::size_t left) {
    auto chosen = stacks.end();
    for (auto it = stacks.begin(); it != stacks.end(); ++it) {
        if (it->second.left.empty() || it->first == last) continue;
        if (it->second.left.size() * 2 > left) return it;
        if (chosen == stacks.end() || it->second.due() < chosen->second.due()) chosen = it;
    }
    return chosen == stacks.end() ? stacks.find(last) : chosen;
}

// The round must close: the last photo is put elsewhere when it is of the maker of the first.
void close_round(const std::vector<Turn>& turns, std::vector<std::size_t>& order) {
    const auto maker = [&](std::size_t place) { return std::string_view{turns[order[place]].maker}; };
    const std::size_t size = order.size();
    if (size < 3 || maker(0) != maker(size - 1)) return;
    for (std::size_t place = 1; place + 1 < size; ++place) {
        if (maker(place - 1) == maker(size - 1) || maker(place) == maker(size - 1)) continue;
        if (maker(size - 2) == maker(0)) return;
        const std::size_t moved = order.back();
        order.pop_back();
        order.insert(order.begin() + static_cast<std::ptrdiff_t>(place), moved);
        return;
    }
}

}  // namespace

std::vector<std::size_t> mixed_fairly(const std::vector<Turn>& turns) {
    Stacks stacks = stacks_of(turns);
    std::vector<std::size_t> order;
    order.reserve(turns.size());
    std::string_view last;
    while (order.size() < turns.size()) {
        const auto next = next_of(stacks, last, turns.size() - order.size());
        order.push_back(next->second.left.back());
        next->second.left.pop_back();
        last = next->first;
    }
    close_round(turns, order);
    return order;
}

std::vector<Slide> slides_of(const std::vector<Turn>& turns, const std::vector<std::size_t>& order,
                             bool upright) {
    constexpr std::size_t far_enough = 8;  // a partner from further on would upset the order
    std::vector<Slide> slides;
    std::vector<bool> shown(turns.size(), false);
    for (std::size_t place = 0; place < order.size(); ++place) {
        const std::size_t first = order[place];
        if (shown[first]) continue;
        Slide slide{first};
        shown[first] = true;
        const std::size_t end = std::min(order.size(), place + far_enough);
        for (std::size_t other = place + 1; turns[first].upright != upright && other < end; ++other) {
            const Turn& turn = turns[order[other]];
            if (shown[order[other]] || turn.upright == upright || turn.maker == turns[first].maker) continue;
            slide.push_back(order[other]);
            shown[order[other]] = true;
            break;
        }
        slides.push_back(std::move(slide));
    }
    return slides;
}

}  // namespace server
