#include "render/composition.hpp"

#include "render/composition_cost.hpp"
#include "render/length.hpp"
#include "render/photo_rows.hpp"
#include "render/settled_page.hpp"
#include "render/slicing_beam.hpp"
#include "render/slicing_tree.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace render {

namespace {

constexpr std::size_t most_photos_by_trees = 8;
constexpr std::size_t finalists = 16;  // trees worth breaking captions for at their true widths

/// One tree, solved.
struct Candidate {
    std::size_t root = 0;
    double cost = 0;
    double coverage = 0;
    bool in_order = false;
    bool flush = false;  // with the pixels that there are
    Composition page;    // where it was placed already
};

Candidate judged(const CompositionRequest& request, std::size_t root, const Composition& page) {
    const bool solvable = !std::isinf(page.cost);
    return {root,
            page.cost,
            page.coverage,
            solvable && is_in_reading_order(page),
            solvable && is_drawn_in(request, page),
            {}};
}

Candidate placed(const CompositionRequest& request, std::size_t root, Composition page) {
    Candidate candidate = judged(request, root, page);
    candidate.page = std::move(page);
    return candidate;
}

bool is_better(const SlicingTrees& trees, const Candidate& one, const Candidate& other) {
    constexpr double equal = 1e-9;
    if (std::abs(one.cost - other.cost) > equal) return one.cost < other.cost;
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

/// Every way to cut the page that is looked at, and among them the justified rows.
struct Ways {
    SlicingTrees trees;
    std::vector<std::size_t> rows;
};

Ways ways_to_cut(const CompositionRequest& request) {
    const std::size_t count = request.photos.size();
    Ways ways;
    if (count <= most_photos_by_trees) {
        ways.trees = all_slicing_trees(count);
    } else if (count <= most_photos_in_a_beam) {
        ways.trees = beam_trees(request);
        add_all_rows(ways.trees, request);  // a beam may lose them
    } else {
        for (std::size_t photo = 0; photo < count; ++photo) ways.trees.add_photo(photo);
    }
    ways.rows = add_rows(ways.trees, request);
    return ways;
}

class Composer {
 public:
    explicit Composer(const CompositionRequest& request)
        : request_(request), ways_(ways_to_cut(request)), guess_(first_guess(request)) {}

    std::vector<Composition> best(std::size_t most) {
        const std::vector<Candidate> rows = settled_all(ways_.rows);
        std::vector<Candidate> candidates = judged_all(ways_.trees.roots);
        if (may_be_full()) expect_no_less_than(rows);
        if (may_be_full() && !request_.under) expect_full(candidates);
        keep_first(candidates, finalists * most);
        for (Candidate& candidate : candidates) {
            candidate =
                placed(request_, candidate.root, settled(request_, ways_.trees, candidate.root, guess_));
        }
        candidates.insert(candidates.end(), rows.begin(), rows.end());
        keep_first(candidates, candidates.size());
        return different(candidates, most);
    }

 private:
    bool comes_first(const Candidate& one, const Candidate& other) const {
        // Infinities are equal to none: ordered by their code alone.
        if (std::isinf(one.cost) || std::isinf(other.cost)) {
            return std::pair{one.cost, one.root} < std::pair{other.cost, other.root};
        }
        const bool one_will_do = will_do(one);
        if (one_will_do != will_do(other)) return one_will_do;
        return is_better(ways_.trees, one, other);
    }

    /// Where photos are weighted some are to be small, and where they are many they look best alike, whatever
    /// paper that leaves bare.
    bool may_be_full() const {
        const auto& photos = request_.photos;
        return photos.size() <= most_photos_in_a_beam &&
               std::all_of(photos.begin(), photos.end(),
                           [&](const PhotoShape& photo) { return photo.weight == photos.front().weight; });
    }

    bool will_do(const Candidate& candidate) const {
        constexpr double equal = 1e-9;
        return candidate.coverage >= expected_ - equal && candidate.in_order;
    }

    void expect_no_less_than(const std::vector<Candidate>& pages) {
        for (const Candidate& candidate : pages) {
            if (candidate.flush) expected_ = std::max(expected_, candidate.coverage);
        }
    }

    /// Words under the photos need paper too, so only photos alone can be asked to fill their frame.
    void expect_full(const std::vector<Candidate>& pages) {
        constexpr double full = 0.92;
        for (const Candidate& candidate : pages) {
            if (candidate.in_order && candidate.flush)
                expected_ = std::max(expected_, std::min(full, candidate.coverage));
        }
    }

    void keep_first(std::vector<Candidate>& candidates, std::size_t most) const {
        const std::size_t kept = std::min(most, candidates.size());
        const auto end = candidates.begin() + static_cast<std::ptrdiff_t>(kept);
        std::partial_sort(
            candidates.begin(), end, candidates.end(),
            [this](const Candidate& one, const Candidate& other) { return comes_first(one, other); });
        candidates.erase(end, candidates.end());
    }

    std::vector<Candidate> settled_all(const std::vector<std::size_t>& roots) const {
        std::vector<Candidate> candidates;
        candidates.reserve(roots.size());
        for (const std::size_t root : roots) {
            candidates.push_back(placed(request_, root, settled(request_, ways_.trees, root, guess_)));
        }
        return candidates;
    }

    /// With what is thought to stand under the photos.
    std::vector<Candidate> judged_all(const std::vector<std::size_t>& roots) const {
        SlicingSolver solver(ways_.trees, request_.gutter);
        std::vector<FramedLeaf> leaves = guess_;
        std::vector<std::size_t> lowest;
        Composition page;
        std::vector<Candidate> candidates;
        candidates.reserve(roots.size());
        for (const std::size_t root : roots) {
            leaves = guess_;
            if (request_.under) make_flush(ways_.trees, root, leaves, lowest);
            solve(request_, solver, root, leaves, page);
            candidates.push_back(judged(request_, root, page));
        }
        return candidates;
    }

    std::vector<Composition> different(const std::vector<Candidate>& candidates, std::size_t most) const {
        constexpr double clearly = 0.1;
        std::vector<Composition> pages;
        for (const Candidate& candidate : candidates) {
            if (pages.size() == most || (!pages.empty() && std::isinf(candidate.cost))) break;
            const bool is_like_another =
                std::any_of(pages.begin(), pages.end(), [&](const Composition& page) {
                    return difference_of(page, candidate.page, request_.frame) < clearly;
                });
            if (is_like_another) continue;
            pages.push_back(with_enough_pixels(request_, ways_.trees, candidate.root, candidate.page));
            pages.back().tree = code_of(ways_.trees, candidate.root);
        }
        return pages;
    }

    const CompositionRequest& request_;
    Ways ways_;
    std::vector<FramedLeaf> guess_;
    double expected_ = 0;  // coverage
};

void mirror(Composition& page) {
    for (auto* rects : {&page.photos, &page.unders}) {
        for (Rect& rect : *rects) rect.origin.x = page.extent.width - rect.right();
    }
}

}  // namespace

std::vector<Composition> compositions(const CompositionRequest& request, std::size_t most) {
    assert(!request.photos.empty());
    std::vector<Composition> pages = Composer(request).best(most);
    if (request.direction == Direction::LeftToRight) return pages;
    for (Composition& page : pages) mirror(page);
    return pages;
}

Composition compose(const CompositionRequest& request) {
    return compositions(request, 1).front();
}

}  // namespace render
