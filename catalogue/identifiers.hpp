#pragma once

#include <compare>
#include <string>

namespace catalogue {

/// A name by which a record is known, a type of its own for every kind of record, so that a
/// participant's id cannot be handed over where a photo's is asked. Never shown in public.
template <class Kind>
struct Id {
    std::string value;

    friend auto operator<=>(const Id&, const Id&) = default;
};

using PersonId = Id<struct PersonKind>;
using PhotoId = Id<struct PhotoKind>;
using VersionId = Id<struct VersionKind>;
using TextId = Id<struct TextKind>;
using EventId = Id<struct EventKind>;
using CameraId = Id<struct CameraKind>;
using CardId = Id<struct CardKind>;
using OutputId = Id<struct OutputKind>;
using PrintRunId = Id<struct PrintRunKind>;
using PlacementId = Id<struct PlacementKind>;
using PracticeId = Id<struct PracticeKind>;

/// SHA-256, in lower-case hexadecimal, of the coded picture alone: for JPEG all bytes from SOI to EOI without
/// APPn and COM segments, so that the same picture under other metadata is the same picture.
using PictureId = Id<struct PictureKind>;

}  // namespace catalogue
