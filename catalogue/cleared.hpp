#pragma once

#include "catalogue/channel.hpp"
#include "catalogue/identifiers.hpp"
#include "catalogue/name_form.hpp"
#include "catalogue/words.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace catalogue {

class Catalogue;

/// A coded picture in the library.
struct Picture {
    PictureId id;
    std::filesystem::path master;
    int width = 0;  // pixels as coded, before orientation
    int height = 0;
    int orientation = 1;  // Exif 2.32 (CIPA DC-008) tag 0x0112, 1–8

    friend bool operator==(const Picture&, const Picture&) = default;
};

/// A name as it may be shown: empty for anonymous. `native` holds it in the person's own script where there
/// is one and the form allows it.
struct ShownName {
    NameForm form = NameForm::Anonymous;
    std::string text;
    Words native;

    friend bool operator==(const ShownName&, const ShownName&) = default;
};

/// What may be shown of one photo in one channel, on the day of asking.
struct ClearedPhoto {
    PhotoId photo;      // for looking up, never for showing
    VersionId version;  // the version that was cleared: original, crop or retouch
    PersonId maker;     // for looking up, never for showing
    ShownName name;
    Words title;          // empty: "Zonder titel"
    Words caption;        // empty: none
    std::string alt;      // Dutch description for who does not see; empty when there is none
    Picture picture;      // of the cleared version
    std::string address;  // public and unguessable, 22 characters of base64url, different in every channel
};

/// Where renditions lie below their folder, and the one of that width if it has been made.
std::filesystem::path rendition_path(const std::filesystem::path& renditions, const PictureId& picture,
                                     int width);
std::optional<std::filesystem::path> existing_rendition(const std::filesystem::path& renditions,
                                                        const PictureId& picture, int width);

/// A photo that everyone shown in it agreed to, for one channel, at the moment of asking.
/// Only the catalogue makes one. Use it and let it go: an answer that is kept outlives a withdrawal.
template <Channel channel>
class Cleared {
 public:
    const ClearedPhoto* operator->() const { return &shown_; }
    const ClearedPhoto& operator*() const { return shown_; }

    /// A JPEG without any metadata, upright, sRGB, at most `width` pixels wide or high, of the cleared
    /// version. Empty when no rendition of that size has been made.
    std::optional<std::filesystem::path> rendition(int width) const {
        return existing_rendition(renditions_, shown_.picture.id, width);
    }

 private:
    friend class Catalogue;
    Cleared(ClearedPhoto shown, std::filesystem::path renditions)
        : shown_(std::move(shown)), renditions_(std::move(renditions)) {}

    ClearedPhoto shown_;
    std::filesystem::path renditions_;
};

/// Words that stand on their own beside a maker's photos (a story, a quote), cleared for one channel.
template <Channel channel>
class ClearedText {
 public:
    const Words& words() const { return words_; }
    const TextId& text() const { return text_; }

 private:
    friend class Catalogue;
    ClearedText(TextId text, Words words) : text_(std::move(text)), words_(std::move(words)) {}

    TextId text_;
    Words words_;
};

/// What one maker shows under one name. Photos for which the maker chose another name form stand in a chapter
/// of their own, so that neighbours do not tell a name that the photo itself keeps.
template <Channel channel>
struct Chapter {
    ShownName name;
    std::vector<Cleared<channel>> photos;  // at least one
    std::vector<ClearedText<channel>> stories;
};

}  // namespace catalogue
