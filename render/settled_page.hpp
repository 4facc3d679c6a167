#pragma once

#include "render/composition.hpp"
#include "render/slicing_tree.hpp"

#include <cstddef>
#include <vector>

namespace render {

/// Photos whose lower edges are flush get the same room under them, or captions of other lengths would
/// pull the edges apart. lowest: to work with.
void make_flush(const SlicingTrees& trees, std::size_t index, std::vector<FramedLeaf>& leaves,
                std::vector<std::size_t>& lowest);

/// Into page, whose memory is used again. No photos when the tree does not fit at all.
void solve(const CompositionRequest& request, SlicingSolver& solver, std::size_t root,
           const std::vector<FramedLeaf>& leaves, Composition& page);

/// What is under the photos depends on their widths and the widths on what is under them: tried again until
/// nothing grows, keeping the largest (LAYOUT §1.3).
Composition settled(const CompositionRequest& request, const SlicingTrees& trees, std::size_t root,
                    std::vector<FramedLeaf> leaves);

/// The same page with nothing wider than its pixels allow. Where most photos are too small for their places
/// the whole page is drawn in, so that edges stay flush and gutters exact; a photo much smaller than the
/// others stands alone in the lower corner of its place where reading begins.
Composition with_enough_pixels(const CompositionRequest& request, const SlicingTrees& trees, std::size_t root,
                               const Composition& page);

}  // namespace render
