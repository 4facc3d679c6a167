#pragma once

#include "ingest/bytes.hpp"
#include "ingest/capture_notes.hpp"

#include <string>

namespace ingest {

/// What the allow-list lets through of the Exif in a TIFF structure, as far as it can be read. Broken Exif
/// never stops a picture: what cannot be read is left out.
CaptureNotes read_exif(ByteView tiff);

/// The serial number of the camera's body, where it says one: to find out whose a picture is, never to be
/// written.
std::string read_body_serial(ByteView tiff);

/// Fills in the time taken from an XMP packet, for files whose time stands only there.
void add_time_from_xmp(CaptureNotes& notes, ByteView xmp);

}  // namespace ingest
