#pragma once

#include "ingest/bytes.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace ingest {

/// What a camera says about a picture and what may come in: the allow-list. Every value is checked and said
/// again in our own form, so that no bytes of the camera's file travel along with it.
struct CaptureNotes {
    int orientation = 1;     // Exif 2.32 (CIPA DC-008) tag 0x0112: 1–8
    std::string taken;       // "2026:04:20 11:12:00" by the camera's clock; empty: it told none
    std::string taken_part;  // digits of a fraction of that second, at most three; may be empty
    std::string taken_zone;  // "+02:00", the camera's own offset from UTC; mostly empty
    std::string changed;     // DateTime, as `taken`
    std::string make;        // of a known maker only
    std::string model;       // of the shape that models have only
    double exposure = 0;     // seconds; 0: not told, as below
    double f_number = 0;
    double focal_length = 0;  // mm
    int focal_length_35 = 0;  // mm, as if on 35 mm film
    int iso = 0;
    std::optional<std::uint16_t> flash;         // tag 0x9209
    std::optional<std::uint16_t> colour_space;  // tag 0xA001: 1 sRGB, 0xFFFF another

    friend bool operator==(const CaptureNotes&, const CaptureNotes&) = default;
};

/// "2026-04-20T11:12:00" from a time in Exif's form; empty when there is none.
std::string iso_time(const std::string& exif_time);

/// The time if it is one ("2026:04:20 11:12:00", a day that exists), else empty.
std::string checked_time(const std::string& text);

/// A fresh TIFF with these notes alone, for an Exif segment (CIPA DC-008). Width and height are the coded
/// picture's.
Bytes write_exif(const CaptureNotes& notes, int width, int height);

}  // namespace ingest
