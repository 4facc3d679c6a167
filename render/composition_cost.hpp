#pragma once

#include "render/composition.hpp"
#include "render/length.hpp"

#include <cstddef>

namespace render {

/// The size a photo may have of the place it got: no larger than its pixels allow.
Size allowed_size(const PhotoShape& shape, Size place);

/// How many times wider than its pixels allow the photo is for which that is most.
double excess_of(const CompositionRequest& request, const Composition& page);

/// Whether photos that are wider than their pixels allow make the whole page smaller, so that edges stay
/// flush. Else only they are made smaller: beside a very small one the others would lose too much.
bool is_drawn_in(const CompositionRequest& request, const Composition& page);

/// Share of the frame that shows a photo.
double coverage_of(const CompositionRequest& request, const Composition& page);

/// Whether no photo stands clearly before an earlier one, as lines of text are read.
bool is_in_reading_order(const Composition& page);

/// LAYOUT §1.5: how far a page is from a good one. Its term for the optical centre is left out: pages are
/// centred when they are used.
double cost_of(const CompositionRequest& request, const Composition& page);

/// How differently two pages place the same photos: the mean distance of a photo's centre to where it was,
/// as a share of the frame's diagonal.
double difference_of(const Composition& one, const Composition& other, Size frame);

}  // namespace render
