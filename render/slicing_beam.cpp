#include "render/slicing_beam.hpp"

#include "render/composition.hpp"
#include "render/slicing_tree.hpp"

#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <map>
#include <utility>
#include <vector>

namespace render {

namespace {

using Kind = SlicingNode::Kind;

/// What a branch adds to its parent, gutters left out: they are small, and the finished trees are solved
/// exactly. Sizes are logarithms of the side of a photo against the height of the branch.
struct Branch {
    std::size_t node = 0;
    double aspect = 1;
    double count = 1;
    double sizes = 0;
    double squares = 0;
    std::size_t columns = 0;  // side by side in it

    /// Half the spread of the areas.
    double unevenness() const { return squares / count - (sizes / count) * (sizes / count); }

    /// The same branch seen from a parent that much higher, in logarithms.
    Branch seen_from(double higher) const {
        Branch seen = *this;
        seen.sizes = sizes + count * higher;
        seen.squares = squares + 2 * higher * sizes + count * higher * higher;
        return seen;
    }
};

Branch joined(Kind kind, const Branch& one, const Branch& other) {
    Branch whole;
    whole.count = one.count + other.count;
    if (kind == Kind::Row) {
        whole.aspect = one.aspect + other.aspect;
        whole.sizes = one.sizes + other.sizes;
        whole.squares = one.squares + other.squares;
        whole.columns = one.columns + other.columns;
        return whole;
    }
    whole.aspect = 1 / (1 / one.aspect + 1 / other.aspect);
    const Branch above = one.seen_from(std::log(whole.aspect / one.aspect));
    const Branch below = other.seen_from(std::log(whole.aspect / other.aspect));
    whole.sizes = above.sizes + below.sizes;
    whole.squares = above.squares + below.squares;
    whole.columns = 1;
    return whole;
}

class Beam {
 public:
    explicit Beam(const CompositionRequest& request) : count_(request.photos.size()) {
        for (std::size_t photo = 0; photo < count_; ++photo) {
            const PhotoShape& shape = request.photos[photo];
            trees_.add_photo(photo);
            const double size = std::log(shape.aspect / shape.weight) / 2;
            photos_.push_back({photo, shape.aspect, 1, size, size * size});
        }
    }

    SlicingTrees grow() {
        for (std::size_t length = 2; length <= count_; ++length) {
            for (std::size_t first = 0; first + length <= count_; ++first) {
                for (const Kind kind : {Kind::Row, Kind::Column}) fill({first, first + length}, kind);
            }
        }
        for (const Kind kind : {Kind::Row, Kind::Column}) {
            for (const Branch& branch : branches_[{{0, count_}, kind}]) trees_.roots.push_back(branch.node);
        }
        return std::move(trees_);
    }

 private:
    using Stretch = std::pair<std::size_t, std::size_t>;

    // Proportions from 1:8 to 8:1; others are no page. In an e of proportions so many are kept: more of whole
    // pages, for their gutters are not counted yet and one of them has to fit the frame.
    static constexpr double widest = 2.1;
    static constexpr double kept_of_parts = 8;
    static constexpr double kept_of_pages = 64;

    struct Pair {
        Branch whole;
        std::size_t one = 0;
        std::size_t other = 0;
        bool taken = false;
    };

    /// The best of each proportion, for no column in it and for one.
    struct Shelf {
        double kept_in_an_e = 1;
        std::array<std::vector<Pair>, 2> best;

        explicit Shelf(double kept) : kept_in_an_e(kept) {
            for (auto& pairs : best) pairs.resize(static_cast<std::size_t>(2 * widest * kept) + 1);
        }
    };

    /// Branches over a stretch that may be the first part of a node of this kind, or, for the rest of it, the
    /// last part together with all the parts between.
    void add_parts(const Stretch& stretch, Kind kind, std::vector<Branch>& parts) const {
        if (stretch.second - stretch.first == 1) {
            parts.push_back(photos_[stretch.first]);
            return;
        }
        const auto& found = branches_.at({stretch, kind});
        parts.insert(parts.end(), found.begin(), found.end());
    }

    void fill(const Stretch& stretch, Kind kind) {
        const Kind opposite = kind == Kind::Row ? Kind::Column : Kind::Row;
        const bool whole = stretch.second - stretch.first == count_;
        Shelf shelf(whole ? kept_of_pages : kept_of_parts);
        for (std::size_t cut = stretch.first + 1; cut < stretch.second; ++cut) {
            std::vector<Branch> firsts;
            std::vector<Branch> rests;
            add_parts({stretch.first, cut}, opposite, firsts);
            add_parts({cut, stretch.second}, opposite, rests);
            if (stretch.second - cut > 1) add_parts({cut, stretch.second}, kind, rests);
            for (const Branch& one : firsts) {
                for (const Branch& other : rests) consider(joined(kind, one, other), {one, other}, shelf);
            }
        }
        auto& kept = branches_[{stretch, kind}];
        for (const auto& pairs : shelf.best) {
            for (const Pair& pair : pairs) {
                if (pair.taken) kept.push_back(planted(pair, kind));
            }
        }
    }

    static void consider(const Branch& whole, const std::pair<const Branch&, const Branch&>& parts,
                         Shelf& shelf) {
        // Of two columns side by side the second begins above the end of the first: out of reading order.
        if (whole.columns > 1) return;
        const double place = (std::log(whole.aspect) + widest) * shelf.kept_in_an_e;
        auto& pairs = shelf.best.at(whole.columns);
        if (place < 0 || place >= static_cast<double>(pairs.size())) return;
        Pair& kept = pairs[static_cast<std::size_t>(place)];
        if (kept.taken && kept.whole.unevenness() <= whole.unevenness()) return;
        kept = {whole, parts.first.node, parts.second.node, true};
    }

    Branch planted(const Pair& pair, Kind kind) {
        std::vector<std::size_t> children{pair.one};
        const SlicingNode& rest = trees_.nodes[pair.other];
        if (rest.kind == kind) {
            const auto others = trees_.children_of(rest);
            children.insert(children.end(), others.begin(), others.end());
        } else {
            children.push_back(pair.other);
        }
        Branch branch = pair.whole;
        branch.node = trees_.add(kind, children);
        return branch;
    }

    std::size_t count_;
    SlicingTrees trees_;
    std::vector<Branch> photos_;
    std::map<std::pair<Stretch, Kind>, std::vector<Branch>> branches_;
};

}  // namespace

SlicingTrees beam_trees(const CompositionRequest& request) {
    assert(request.photos.size() >= 2 && request.photos.size() <= most_photos_in_a_beam);
    return Beam(request).grow();
}

}  // namespace render
