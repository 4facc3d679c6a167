#pragma once

#include "render/composition.hpp"
#include "render/slicing_tree.hpp"

#include <cstddef>

namespace render {

/// The most photos that beam_trees looks at.
inline constexpr std::size_t most_photos_in_a_beam = 12;

/// Good trees for more photos than can be tried in every way (LAYOUT §1.4): for each stretch of photos the
/// most even page of every proportion is kept, and longer stretches are put together from those. Reading
/// order is kept. Two photos or more, at most most_photos_in_a_beam.
SlicingTrees beam_trees(const CompositionRequest& request);

}  // namespace render
