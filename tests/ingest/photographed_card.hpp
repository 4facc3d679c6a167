#pragma once

#include "ingest/jpeg_decode.hpp"

#include <string>

namespace photographed_card {

struct How {
    double degrees = 0;
    double module = 8;  // pixels
    int width = 1200;
    int height = 900;
    int bands = 3;
    int noise = 12;  // of 255
    double shade = 0;
};

/// A photo of a grey table with a white card on it that bears a QR code.
ingest::Pixels photo_of(const std::string& text, const How& how = {});

}  // namespace photographed_card
