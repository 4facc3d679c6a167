#pragma once

#include <vips/vips.h>

namespace ingest {

#define INBEELD_VIPS_FUNCTIONS(each)                                                                        \
    each(area_unref) each(array_double_newv) each(autorot) each(blob_get_type) each(block_untrusted_set)    \
        each(cache_set_max) each(cast_uchar) each(colourspace) each(concurrency_set) each(copy)             \
            each(error_clear) each(flatten) each(heifload_buffer) each(heifsave_buffer) each(icc_transform) \
                each(image_copy_memory) each(image_get_bands) each(image_get_blob) each(image_get_fields)   \
                    each(image_get_height) each(image_get_string) each(image_get_typeof)                    \
                        each(image_get_width) each(image_hasalpha) each(image_new_from_memory)              \
                            each(image_remove) each(image_set_blob_copy) each(image_set_int) each(init)     \
                                each(jpegload_buffer) each(jpegsave_buffer) each(pngload_buffer)            \
                                    each(region_new) each(region_prepare) each(thumbnail_buffer)            \
                                        each(tiffload_buffer) each(webpload_buffer) each(webpsave_buffer)

/// What is used of libvips, under its own names. It brings sixty other libraries along, 12 MB of memory and
/// half of the time in which a command starts, and most commands need no pixels: it is loaded at the first
/// picture that does.
struct VipsLibrary {
#define INBEELD_MEMBER(name) decltype(&::vips_##name) name;
    INBEELD_VIPS_FUNCTIONS(INBEELD_MEMBER)
#undef INBEELD_MEMBER
};

/// Throws CannotWork when it is not installed.
const VipsLibrary& vips();

}  // namespace ingest
