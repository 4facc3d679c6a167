#pragma once

#include "ingest/bytes.hpp"
#include "ingest/capture_notes.hpp"

namespace ingest {

/// Fills in the time taken from the IPTC record among Photoshop's image resources, for files whose time
/// stands only there: date and time created (IPTC-NAA IIM 4.2, datasets 2:55 and 2:60).
void add_time_from_iptc(CaptureNotes& notes, ByteView image_resources);

}  // namespace ingest
