#pragma once

#include "catalogue/catalogue.hpp"
#include "ingest/bytes.hpp"
#include "ingest/capture_notes.hpp"
#include "ingest/jpeg_decode.hpp"
#include "ingest/pixels.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ingest {

/// A picture that may come in: a JPEG of which every byte is either coded picture or written by us.
struct CleanPicture {
    Bytes jpeg;
    catalogue::PictureId id;
    int width = 0;  // pixels, as coded
    int height = 0;
    CaptureNotes notes;
    Bytes colour_profile;          // empty: none, so sRGB
    std::optional<Pixels> pixels;  // as coded, reduced to what was asked for; not for four-colour pictures
    std::optional<Planes> planes;  // instead of pixels, if asked for; never where there is a colour profile
    std::string damage;            // what was wrong with the file; empty: nothing. Never silent about it.
};

/// Why nothing came out of a file.
struct Refusal {
    enum class Kind {
        NotAPicture,  // or nothing of it can be read
        Doubtful,     // what it is cannot be told safely; a person should look at the original
        LeftOnCard,   // a kind of file that is not taken in: RAW, movies, sound, a movie's thumbnail
    };
    Kind kind = Kind::NotAPicture;
    std::string reason;  // a clause: "the file is empty"
};

struct Sanitised {
    std::optional<CleanPicture> picture;
    Refusal refusal;  // when there is no picture
};

/// Takes the picture out of a file. JPEG: the coded picture stays as it is, byte for byte; a damaged one is
/// decoded as far as it goes and coded again, because nobody can vouch for the bytes between the good ones.
/// Other formats are decoded and become JPEG. Never throws for what a file may hold.
/// `name` helps to tell what a file is that is nothing else; it goes nowhere.
Sanitised sanitise(ByteView file, std::string_view name, PixelsWanted wanted);

}  // namespace ingest
