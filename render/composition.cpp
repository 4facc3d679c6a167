#include "render/composition.hpp"

#include "render/length.hpp"
#include "render/photo_rows.hpp"
#include "render/slicing_tree.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace render {

namespace {

constexpr std::size_t most_photos_by_trees = 8;
constexpr std::size_t finalists = 16;  // trees worth breaking captions for at their true widths
constexpr int rounds_of_captions = 4;

double area(const Rect& rect) {
    return rect.size.width.in_mm() * rect.size.height.in_mm();
}

/// One tree, solved and placed.
struct Candidate {
    std::size_t root = 0;
    Composition page;
};

/// Photos whose lower edges are flush get the same room under them, or captions of other lengths would
/// pull the edges apart.
void make_flush(const SlicingTrees& trees, std::size_t index, std::vector<FramedLeaf>& leaves) {
    const SlicingNode& node = trees.nodes[index];
    if (node.kind == SlicingNode::Kind::Row) {
        std::vector<std::size_t> lowest;
        collect_lowest(trees, index, lowest);
        Length most;
        for (const std::size_t photo : lowest) most = std::max(most, leaves[photo].under);
        for (const std::size_t photo : lowest) leaves[photo].under = most;
    }
    for (const std::size_t child : node.children) make_flush(trees, child, leaves);
}

bool is_before(const Rect& one, const Rect& other) {
    if (one.bottom() <= other.top()) return true;
    const Length overlap = std::min(one.bottom(), other.bottom()) - std::max(one.top(), other.top());
    const Length lower = std::min(one.size.height, other.size.height);
    return overlap * 2 > lower && one.right() <= other.left();
}

double out_of_order(const std::vector<Rect>& photos) {
    const std::size_t count = photos.size();
    if (count < 2) return 0;
    int wrong = 0;
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t j = i + 1; j < count; ++j) wrong += is_before(photos[j], photos[i]) ? 1 : 0;
    }
    return wrong / (static_cast<double>(count * (count - 1)) / 2);
}

double uneven(const CompositionRequest& request, const std::vector<Rect>& photos) {
    double sum = 0;
    double squares = 0;
    for (std::size_t i = 0; i < photos.size(); ++i) {
        const double size = std::log(area(photos[i]) / request.photos[i].weight);
        sum += size;
        squares += size * size;
    }
    const double count = static_cast<double>(photos.size());
    return std::sqrt(std::max(0.0, squares / count - (sum / count) * (sum / count)));
}

double too_few_pixels(const CompositionRequest& request, const std::vector<Rect>& photos) {
    double sum = 0;
    for (std::size_t i = 0; i < photos.size(); ++i) {
        const Length widest = request.photos[i].widest;
        if (widest.units == 0 || photos[i].size.width <= widest) continue;
        const double times = std::log2(photos[i].size.width.in_mm() / widest.in_mm());
        sum += times * times;
    }
    return sum;
}

double unaligned(const std::vector<Rect>& photos) {
    std::set<Length> lefts;
    std::set<Length> tops;
    for (const Rect& photo : photos) {
        lefts.insert(photo.left());
        tops.insert(photo.top());
    }
    return static_cast<double>(lefts.size() + tops.size()) / (2.0 * static_cast<double>(photos.size()));
}

/// LAYOUT §1.5. Its term for the optical centre is left out: pages are centred when they are used.
double cost_of(const CompositionRequest& request, const Composition& page) {
    return (1 - page.coverage) + 0.5 * uneven(request, page.photos) +
           2 * too_few_pixels(request, page.photos) + 0.7 * out_of_order(page.photos) +
           0.2 * unaligned(page.photos);
}

/// Empty photos when the tree does not fit at all.
Composition solved(const CompositionRequest& request, const SlicingTrees& trees, std::size_t root,
                   const std::vector<FramedLeaf>& leaves) {
    const SlicingSolution solution{trees, root, leaves, request.gutter};
    Composition page;
    page.extent = solution.largest_in(request.frame);
    page.cost = std::numeric_limits<double>::infinity();
    if (page.extent.width.units <= 0 || page.extent.height.units <= 0) return page;
    std::vector<Rect> photos = solution.place(page.extent);
    double shown = 0;
    for (std::size_t i = 0; i < photos.size(); ++i) {
        photos[i].size.height -= leaves[i].under;
        if (photos[i].size.width.units <= 0 || photos[i].size.height.units <= 0) return page;
        page.unders.push_back(
            {{photos[i].left(), photos[i].bottom()}, {photos[i].size.width, leaves[i].under}});
        shown += area(photos[i]);
    }
    page.photos = std::move(photos);
    page.coverage = shown / area({{}, request.frame});
    page.cost = cost_of(request, page);
    return page;
}

/// What is under the photos depends on their widths and the widths on what is under them: tried again until
/// nothing grows, keeping the largest (LAYOUT §1.3).
Composition settled(const CompositionRequest& request, const SlicingTrees& trees, std::size_t root,
                    std::vector<FramedLeaf> leaves) {
    Composition page = solved(request, trees, root, leaves);
    for (int round = 0; request.under && round < rounds_of_captions && !page.photos.empty(); ++round) {
        const std::vector<FramedLeaf> before = leaves;
        for (std::size_t i = 0; i < leaves.size(); ++i) {
            const Length needed = request.under(i, page.photos[i].size.width);
            leaves[i].under = round == 0 ? needed : std::max(leaves[i].under, needed);
        }
        make_flush(trees, root, leaves);
        if (leaves == before) break;
        page = solved(request, trees, root, leaves);
    }
    if (page.photos.empty()) return page;
    for (std::size_t i = 0; request.under && i < leaves.size(); ++i) {
        const bool overflows = request.under(i, page.photos[i].size.width) > leaves[i].under;
        if (overflows) page.cost = std::numeric_limits<double>::infinity();
    }
    return page;
}

bool is_better(const SlicingTrees& trees, const Candidate& one, const Candidate& other) {
    constexpr double equal = 1e-9;
    if (std::abs(one.page.cost - other.page.cost) > equal) return one.page.cost < other.page.cost;
    const std::string code = code_of(trees, one.root);
    const std::string other_code = code_of(trees, other.root);
    return std::pair{code.size(), code} < std::pair{other_code.size(), other_code};
}

std::vector<FramedLeaf> first_guess(const CompositionRequest& request) {
    std::vector<FramedLeaf> leaves;
    const auto across = std::max(1LL, std::llround(std::sqrt(static_cast<double>(request.photos.size()))));
    for (std::size_t i = 0; i < request.photos.size(); ++i) {
        const Length under = request.under ? request.under(i, request.frame.width / across) : Length{};
        leaves.push_back({request.photos[i].aspect, under});
    }
    return leaves;
}

Candidate best_of(const CompositionRequest& request, const SlicingTrees& trees) {
    const std::vector<FramedLeaf> guess = first_guess(request);
    std::vector<Candidate> candidates;
    for (const std::size_t root : trees.roots) {
        std::vector<FramedLeaf> leaves = guess;
        make_flush(trees, root, leaves);
        candidates.push_back({root, solved(request, trees, root, leaves)});
    }
    const auto better = [&](const Candidate& one, const Candidate& other) {
        // Infinities are equal to none: ordered by their code alone.
        if (std::isinf(one.page.cost) || std::isinf(other.page.cost)) {
            return std::pair{one.page.cost, one.root} < std::pair{other.page.cost, other.root};
        }
        return is_better(trees, one, other);
    };
    const std::size_t kept = std::min(finalists, candidates.size());
    std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(kept),
                      candidates.end(), better);
    candidates.resize(kept);
    for (Candidate& candidate : candidates) {
        candidate.page = settled(request, trees, candidate.root, guess);
    }
    return *std::min_element(candidates.begin(), candidates.end(), better);
}

/// Nothing may be wider than its pixels allow: such a photo stands smaller in the middle of its place.
void respect_pixels(const CompositionRequest& request, Composition& page) {
    for (std::size_t i = 0; i < page.photos.size(); ++i) {
        const Length widest = request.photos[i].widest;
        Rect& photo = page.photos[i];
        if (widest.units == 0 || photo.size.width <= widest) continue;
        const Size whole = photo.size;
        photo.size = {widest, Length::from_mm(widest.in_mm() / request.photos[i].aspect)};
        photo.origin.x += (whole.width - photo.size.width) / 2;
        photo.origin.y += (whole.height - photo.size.height) / 2;
        page.unders[i].origin.y = photo.bottom();
    }
}

void mirror(Composition& page) {
    for (auto* rects : {&page.photos, &page.unders}) {
        for (Rect& rect : *rects) rect.origin.x = page.extent.width - rect.right();
    }
}

}  // namespace

Composition compose(const CompositionRequest& request) {
    assert(!request.photos.empty());
    const std::size_t count = request.photos.size();
    const SlicingTrees trees = count <= most_photos_by_trees ? all_slicing_trees(count) : row_trees(request);
    Candidate best = best_of(request, trees);
    best.page.tree = code_of(trees, best.root);
    respect_pixels(request, best.page);
    if (request.direction == Direction::RightToLeft) mirror(best.page);
    return std::move(best.page);
}

}  // namespace render
