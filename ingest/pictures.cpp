#include "ingest/pictures.hpp"

#include "ingest/bytes.hpp"
#include "ingest/format.hpp"
#include "ingest/jpeg_decode.hpp"
#include "ingest/jpeg_encode.hpp"
#include "ingest/pixels.hpp"
#include "ingest/raw_profile.hpp"
#include "ingest/scaling.hpp"
#include "ingest/turning.hpp"
#include "ingest/vips_image.hpp"
#include "ingest/vips_library.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <glib-object.h>
#include <glib.h>
#include <vips/vips.h>

namespace ingest {

namespace {

// Read from the top to the bottom, once: otherwise libvips puts large pictures into a file for all to see.
// Never guessed from the content by vips: this is the list of loaders that may see a stranger's file.
int load(ByteView file, Format format, VipsFailOn fail_on, VipsImage** out) {
    switch (format) {
        case Format::Png:
            return vips().pngload_buffer(address(file), file.size(), out, "fail_on", fail_on, "access",
                                         VIPS_ACCESS_SEQUENTIAL, nullptr);
        case Format::Heif:
            return vips().heifload_buffer(address(file), file.size(), out, "fail_on", fail_on, "access",
                                          VIPS_ACCESS_SEQUENTIAL, nullptr);
        case Format::WebP:
            return vips().webpload_buffer(address(file), file.size(), out, "fail_on", fail_on, "access",
                                          VIPS_ACCESS_SEQUENTIAL, nullptr);
        case Format::Tiff:
            return vips().tiffload_buffer(address(file), file.size(), out, "fail_on", fail_on, "access",
                                          VIPS_ACCESS_SEQUENTIAL, nullptr);
        case Format::Jpeg:
            return vips().jpegload_buffer(address(file), file.size(), out, "fail_on", fail_on, "access",
                                          VIPS_ACCESS_SEQUENTIAL, nullptr);
        default:
            return -1;
    }
}

void check_size(VipsImage* image) {
    const long long width = vips().image_get_width(image);
    const long long height = vips().image_get_height(image);
    if (std::max(width, height) > most_pixels_a_side || width * height > most_pixels) {
        fail("it says that it is larger than any camera's picture");
    }
}

Image load_header(ByteView file, Format format, VipsFailOn fail_on) {
    VipsImage* out = nullptr;
    const int failed = load(file, format, fail_on, &out);
    Image image = made(failed, out, "it cannot be decoded");
    check_size(image.get());
    return image;
}

Image in_memory(VipsImage* image) {
    VipsImage* copy = vips().image_copy_memory(image);
    return made(copy == nullptr ? -1 : 0, copy, "it cannot be decoded");
}

Bytes blob(VipsImage* image, const char* name) {
    if (vips().image_get_typeof(image, name) != vips().blob_get_type()) return {};
    const void* data = nullptr;
    std::size_t length = 0;
    if (vips().image_get_blob(image, name, &data, &length) != 0) return {};
    const auto* bytes = static_cast<const std::uint8_t*>(data);
    return {bytes, bytes + length};
}

Image upright(VipsImage* image) {
    VipsImage* out = nullptr;
    const int failed = vips().autorot(image, &out, nullptr);
    return made(failed, out, "it cannot be turned upright");
}

Image without_transparency(Image image) {
    if (vips().image_hasalpha(image.get()) == 0) return image;
    VipsArrayDouble* white = vips().array_double_newv(1, 255.0);
    VipsImage* out = nullptr;
    const int failed = vips().flatten(image.get(), &out, "background", white, nullptr);
    vips().area_unref(reinterpret_cast<VipsArea*>(white));
    return made(failed, out, "its transparency cannot be removed");
}

/// A broken profile is left aside: the colours are a little off, the photo is there.
Image in_srgb(Image image) {
    VipsImage* out = nullptr;
    if (vips().image_get_typeof(image.get(), VIPS_META_ICC_NAME) != 0 &&
        vips().icc_transform(image.get(), &out, "srgb", "embedded", true, "depth", 8, nullptr) == 0) {
        image = Image{std::exchange(out, nullptr)};
    }
    vips().error_clear();
    const int failed = vips().colourspace(image.get(), &out, VIPS_INTERPRETATION_sRGB, nullptr);
    image = made(failed, out, "its colours cannot be understood");
    const int not_cast = vips().cast_uchar(image.get(), &out, nullptr);
    return made(not_cast, out, "its colours cannot be understood");
}

struct UnrefRegion {
    void operator()(VipsRegion* region) const { g_object_unref(region); }
};

/// Hands every row of samples from the top to the bottom to `take`. Some rows at a time: a whole picture of
/// 24 megapixels need not be in memory.
template <class Take>
void for_each_row(VipsImage* image, const Take& take) {
    constexpr int rows_at_a_time = 64;
    const int height = vips().image_get_height(image);
    const std::unique_ptr<VipsRegion, UnrefRegion> region{vips().region_new(image)};
    for (int y = 0; y < height; y += rows_at_a_time) {
        const VipsRect part = {0, y, vips().image_get_width(image), std::min(rows_at_a_time, height - y)};
        if (vips().region_prepare(region.get(), &part) != 0) fail("it cannot be decoded");
        for (int i = 0; i < part.height; ++i) {
            const int row = y + i - region->valid.top;
            take(reinterpret_cast<const std::uint8_t*>(region->data + row * std::ptrdiff_t{region->bpl}));
        }
    }
}

/// Grey, or red, green and blue. Pictures with two bands have lost their transparency by now.
int bands_of(VipsImage* image) {
    const int bands = vips().image_get_bands(image);
    if (bands != 1 && bands != 3) fail("its colours cannot be understood");
    return bands;
}

Pixels pixels_of(VipsImage* image) {
    Pixels pixels{vips().image_get_width(image), vips().image_get_height(image), bands_of(image), {}};
    const auto row = static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.bands);
    pixels.samples.reserve(row * static_cast<std::size_t>(pixels.height));
    for_each_row(image, [&](const std::uint8_t* from) {
        pixels.samples.insert(pixels.samples.end(), from, from + row);
    });
    return pixels;
}

Bytes master_of(VipsImage* image) {
    JpegEncoder encoder{vips().image_get_width(image), vips().image_get_height(image), bands_of(image)};
    for_each_row(image, [&](const std::uint8_t* from) { encoder.add_row(from); });
    return encoder.finish();
}

/// A view on the pixels, which must outlive it.
Image image_of(const Pixels& pixels) {
    start_vips();
    Image image =
        made(0,
             vips().image_new_from_memory(pixels.samples.data(), pixels.samples.size(), pixels.width,
                                          pixels.height, pixels.bands, VIPS_FORMAT_UCHAR),
             "it cannot be decoded");
    VipsImage* out = nullptr;
    const VipsInterpretation colours = pixels.bands == 1 ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB;
    const int failed = vips().copy(image.get(), &out, "interpretation", colours, nullptr);
    return made(failed, out, "it cannot be decoded");
}

constexpr int rendition_quality = 85;

/// Tables are the usual ones: optimised ones are a few per cent smaller for half as much work again.
Bytes encode(VipsImage* image) {
    const Image bare = without_metadata(image);
    void* data = nullptr;
    std::size_t length = 0;
    if (vips().jpegsave_buffer(bare.get(), &data, &length, "Q", rendition_quality, "optimize_coding", false,
                               "subsample_mode", VIPS_FOREIGN_SUBSAMPLE_ON, "strip", true, nullptr) != 0) {
        fail("it cannot be coded as JPEG");
    }
    return taken(data, length);
}

/// `pixels` must outlive it.
Image as_seen(const Pixels& pixels, const PictureColours& colours) {
    Image image = image_of(pixels);
    vips().image_set_int(image.get(), VIPS_META_ORIENTATION, colours.orientation);
    if (!colours.profile.empty()) {
        vips().image_set_blob_copy(image.get(), VIPS_META_ICC_NAME, colours.profile.data(),
                                   colours.profile.size());
    }
    image = in_srgb(std::move(image));
    if (colours.orientation > 1) image = upright(in_memory(image.get()).get());
    return image;
}

Bytes rendition(const Pixels& pixels, const PictureColours& colours) {
    return encode(as_seen(pixels, colours).get());
}

Bytes exif_tiff(Bytes exif) {  // some loaders leave the label of a JPEG segment before it
    static constexpr char label[] = {'E', 'x', 'i', 'f', 0, 0};
    if (exif.size() > sizeof label && std::memcmp(exif.data(), label, sizeof label) == 0) {
        exif.erase(exif.begin(), exif.begin() + sizeof label);
    }
    return exif;
}

/// Some PNGs carry Exif as hexadecimal text.
Bytes exif_in_text(VipsImage* image) {
    const std::unique_ptr<gchar*, decltype(&g_strfreev)> fields{vips().image_get_fields(image), g_strfreev};
    for (gchar** field = fields.get(); *field != nullptr; ++field) {
        const std::string_view name{*field};
        const char* text = nullptr;
        const bool profile =
            name.ends_with("Raw profile type exif") || name.ends_with("Raw profile type APP1");
        if (!profile || vips().image_get_string(image, *field, &text) != 0) continue;
        if (Bytes exif = read_raw_profile(text); !exif.empty()) return exif;
    }
    return {};
}

/// sRGB, without transparency.
Image plain(Image image) {
    return without_transparency(in_srgb(std::move(image)));
}

ConvertedPicture convert(ByteView file, Format format, VipsFailOn fail_on) {
    Image image = load_header(file, format, fail_on);
    ConvertedPicture picture;
    picture.exif = exif_tiff(blob(image.get(), VIPS_META_EXIF_NAME));
    if (picture.exif.empty()) picture.exif = exif_tiff(exif_in_text(image.get()));
    picture.xmp = blob(image.get(), VIPS_META_XMP_NAME);
    picture.jpeg = master_of(plain(std::move(image)).get());
    return picture;
}

}  // namespace

ConvertedPicture convert_other(ByteView file, Format format) {
    start_vips();
    try {
        return convert(file, format, VIPS_FAIL_ON_ERROR);
    } catch (const PictureUnreadable&) {
        ConvertedPicture picture = convert(file, format, VIPS_FAIL_ON_NONE);
        picture.damaged = true;
        return picture;
    }
}

Bytes make_rendition(const Pixels& pixels, const PictureColours& colours, int size) {
    return rendition(scaled_down(pixels, size), colours);
}

Pixels decode_four_colours(ByteView jpeg) {
    start_vips();
    return pixels_of(plain(load_header(jpeg, Format::Jpeg, VIPS_FAIL_ON_ERROR)).get());
}

Pixels upright_in_srgb(const Pixels& pixels, const PictureColours& colours) {
    return pixels_of(as_seen(pixels, colours).get());
}

Bytes encode_master(const Pixels& pixels) {
    JpegEncoder encoder{pixels.width, pixels.height, pixels.bands};
    const auto row = static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.bands);
    for (std::size_t at = 0; at < pixels.samples.size(); at += row) encoder.add_row(&pixels.samples[at]);
    return encoder.finish();
}

// Each from the one above it, which is a fraction of the work of going back to the pixels. Turning and
// colours come last, where there are fewest pixels.
std::vector<Rendition> make_renditions(const Pixels& pixels, const PictureColours& colours) {
    static_assert(rendition_sizes.size() == 3);
    const Pixels large = scaled_down(pixels, rendition_sizes[2]);
    const Pixels middle = scaled_down(large, rendition_sizes[1]);
    const Pixels small = scaled_down(middle, rendition_sizes[0]);
    return {{rendition_sizes[0], rendition(small, colours)},
            {rendition_sizes[1], rendition(middle, colours)},
            {rendition_sizes[2], rendition(large, colours)}};
}

std::vector<Rendition> make_renditions(const Planes& planes, int orientation) {
    const Planes large = turned_upright(scaled_down(planes, rendition_sizes[2]), orientation);
    const Planes middle = scaled_down(large, rendition_sizes[1]);
    const Planes small = scaled_down(middle, rendition_sizes[0]);
    return {{rendition_sizes[0], encode_planes(small, rendition_quality)},
            {rendition_sizes[1], encode_planes(middle, rendition_quality)},
            {rendition_sizes[2], encode_planes(large, rendition_quality)}};
}

}  // namespace ingest
