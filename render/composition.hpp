#pragma once

#include "render/length.hpp"
#include "render/type.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace render {

/// What a photo asks of the page.
struct PhotoShape {
    double aspect = 1;  // width ÷ height, upright
    double weight = 1;  // its share of the paper, against the others
    Length widest;      // beyond this its pixels would show; 0: no limit
};

struct CompositionRequest {
    std::vector<PhotoShape> photos;  // one or more, in reading order
    Size frame;
    Length gutter;
    Direction direction = Direction::LeftToRight;
    double evenness =
        0.5;  // how much it costs when areas are not as the weights ask, against paper left bare
    /// Height of what stands under a photo of that width, the gap above it included. Empty: nothing does.
    std::function<Length(std::size_t photo, Length width)> under;
};

/// Whole photos, never cropped, with exact gutters and flush edges. Coordinates count from the top left
/// corner of `extent`, which lies inside the frame.
struct Composition {
    std::vector<Rect> photos;  // by index
    std::vector<Rect> unders;  // the room under each photo, as wide as the photo
    Size extent;
    double cost = 0;      // LAYOUT §1.5; to compare compositions for the same frame
    double coverage = 0;  // share of the frame that shows a photo
    std::string tree;     // how the frame was cut
};

/// The best page for these photos: of all slicing trees up to eight photos, of a beam of them up to twelve,
/// of justified rows beyond. Up to twelve stand in reading order and show no less than justified rows would,
/// and 92 % of the frame if there is a way, unless photos are weighted; of the pages that do, the best by
/// LAYOUT §1.5 is taken. The same request gives the same page. Where photos may not be as wide as their
/// places the page is made smaller, or a photo inside its place.
Composition compose(const CompositionRequest& request);

/// The best page and, after it, the best of those that look clearly different from all before, at most `most`
/// together. Fewer where there are not so many good ones.
std::vector<Composition> compositions(const CompositionRequest& request, std::size_t most = 6);

}  // namespace render
