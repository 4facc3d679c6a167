#pragma once

#include "catalogue/catalogue.hpp"
#include "ingest/version.hpp"  // IWYU pragma: export

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ingest {

/// A part of a picture as it is seen, upright: in thousandths of its width and height, from its upper left
/// corner. So it means the same on a small copy.
struct Part {
    int left = 0;
    int top = 0;
    int width = 1000;
    int height = 1000;

    friend bool operator==(const Part&, const Part&) = default;
};

/// Whether it has a size and lies in the picture.
bool lies_within_picture(const Part& part);

enum class CoverWith {
    Haze,   // looks blurred
    Plain,  // one colour
};

struct CoveredPart {
    Part part;
    CoverWith with = CoverWith::Haze;

    friend bool operator==(const CoveredPart&, const CoveredPart&) = default;
};

/// What is to be changed about a picture. First parts are covered, then the picture is cut.
struct Retouch {
    std::vector<CoveredPart> covered;
    std::optional<Part> crop;

    friend bool operator==(const Retouch&, const Retouch&) = default;
};

inline constexpr std::size_t most_covered_parts = 6;

/// The picture with these changes, from its master, which stays as it is: a JPEG made afresh, upright, sRGB,
/// as many pixels as the master has there, without metadata. Nothing of a covered part is in it (see
/// covering.hpp). Empty when the master cannot be read. Every part must lie within the picture.
std::string retouched(const catalogue::Picture& picture, const Retouch& retouch);

/// The same, small: made from about `size` pixels of the long side, to look at before it is kept.
std::string retouched_preview(const catalogue::Picture& picture, const Retouch& retouch, int size);

}  // namespace ingest
