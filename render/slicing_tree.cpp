#include "render/slicing_tree.hpp"

#include "render/length.hpp"

#include <cassert>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace render {

namespace {

using Kind = SlicingNode::Kind;

/// Builds the trees of every stretch of photos once; longer ones share them.
class Grower {
 public:
    explicit Grower(std::size_t count) {
        for (std::size_t photo = 0; photo < count; ++photo) {
            trees_.add_photo(photo);
        }
    }

    SlicingTrees grow(std::size_t count) {
        if (count == 1) {
            trees_.roots = {0};
        } else {
            trees_.roots = over(0, count, Kind::Row);
            const auto columns = over(0, count, Kind::Column);
            trees_.roots.insert(trees_.roots.end(), columns.begin(), columns.end());
        }
        return std::move(trees_);
    }

 private:
    /// Trees over photos [first, last) that may be a child of a node of `kind`.
    std::vector<std::size_t> parts(std::size_t first, std::size_t last, Kind kind) {
        if (last - first == 1) return {first};
        return over(first, last, kind == Kind::Row ? Kind::Column : Kind::Row);
    }

    const std::vector<std::size_t>& over(std::size_t first, std::size_t last, Kind kind) {
        const auto key = std::pair{std::pair{first, last}, kind};
        if (const auto known = known_.find(key); known != known_.end()) return known->second;
        std::vector<std::size_t> found;
        std::vector<std::size_t> children;
        split(first, {first, last, kind}, children, found);
        return known_[key] = std::move(found);
    }

    struct Stretch {
        std::size_t first;
        std::size_t last;
        Kind kind;
    };

    /// Adds one node for each way to divide [from, stretch.last) further, after the children chosen already.
    void split(std::size_t from, const Stretch& stretch, std::vector<std::size_t>& children,
               std::vector<std::size_t>& found) {
        if (from == stretch.last) {
            found.push_back(trees_.add(stretch.kind, children));
            return;
        }
        const bool whole = from == stretch.first;  // at least two parts
        for (std::size_t to = from + 1; to <= stretch.last - (whole ? 1 : 0); ++to) {
            for (const std::size_t child : parts(from, to, stretch.kind)) {
                children.push_back(child);
                split(to, stretch, children, found);
                children.pop_back();
            }
        }
    }

    SlicingTrees trees_;
    std::map<std::pair<std::pair<std::size_t, std::size_t>, Kind>, std::vector<std::size_t>> known_;
};

double units(Length length) {
    return static_cast<double>(length.units);
}

Length rounded(double units) {
    return {std::llround(units)};
}

}  // namespace

SlicingTrees all_slicing_trees(std::size_t count) {
    assert(count >= 1 && count <= 8);
    return Grower{count}.grow(count);
}

void SlicingSolver::solve(std::size_t root, const std::vector<FramedLeaf>& leaves) {
    root_ = root;
    leaves_ = leaves.size();
    affine_.clear();
    solve_node(root, leaves);
}

std::size_t SlicingSolver::solve_node(std::size_t index, const std::vector<FramedLeaf>& leaves) {
    const SlicingNode& node = trees_->nodes[index];
    const std::size_t at = affine_.size();
    if (node.kind == Kind::Photo) {
        const FramedLeaf& leaf = leaves[node.photo];
        affine_.push_back({leaf.aspect, -leaf.aspect * units(leaf.under), 1});
        return at;
    }
    affine_.emplace_back();
    const double gaps = static_cast<double>(node.child_count - 1) * units(gutter_);
    double a = 0;
    double b = 0;
    for (const std::size_t child : trees_->children_of(node)) {
        const Affine& part = affine_[solve_node(child, leaves)];
        a += node.kind == Kind::Row ? part.a : 1 / part.a;
        b += node.kind == Kind::Row ? part.b : part.b / part.a;
    }
    const std::size_t under = affine_.size() - at;
    affine_[at] = node.kind == Kind::Row ? Affine{a, b + gaps, under} : Affine{1 / a, (b - gaps) / a, under};
    return at;
}

Size SlicingSolver::largest_in(Size frame) const {
    const Affine& line = affine_.front();
    const double width = line.a * units(frame.height) + line.b;
    if (width <= units(frame.width)) return {rounded(width), frame.height};
    return {frame.width, rounded((units(frame.width) - line.b) / line.a)};
}

void SlicingSolver::place(Size size, std::vector<Rect>& boxes) const {
    boxes.resize(leaves_);
    place(root_, 0, {{}, size}, boxes);
}

void SlicingSolver::place(std::size_t index, std::size_t at, const Rect& box,
                          std::vector<Rect>& boxes) const {
    const SlicingNode& node = trees_->nodes[index];
    if (node.kind == Kind::Photo) {
        boxes[node.photo] = box;
        return;
    }
    const bool row = node.kind == Kind::Row;
    double edge = units(row ? box.left() : box.top());  // unrounded, so that errors do not add up
    Length start = row ? box.left() : box.top();
    std::size_t child_at = at + 1;
    const auto children = trees_->children_of(node);
    for (const std::size_t child : children) {
        const Affine& part = affine_[child_at];
        edge += row ? part.a * units(box.size.height) + part.b : (units(box.size.width) - part.b) / part.a;
        const bool last = child == children.back();
        const Length end = last ? (row ? box.right() : box.bottom()) : rounded(edge);
        place(child, child_at,
              row ? Rect{{start, box.top()}, {end - start, box.size.height}}
                  : Rect{{box.left(), start}, {box.size.width, end - start}},
              boxes);
        child_at += part.under;
        edge += units(gutter_);
        start = end + gutter_;
    }
}

void collect_lowest(const SlicingTrees& trees, std::size_t index, std::vector<std::size_t>& photos) {
    const SlicingNode& node = trees.nodes[index];
    if (node.kind == Kind::Photo) {
        photos.push_back(node.photo);
    } else if (node.kind == Kind::Column) {
        collect_lowest(trees, trees.children_of(node).back(), photos);
    } else {
        for (const std::size_t child : trees.children_of(node)) collect_lowest(trees, child, photos);
    }
}

std::string code_of(const SlicingTrees& trees, std::size_t index) {
    const SlicingNode& node = trees.nodes[index];
    if (node.kind == Kind::Photo) return std::to_string(node.photo);
    std::string code = node.kind == Kind::Row ? "R(" : "C(";
    const auto children = trees.children_of(node);
    for (const std::size_t child : children) {
        code += code_of(trees, child) + (child == children.back() ? ")" : " ");
    }
    return code;
}

}  // namespace render
