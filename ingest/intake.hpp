#pragma once

#include "catalogue/catalogue.hpp"
#include "ingest/card.hpp"
#include "ingest/progress.hpp"
#include "ingest/which_card.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ingest {

/// What became of one file of a card that is, or should be, a picture.
struct FileReport {
    enum class Outcome {
        Bound,         // in: the record that waited for it has its picture now
        New,           // in: a new record was made
        Duplicate,     // this picture was in already
        SetAside,      // in, but from before the camera was lent: nothing is made of it to look at
        Start,         // a photo of a start card: what it tells is kept, the photo is left on the card
        EarlierOwner,  // lay on the card when it was prepared: left on it, and not looked at
        Quarantined,   // left on the card: nobody can tell what it shows
        Unreadable,    // the card does not give it back
    };
    std::string file;  // below the card's folder
    Outcome outcome = Outcome::Quarantined;
    std::string photo;   // its record; empty when left on the card
    std::string reason;  // empty: nothing to say. Damage of a picture that came in is told here too.
    bool damaged = false;
    std::uint64_t size = 0;                   // in bytes
    std::string sha256;                       // of the file as it is on the card; empty: it was not read
    std::optional<catalogue::Origin> origin;  // whose it is and when it was taken; of pictures that are in
};

/// What became of one card.
struct CardReport {
    std::filesystem::path path;
    WhichCard card;
    std::vector<FileReport> photos;
    std::vector<std::string> left;  // movies, sound, RAW: they stay on the card
    int others = 0;                 // the camera's own files and the like
    std::vector<std::string> unreadable_folders;
    std::string stopped;           // why reading could not go on: one sentence; empty: it was read to its end
    bool library_is_whole = true;  // every picture of the library has its master
    bool was_taken_out = false;    // the card is gone
    bool changed = false;          // something came onto it, or went, while it was read
    bool looked_only = false;      // nothing was taken in: New would come in
    CardContents contents;

    int count(FileReport::Outcome outcome) const;
    int damaged() const;
    /// Whether every picture file on the card lies in the library, was read back from its disk and is whole,
    /// or was a previous owner's. What is in `left` must be named to whoever wipes it.
    bool may_be_wiped() const;
};

enum class Renditions {
    Now,
    Later  // by make_missing_renditions: the card is free sooner
};

/// When a card is read, who looks on, and what is made of it at once.
struct Reading {
    std::string read_at;  // ISO 8601 date-time
    Observer observer = {};
    Renditions renditions = Renditions::Now;
};

/// Takes in every picture of a card: read, hashed, sanitised and decoded, its master synced and read back,
/// its record committed, and only then reported. May be interrupted at any instruction and run again. Does
/// not throw for what goes wrong with card or disk; CardReport tells. Tells `observer` after each group.
CardReport take_in(catalogue::Catalogue& catalogue, const CardContents& contents, const WhichCard& card,
                   const Reading& reading);

}  // namespace ingest
