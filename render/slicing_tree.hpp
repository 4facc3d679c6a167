#pragma once

#include "render/length.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace render {

/// Pages cut by straight lines from edge to edge (LAYOUT §1). A leaf is a photo; the children of a Row stand
/// side by side and share their height, those of a Column are stacked and share their width. No child of a
/// Row is a Row and no child of a Column a Column, so that every geometry is counted once.
struct SlicingNode {
    enum class Kind { Photo, Row, Column };
    Kind kind = Kind::Photo;
    std::size_t photo = 0;  // of a Photo
    std::size_t first_child = 0;
    std::size_t child_count = 0;  // of the others: at least two
};

/// Many trees that share their branches. They are made by the thousand, so that all nodes keep their children
/// in one list.
struct SlicingTrees {
    std::vector<SlicingNode> nodes;
    std::vector<std::size_t> children;  // each before its parent in the pool
    std::vector<std::size_t> roots;

    std::span<const std::size_t> children_of(const SlicingNode& node) const {
        return std::span(children).subspan(node.first_child, node.child_count);
    }

    std::size_t add_photo(std::size_t photo) {
        nodes.push_back({SlicingNode::Kind::Photo, photo});
        return nodes.size() - 1;
    }

    std::size_t add(SlicingNode::Kind kind, const std::vector<std::size_t>& under) {
        nodes.push_back({kind, 0, children.size(), under.size()});
        children.insert(children.end(), under.begin(), under.end());
        return nodes.size() - 1;
    }
};

/// All trees whose leaves are photos 0 … count−1 in that order: 1, 2, 6, 22, 90 … (large Schröder numbers).
/// count: 1 to 8.
SlicingTrees all_slicing_trees(std::size_t count);

/// A photo with what must stand under it.
struct FramedLeaf {
    double aspect = 1;  // width ÷ height
    Length under;       // room kept under the photo; all photos whose lower edges are flush have the same
    friend bool operator==(const FramedLeaf&, const FramedLeaf&) = default;
};

/// Solves one tree after another, exactly: with fixed gutters the width of every node is an affine function
/// of its height (LAYOUT §1.1). Of a page of seven photos 1806 are looked at, so that memory is used again.
class SlicingSolver {
 public:
    SlicingSolver(const SlicingTrees& trees, Length gutter) : trees_(&trees), gutter_(gutter) {}

    /// Turns to another tree.
    void solve(std::size_t root, const std::vector<FramedLeaf>& leaves);

    /// The largest size with the right proportions inside `frame`. Width or height may come out negative when
    /// the gutters alone do not fit.
    Size largest_in(Size frame) const;

    /// Boxes of photo and what is under it, from the top left corner of `size`. Edges are rounded once, so
    /// that flush edges are equal and gutters exact. boxes: by photo.
    void place(Size size, std::vector<Rect>& boxes) const;

 private:
    /// A node of this tree; its first child follows it, and each later child what is under the one before.
    struct Affine {
        double a = 1;  // width = a · height + b, in units of Length
        double b = 0;
        std::size_t under = 0;  // nodes of this branch, itself included
    };
    std::size_t solve_node(std::size_t node, const std::vector<FramedLeaf>& leaves);
    void place(std::size_t node, std::size_t at, const Rect& box, std::vector<Rect>& boxes) const;

    const SlicingTrees* trees_;
    Length gutter_;
    std::size_t root_ = 0;
    std::size_t leaves_ = 0;
    std::vector<Affine> affine_;  // from the root down, as read
};

/// Photos whose lower edges end at the lower edge of this node's box.
void collect_lowest(const SlicingTrees& trees, std::size_t node, std::vector<std::size_t>& photos);

/// "R(0 C(1 2))": for tests, and the last word where two trees are equally good.
std::string code_of(const SlicingTrees& trees, std::size_t node);

}  // namespace render
