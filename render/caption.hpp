#pragma once

#include "render/booklet_matter.hpp"
#include "render/booklet_setting.hpp"
#include "render/composition.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace render {

/// Whether a photo without a title is called "Zonder titel", as a maker's photo is, or not at all.
enum class Untitled { Say, SayNothing };

using PhotoList = std::vector<const BookletPhoto*>;

/// Sets photos with their titles and captions in all their languages: side by side under a wide photo that
/// stands alone, below each other where photos stand together: all captions of a page look the same.
class PhotoSetter {
 public:
    PhotoSetter(const BookletSetting& setting, Untitled untitled) : setting_(setting), untitled_(untitled) {}

    /// The best composition of these photos, captions included, in a room.
    Composition compose(const PhotoList& photos, Size room, Direction direction) const;

    /// The composition that was chosen for them among those for the whole room, cut in the same way for a
    /// part of it. Beyond the last that looks clearly different the best comes again.
    Composition compose_as_chosen(const PhotoList& photos, Size whole, Size part, Direction direction) const;

    /// Whether another layout than the best was chosen for them.
    bool has_choice(const PhotoList& photos) const;

    /// Puts composed photos and their captions on a page, the composition's top left corner there.
    void place(Page& page, const Composition& composition, const PhotoList& photos, Point top_left) const;

 private:
    int chosen_layout(const PhotoList& photos) const;
    CompositionRequest request_for(const PhotoList& photos, Size room, Direction direction) const;
    enum class Languages { SideBySide, BelowEachOther };
    static Languages languages_for(const PhotoList& photos);
    BlockGroup caption(const BookletPhoto& photo, Languages languages, Length width) const;
    BlockGroup set(const BookletPhoto& photo, Languages arranged, Length width) const;
    BlockGroup set_language(const BookletPhoto& photo, const std::string& language, Length width) const;
    BlockGroup set_in_columns(const BookletPhoto& photo, const std::vector<std::string>& languages,
                              Length width) const;
    /// Height of the caption with the gap above it; 0 without a caption.
    Length room_under(const BookletPhoto& photo, Languages languages, Length width) const;
    Length room_for(const BlockGroup& caption) const;
    void place_caption(Page& page, const BookletPhoto& photo, Languages languages, const Rect& frame) const;

    const BookletSetting& setting_;
    Untitled untitled_;
    // How high captions are is asked at many widths while a page is composed; whole millimetres will do.
    struct OnOneLine {
        Length measure;
        Length room;
    };
    mutable std::map<std::tuple<std::size_t, Languages, Length>, Length> known_;
    mutable std::map<std::pair<std::size_t, Languages>, OnOneLine> on_one_line_;
};

/// Down from the top of a room to a composition in its optical centre, which is above the middle.
Length optical_top(const Composition& composition, Size room);

}  // namespace render
