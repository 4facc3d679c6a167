#pragma once

#include "ingest/pixels.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ingest {

/// What a participant's start card says (`inbeeld start-cards`): who photographs from here on, and what time
/// it really is.
struct StartCode {
    std::string course;      // id of the course
    std::string start_code;  // opaque; the catalogue knows whose it is
    std::string time;        // "2026-04-21T10:00:00", the clock on the wall
};

/// Reads "INBEELD1/<course>/<start code>/<time>". Nothing when it is another text, or the time is none.
std::optional<StartCode> read_start_code(std::string_view text);

/// Reads the start card of which this is a photo, by its QR code (ISO/IEC 18004), at any angle. A card that
/// only lies in view, or two of them, say nothing: that is a photo like another. Never throws for what a
/// picture shows.
std::optional<StartCode> find_start_card(const Pixels& pixels);

struct CleanPicture;

/// The same of a picture with its pixels or planes. Nothing when it has none.
std::optional<StartCode> find_start_card(const CleanPicture& picture);

}  // namespace ingest
