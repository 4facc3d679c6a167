#include "render/truetype.hpp"

#include "catalogue/catalogue.hpp"
#include "render/type.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>

namespace render {

namespace {

struct Destroy {
    void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
    void operator()(hb_face_t* face) const { hb_face_destroy(face); }
    void operator()(hb_font_t* font) const { hb_font_destroy(font); }
    void operator()(hb_subset_input_t* input) const { hb_subset_input_destroy(input); }
    void operator()(hb_subset_plan_t* plan) const { hb_subset_plan_destroy(plan); }
    void operator()(hb_draw_funcs_t* funcs) const { hb_draw_funcs_destroy(funcs); }
};
template <class Handle>
using Owned = std::unique_ptr<Handle, Destroy>;

catalogue::CannotWork unreadable(const std::string& path) {
    return catalogue::CannotWork{"The font " + path +
                                 " cannot be read: install the package it came from again."};
}

std::string bytes_of(hb_blob_t* blob) {
    unsigned length = 0;
    const char* data = hb_blob_get_data(blob, &length);
    return {data, length};
}

std::string postscript_name(hb_face_t* face) {
    constexpr unsigned room = 128;
    unsigned length = room;
    std::string name(room, '\0');
    hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &length, name.data());
    name.resize(length);
    return name.empty() ? "Font" : name;
}

/// A signed number in the table head (OpenType 1.9), which keeps the bounding box.
int head_value(hb_face_t* face, std::size_t offset) {
    const Owned<hb_blob_t> head(hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd')));
    const std::string bytes = bytes_of(head.get());
    if (bytes.size() < offset + 2) return 0;
    const auto high = static_cast<unsigned char>(bytes[offset]);
    const auto low = static_cast<unsigned char>(bytes[offset + 1]);
    return static_cast<std::int16_t>(high * 256 + low);
}

std::vector<OutlineStep>& steps(void* data) {
    return *static_cast<std::vector<OutlineStep>*>(data);
}

/// HarfBuzz hands out an outline by calling back. TrueType's quadratic curves reach us as cubic ones.
Owned<hb_draw_funcs_t> collectors() {
    using Kind = OutlineStep::Kind;
    Owned<hb_draw_funcs_t> funcs(hb_draw_funcs_create());
    hb_draw_funcs_set_move_to_func(
        funcs.get(),
        [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
            steps(data).push_back({Kind::Move, 0, 0, 0, 0, x, y});
        },
        nullptr, nullptr);
    hb_draw_funcs_set_line_to_func(
        funcs.get(),
        [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
            steps(data).push_back({Kind::Line, 0, 0, 0, 0, x, y});
        },
        nullptr, nullptr);
    hb_draw_funcs_set_cubic_to_func(
        funcs.get(),
        [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x1, float y1, float x2, float y2, float x,
           float y, void*) { steps(data).push_back({Kind::Curve, x1, y1, x2, y2, x, y}); },
        nullptr, nullptr);
    hb_draw_funcs_set_close_path_func(
        funcs.get(),
        [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, void*) {
            steps(data).push_back({Kind::Close, 0, 0, 0, 0, 0, 0});
        },
        nullptr, nullptr);
    return funcs;
}

}  // namespace

struct TrueType::Handles {
    Owned<hb_face_t> face;
    Owned<hb_font_t> font;
    double thousandth = 1;  // of an em, in the font's units
};

TrueType::TrueType(const FontFile& font) : path_(font.path), handles_(std::make_unique<Handles>()) {
    const Owned<hb_blob_t> blob(hb_blob_create_from_file_or_fail(font.path.c_str()));
    if (!blob) throw unreadable(path_);
    handles_->face.reset(hb_face_create(blob.get(), font.index));
    handles_->font.reset(hb_font_create(handles_->face.get()));
    handles_->thousandth = 1000.0 / hb_face_get_upem(handles_->face.get());
}

TrueType::TrueType(TrueType&&) noexcept = default;
TrueType& TrueType::operator=(TrueType&&) noexcept = default;
TrueType::~TrueType() = default;

FontFacts TrueType::facts() const {
    const auto rounded = [this](int units) {
        return static_cast<int>(std::lround(units * handles_->thousandth));
    };
    const auto metric = [&](hb_ot_metrics_tag_t tag) {
        hb_position_t value = 0;
        hb_ot_metrics_get_position(handles_->font.get(), tag, &value);
        return rounded(value);
    };
    hb_face_t* face = handles_->face.get();
    FontFacts facts;
    facts.postscript_name = postscript_name(face);
    facts.left = rounded(head_value(face, 36));
    facts.bottom = rounded(head_value(face, 38));
    facts.right = rounded(head_value(face, 40));
    facts.top = rounded(head_value(face, 42));
    facts.ascent = metric(HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER);
    facts.descent = metric(HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER);
    facts.cap_height = metric(HB_OT_METRICS_TAG_CAP_HEIGHT);
    facts.italic_angle = hb_style_get_value(handles_->font.get(), HB_STYLE_TAG_SLANT_ANGLE);
    return facts;
}

double TrueType::advance(std::uint32_t glyph) const {
    return hb_font_get_glyph_h_advance(handles_->font.get(), glyph) * handles_->thousandth;
}

std::vector<OutlineStep> TrueType::outline(std::uint32_t glyph) const {
    std::vector<OutlineStep> outline;
    const auto funcs = collectors();
    hb_font_get_glyph_shape(handles_->font.get(), glyph, funcs.get(), &outline);
    const double em = handles_->thousandth / 1000;
    for (auto& step : outline) {
        for (double* value : {&step.x1, &step.y1, &step.x2, &step.y2, &step.x, &step.y}) *value *= em;
    }
    return outline;
}

SubsetFont TrueType::subset(const std::set<std::uint32_t>& glyphs) const {
    const Owned<hb_subset_input_t> input(hb_subset_input_create_or_fail());
    if (!input) throw unreadable(path_);
    // Glyphs are placed already: what only serves shaping, hinting for screens or naming is left out (PRINT
    // §2.5).
    hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    hb_set_t* dropped = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (const char* table :
         {"GSUB", "GPOS", "GDEF", "name", "post", "OS/2", "STAT", "kern", "gasp", "DSIG", "MATH"}) {
        hb_set_add(dropped, hb_tag_from_string(table, -1));
    }
    hb_set_t* kept = hb_subset_input_glyph_set(input.get());
    for (const auto glyph : glyphs) hb_set_add(kept, glyph);
    const Owned<hb_subset_plan_t> plan(hb_subset_plan_create_or_fail(handles_->face.get(), input.get()));
    const Owned<hb_face_t> cut(plan ? hb_subset_plan_execute_or_fail(plan.get()) : nullptr);
    if (!cut) throw unreadable(path_);

    SubsetFont subset;
    const Owned<hb_blob_t> blob(hb_face_reference_blob(cut.get()));
    subset.bytes = bytes_of(blob.get());
    const hb_map_t* numbers = hb_subset_plan_old_to_new_glyph_mapping(plan.get());
    for (const auto glyph : glyphs) subset.new_number[glyph] = hb_map_get(numbers, glyph);
    return subset;
}

}  // namespace render
