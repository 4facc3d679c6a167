#pragma once

#include "ingest/jpeg_decode.hpp"

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

/// A start card that was found in a picture.
struct StartSign {
    StartCode code;
    bool fills_picture = false;  // the picture is of the card; otherwise the card only lies in view
};

/// Reads "INBEELD1/<course>/<start code>/<time>". Nothing when it is another text, or the time is none.
std::optional<StartCode> read_start_code(std::string_view text);

/// Looks for a start card's QR code (ISO/IEC 18004) in a picture, at any angle. Never throws for what a
/// picture shows. Two cards in one picture say nothing: nobody can tell which one was meant.
std::optional<StartSign> find_start_sign(const Pixels& pixels);

}  // namespace ingest
