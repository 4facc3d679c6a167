#pragma once

#include "render/composition.hpp"
#include "render/slicing_tree.hpp"

namespace render {

/// Justified rows (LAYOUT §1.6): for every number of rows the division in which the rows are most nearly
/// equally high, as slicing trees.
SlicingTrees row_trees(const CompositionRequest& request);

}  // namespace render
