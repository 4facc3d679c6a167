#pragma once

#include "render/composition.hpp"
#include "render/slicing_tree.hpp"

#include <cstddef>
#include <vector>

namespace render {

/// Adds to trees whose first nodes are the photos the justified rows (LAYOUT §1.6): for every number of rows
/// the division in which they are most nearly equally high, and up to twelve photos the division that shows
/// most of them. Gives their roots, which are not among the trees' own roots yet.
std::vector<std::size_t> add_rows(SlicingTrees& trees, const CompositionRequest& request);

/// Adds to the roots of such trees every division into rows, of up to twelve photos.
void add_all_rows(SlicingTrees& trees, const CompositionRequest& request);

}  // namespace render
