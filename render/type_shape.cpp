#include "render/type_shape.hpp"

#include "catalogue/catalogue.hpp"
#include "render/type.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <hb-ot.h>
#include <hb.h>

namespace render {

namespace {

struct DestroyBlob {
    void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
};
struct DestroyFace {
    void operator()(hb_face_t* face) const { hb_face_destroy(face); }
};
struct DestroyFont {
    void operator()(hb_font_t* font) const { hb_font_destroy(font); }
};
struct DestroyBuffer {
    void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
};

/// A font that lacks one sets the text as it would have.
std::vector<hb_feature_t> features_of(const Piece& piece) {
    std::vector<hb_feature_t> features;
    const auto turn_on = [&features](hb_tag_t tag) {
        features.push_back({tag, 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END});
    };
    if (piece.capitals == Capitals::Small) turn_on(HB_TAG('s', 'm', 'c', 'p'));
    if (piece.figures == Figures::Lining) turn_on(HB_TAG('l', 'n', 'u', 'm'));
    if (piece.figures == Figures::OldStyle) turn_on(HB_TAG('o', 'n', 'u', 'm'));
    return features;
}

bool has_table(hb_face_t* face, hb_tag_t tag) {
    const std::unique_ptr<hb_blob_t, DestroyBlob> table(hb_face_reference_table(face, tag));
    return hb_blob_get_length(table.get()) > 0;
}

}  // namespace

struct Shaper::OpenFont {
    std::unique_ptr<hb_font_t, DestroyFont> font;
    double units_per_em = 1000;
};

Shaper::Shaper() = default;
Shaper::Shaper(Shaper&&) noexcept = default;
Shaper& Shaper::operator=(Shaper&&) noexcept = default;
Shaper::~Shaper() = default;

Shaper::OpenFont& Shaper::open(const FontFile& font) {
    auto& opened = open_[font.path + ":" + std::to_string(font.index)];
    if (opened) return *opened;
    const std::unique_ptr<hb_blob_t, DestroyBlob> blob(hb_blob_create_from_file_or_fail(font.path.c_str()));
    const std::unique_ptr<hb_face_t, DestroyFace> face(blob ? hb_face_create(blob.get(), font.index)
                                                            : nullptr);
    if (!face || !has_table(face.get(), HB_TAG('g', 'l', 'y', 'f'))) {
        throw catalogue::CannotWork("The font " + font.path +
                                    " cannot be read as TrueType: install fonts-noto-core again.");
    }
    opened = std::make_unique<OpenFont>();
    opened->font.reset(hb_font_create(face.get()));
    opened->units_per_em = hb_face_get_upem(face.get());
    return *opened;
}

std::vector<ShapedGlyph> Shaper::shape(std::u16string_view paragraph, const Piece& piece) {
    const OpenFont& opened = open(piece.font);
    const std::unique_ptr<hb_buffer_t, DestroyBuffer> buffer(hb_buffer_create());
    static_assert(sizeof(char16_t) == sizeof(std::uint16_t));
    // NOLINTNEXTLINE(*-reinterpret-cast): HarfBuzz names the same two bytes otherwise
    hb_buffer_add_utf16(buffer.get(), reinterpret_cast<const std::uint16_t*>(paragraph.data()),
                        static_cast<int>(paragraph.size()), static_cast<unsigned>(piece.begin),
                        static_cast<int>(piece.end - piece.begin));
    hb_buffer_set_direction(buffer.get(),
                            piece.direction == Direction::RightToLeft ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer.get(), hb_script_from_string(piece.script.c_str(), -1));
    if (!piece.language.empty()) {
        hb_buffer_set_language(buffer.get(), hb_language_from_string(piece.language.c_str(), -1));
    }
    // Marks keep clusters of their own where they can, so that each glyph says which characters it stands
    // for.
    hb_buffer_set_cluster_level(buffer.get(), HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_set_flags(buffer.get(), HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    const std::vector<hb_feature_t> features = features_of(piece);
    hb_shape(opened.font.get(), buffer.get(), features.data(), static_cast<unsigned>(features.size()));

    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer.get(), &count);
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer.get(), &count);
    std::vector<ShapedGlyph> glyphs;
    glyphs.reserve(count);
    for (unsigned i = 0; i < count; ++i) {
        glyphs.push_back({infos[i].codepoint, infos[i].cluster, positions[i].x_advance / opened.units_per_em,
                          positions[i].x_offset / opened.units_per_em,
                          positions[i].y_offset / opened.units_per_em});
    }
    return glyphs;
}

Extents Shaper::extents(const FontFile& font) {
    const OpenFont& opened = open(font);
    hb_font_extents_t extents{};
    hb_font_get_h_extents(opened.font.get(), &extents);
    constexpr double usual_capitals = 0.714;  // Noto's
    hb_position_t capitals = 0;
    const bool told =
        hb_ot_metrics_get_position(opened.font.get(), HB_OT_METRICS_TAG_CAP_HEIGHT, &capitals) != 0;
    return {extents.ascender / opened.units_per_em, -extents.descender / opened.units_per_em,
            told && capitals > 0 ? capitals / opened.units_per_em : usual_capitals};
}

}  // namespace render
