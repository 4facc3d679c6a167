#include "render/settled_page.hpp"

#include "render/composition.hpp"
#include "render/composition_cost.hpp"
#include "render/length.hpp"
#include "render/slicing_tree.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace render {

namespace {

constexpr int rounds_of_captions = 4;

Length shown_width(const CompositionRequest& request, const Composition& page, std::size_t photo) {
    return allowed_size(request.photos[photo], page.photos[photo].size).width;
}

Size share_of(Size size, double share) {
    const auto part = [&](Length whole) {
        return Length{static_cast<std::int64_t>(std::ceil(static_cast<double>(whole.units) * share))};
    };
    return {part(size.width), part(size.height)};
}

/// The same cut of the paper, smaller, as large as the pixels of every photo allow. Gutters and captions do
/// not shrink along: where they take the same room the widths change in a straight line, of which the chord
/// is found. No photos when it does not come out.
Composition drawn_in(CompositionRequest request, const SlicingTrees& trees, std::size_t root,
                     const Composition& page) {
    constexpr int rounds = 5;
    constexpr double hair = 0.0005;
    std::vector<FramedLeaf> leaves;
    for (std::size_t i = 0; i < page.photos.size(); ++i) {
        leaves.push_back({request.photos[i].aspect, page.unders[i].size.height});
    }
    const double whole_excess = excess_of(request, page);
    double share = 1 / whole_excess;
    Composition best;
    for (int round = 0; round < rounds; ++round) {
        request.frame = share_of(page.extent, share);
        Composition smaller = settled(request, trees, root, leaves);
        if (smaller.photos.empty() || std::isinf(smaller.cost)) break;
        const double excess = excess_of(request, smaller);
        if (excess > 1 + hair) break;
        best = std::move(smaller);
        if (excess > 1 - hair) break;
        share += (1 - excess) * (1 - share) / (whole_excess - excess);
    }
    return best;
}

/// Each photo in the lower corner of its place.
void draw_in_each(const CompositionRequest& request, Composition& page) {
    for (std::size_t i = 0; i < page.photos.size(); ++i) {
        Rect& photo = page.photos[i];
        const Length bottom = photo.bottom();
        photo.size = allowed_size(request.photos[i], photo.size);
        photo.origin.y = bottom - photo.size.height;
        page.unders[i].size.width = photo.size.width;
    }
}

}  // namespace

void make_flush(const SlicingTrees& trees, std::size_t index, std::vector<FramedLeaf>& leaves,
                std::vector<std::size_t>& lowest) {
    const SlicingNode& node = trees.nodes[index];
    if (node.kind == SlicingNode::Kind::Row) {
        lowest.clear();
        collect_lowest(trees, index, lowest);
        Length most;
        for (const std::size_t photo : lowest) most = std::max(most, leaves[photo].under);
        for (const std::size_t photo : lowest) leaves[photo].under = most;
    }
    for (const std::size_t child : trees.children_of(node)) make_flush(trees, child, leaves, lowest);
}

void solve(const CompositionRequest& request, SlicingSolver& solver, std::size_t root,
           const std::vector<FramedLeaf>& leaves, Composition& page) {
    solver.solve(root, leaves);
    page.photos.clear();
    page.unders.clear();
    page.coverage = 0;
    page.cost = std::numeric_limits<double>::infinity();
    page.extent = solver.largest_in(request.frame);
    if (page.extent.width.units <= 0 || page.extent.height.units <= 0) return;
    solver.place(page.extent, page.photos);
    for (std::size_t i = 0; i < page.photos.size(); ++i) {
        Rect& photo = page.photos[i];
        photo.size.height -= leaves[i].under;
        if (photo.size.width.units <= 0 || photo.size.height.units <= 0) return page.photos.clear();
        page.unders.push_back({{photo.left(), photo.bottom()}, {photo.size.width, leaves[i].under}});
    }
    page.coverage = coverage_of(request, page);
    page.cost = cost_of(request, page);
}

Composition settled(const CompositionRequest& request, const SlicingTrees& trees, std::size_t root,
                    std::vector<FramedLeaf> leaves) {
    SlicingSolver solver(trees, request.gutter);
    std::vector<std::size_t> lowest;
    Composition page;
    solve(request, solver, root, leaves, page);
    for (int round = 0; request.under && round < rounds_of_captions && !page.photos.empty(); ++round) {
        const std::vector<FramedLeaf> before = leaves;
        for (std::size_t i = 0; i < leaves.size(); ++i) {
            const Length needed = request.under(i, shown_width(request, page, i));
            leaves[i].under = round == 0 ? needed : std::max(leaves[i].under, needed);
        }
        make_flush(trees, root, leaves, lowest);
        if (leaves == before) break;
        solve(request, solver, root, leaves, page);
    }
    if (page.photos.empty()) return page;
    for (std::size_t i = 0; request.under && i < leaves.size(); ++i) {
        const bool overflows = request.under(i, shown_width(request, page, i)) > leaves[i].under;
        if (overflows) page.cost = std::numeric_limits<double>::infinity();
    }
    return page;
}

Composition with_enough_pixels(const CompositionRequest& request, const SlicingTrees& trees, std::size_t root,
                               const Composition& page) {
    Composition apart = page;
    if (page.photos.empty() || excess_of(request, page) <= 1) return apart;
    draw_in_each(request, apart);
    if (!is_drawn_in(request, page)) return apart;
    Composition together = drawn_in(request, trees, root, page);
    if (together.photos.empty()) return apart;
    draw_in_each(request, together);  // by less than can be seen
    together.coverage = coverage_of(request, together);
    together.cost = page.cost;
    return together;
}

}  // namespace render
