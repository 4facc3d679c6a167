#pragma once

#include "catalogue/channel.hpp"
#include "catalogue/cleared.hpp"
#include "catalogue/day.hpp"
#include "catalogue/identifiers.hpp"
#include "catalogue/participant.hpp"
#include "catalogue/words.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace catalogue {

class Catalogue;

/// What somebody said about something of their own. A yes that is over is to be asked again.
enum class OwnAnswer { Yes, No, NotAsked };

/// What those on the photo say together, never who.
enum class OthersAnswer { NothingAgainst, SomebodyNotAsked, SomebodySaysNo };

/// Where a maker stands on one photo or text in one channel.
struct ProofAnswer {
    Channel channel;
    OwnAnswer own = OwnAnswer::NotAsked;  // as its maker or author
    std::optional<Day> over_since;        // of a yes that is over
    OwnAnswer oneself = OwnAnswer::Yes;   // as somebody on the photo; yes when not on it
    OthersAnswer others = OthersAnswer::NothingAgainst;
    ShownName name;  // that would stand beside it, after a yes
};

/// Words of the maker's own, approved or not.
struct OwnText {
    TextId text;
    std::string kind;  // "title", "caption", "story", "quote"
    std::optional<PhotoId> photo;
    Words words;
    std::optional<Day> approved_at;
    bool is_sensitive = false;  // needs a yes of its own
    std::vector<ProofAnswer> answers;
};

enum class Alteration { None, Approved, NotSeen, Refused };

/// What a maker is shown of a photo of their own.
struct OwnPhotoShown {
    PhotoId photo;      // for looking up
    VersionId version;  // the one that would be used
    Picture picture;
    std::string alt;
    Alteration change = Alteration::None;     // whether that version is the photo as it was taken
    bool is_being_looked_at = false;          // whether somebody is on it, and whether something private is
    std::vector<std::string> private_things;  // content issues that this version still shows
    std::vector<OwnText> words;               // title and caption
    std::vector<ProofAnswer> answers;         // in the order of channels()
};

/// A photo for the eyes of the one who made it, with or without a yes: confirmed to be theirs, and not
/// erased, set aside or on hold. Only the catalogue makes one. It is no clearance: nothing else takes it.
class OwnPhoto {
 public:
    const OwnPhotoShown* operator->() const { return &shown_; }
    const OwnPhotoShown& operator*() const { return shown_; }

 private:
    friend class Catalogue;
    explicit OwnPhoto(OwnPhotoShown shown) : shown_(std::move(shown)) {}

    OwnPhotoShown shown_;
};

enum class Signs { Self, WithParent, WithRepresentative };

/// Everything of one participant that would be published, to look at and to sign.
struct ProofSheet {
    Participant who;
    Signs signs = Signs::Self;
    std::vector<OwnPhoto> photos;        // in the order in which they were taken
    std::vector<PhotoId> not_in_yet;     // whose picture is not in the library
    std::vector<OwnText> texts;          // that stand on their own: stories, quotes
    std::vector<ProofAnswer> words;      // what the maker said about their words in general
    std::vector<ProofAnswer> portraits;  // and about photos that they are on
};

}  // namespace catalogue
