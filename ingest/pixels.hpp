#pragma once

#include "ingest/bytes.hpp"

namespace ingest {

/// Eight-bit samples, row by row without padding: one band is grey, three are red, green, blue.
struct Pixels {
    int width = 0;
    int height = 0;
    int bands = 0;
    Bytes samples;
};

/// A picture as JPEG codes it: Y, Cb and Cr (ITU-T T.871 §7), each a plane of one band. Those of colour have
/// half as many samples in each direction, rounded up (4:2:0).
struct Planes {
    Pixels y;
    Pixels cb;
    Pixels cr;
};

}  // namespace ingest
