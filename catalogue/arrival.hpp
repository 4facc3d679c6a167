#pragma once

#include "catalogue/identifiers.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace catalogue {

/// Whose a picture is and when it was taken, as far as its card tells. A person may know better, later.
struct Origin {
    std::optional<PersonId> maker;
    bool confirmed = false;  // by a start photo or a registered card; anything weaker is a proposal
    std::string method;      // Dutch, for the leaders: "startfoto", "kaart"
    std::optional<CameraId> camera;
    std::string taken_true;       // ISO 8601 date-time; empty: nobody can tell
    std::string taken_reason;     // Dutch: what was wrong with the camera's clock; empty: nothing
    bool by_start_photo = false;  // that is where the time is from
    bool set_aside = false;       // from before the camera was lent: nothing is made of it to look at

    friend bool operator==(const Origin&, const Origin&) = default;
};

/// Photos of one card from before its camera was lent.
struct SetAside {
    std::optional<CardId> card;  // empty: an unknown card
    std::vector<PhotoId> photos;
};

/// A photo of somebody's start card: no photo of the course, but what the pictures after it are judged by.
struct StartPhoto {
    std::string file_sha256;
    std::optional<PersonId> person;  // empty: the course does not know this start card
    std::string real;                // ISO 8601 date-time that the card says
    std::string taken_camera;        // as in Arrival
};

/// A picture whose master lies safely in the library and that wants a record.
struct Arrival {
    PictureId picture;
    std::string file_sha256;     // of the file as it was on the card: what incremental reading keys on
    std::string file_name;       // "IMG_0031.JPG", for the leaders only
    std::optional<CardId> card;  // empty: an unknown card
    Origin origin;               // of use when no record waits for it
    std::string taken_camera;    // "2026-04-20T11:12:00" by the camera's own clock; empty when it told none
    std::string make;
    std::string model;
    int width = 0;  // pixels, as coded
    int height = 0;
    int orientation = 1;
    std::string damage;  // what was wrong with a picture that decodes only partly; empty: nothing
};

/// What became of an arrival.
struct Arrived {
    enum class How {
        Bound,      // a record was waiting for this file on this card
        New,        // a new record was made
        Duplicate,  // the same picture was in already; nothing was added
    };
    PhotoId photo;
    How how = How::New;
    std::optional<PersonId> maker;
    bool confirmed = false;
    bool set_aside = false;  // nothing may be made of it to look at
};

/// A file that was read before.
struct KnownFile {
    PhotoId photo;
    PictureId picture;
    std::string damage;        // as in Arrival
    std::string taken_camera;  // likewise
};

/// One run of reading a card, for the record: counts, never contents.
struct IngestBatch {
    std::optional<CardId> card;
    std::string read_at;  // ISO 8601 date-time
    int bound = 0;
    int added = 0;
    int duplicates = 0;
    int rejected = 0;
    int left_on_card = 0;  // movies, sound, RAW
};

/// The consent state of one photo as it is written into its master's XMP (DOMAIN §1.8): a dated copy, the
/// catalogue decides.
struct MasterTags {
    std::string evaluated_at;  // ISO 8601 date
    std::string creator;       // shown name; empty when anonymous
    std::string credit;
    std::string rights;
    std::string usage_terms;            // Dutch list of channels
    std::string license_end;            // ISO date or empty
    std::string model_release_status;   // PLUS vocabulary: "MR-NAP", "MR-LMR", "MR-NON"
    std::vector<std::string> subjects;  // "toestemming|boekje|ja"
    bool set_aside = false;             // not written: nothing may be made of the picture to look at
    bool public_words = false;
    std::string title_nl;
    std::string caption_nl;
};

}  // namespace catalogue
