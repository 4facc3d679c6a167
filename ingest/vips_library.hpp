#pragma once

#include <vips/vips.h>

namespace ingest {

/// What is used of libvips, under its own names. It brings sixty other libraries along, 12 MB of memory and
/// half of the time in which a command starts, and most commands need no pixels: it is loaded at the first
/// picture that does.
struct VipsLibrary {
#define INBEELD_VIPS_FUNCTION(name) decltype(&::vips_##name) name
    INBEELD_VIPS_FUNCTION(area_unref);
    INBEELD_VIPS_FUNCTION(array_double_newv);
    INBEELD_VIPS_FUNCTION(autorot);
    INBEELD_VIPS_FUNCTION(blob_get_type);
    INBEELD_VIPS_FUNCTION(block_untrusted_set);
    INBEELD_VIPS_FUNCTION(cache_set_max);
    INBEELD_VIPS_FUNCTION(cast_uchar);
    INBEELD_VIPS_FUNCTION(colourspace);
    INBEELD_VIPS_FUNCTION(concurrency_set);
    INBEELD_VIPS_FUNCTION(copy);
    INBEELD_VIPS_FUNCTION(error_clear);
    INBEELD_VIPS_FUNCTION(flatten);
    INBEELD_VIPS_FUNCTION(heifload_buffer);
    INBEELD_VIPS_FUNCTION(heifsave_buffer);
    INBEELD_VIPS_FUNCTION(icc_transform);
    INBEELD_VIPS_FUNCTION(image_copy_memory);
    INBEELD_VIPS_FUNCTION(image_get_bands);
    INBEELD_VIPS_FUNCTION(image_get_blob);
    INBEELD_VIPS_FUNCTION(image_get_fields);
    INBEELD_VIPS_FUNCTION(image_get_height);
    INBEELD_VIPS_FUNCTION(image_get_string);
    INBEELD_VIPS_FUNCTION(image_get_typeof);
    INBEELD_VIPS_FUNCTION(image_get_width);
    INBEELD_VIPS_FUNCTION(image_hasalpha);
    INBEELD_VIPS_FUNCTION(image_new_from_memory);
    INBEELD_VIPS_FUNCTION(image_remove);
    INBEELD_VIPS_FUNCTION(image_set_blob_copy);
    INBEELD_VIPS_FUNCTION(image_set_int);
    INBEELD_VIPS_FUNCTION(init);
    INBEELD_VIPS_FUNCTION(jpegload_buffer);
    INBEELD_VIPS_FUNCTION(jpegsave_buffer);
    INBEELD_VIPS_FUNCTION(pngload_buffer);
    INBEELD_VIPS_FUNCTION(region_new);
    INBEELD_VIPS_FUNCTION(region_prepare);
    INBEELD_VIPS_FUNCTION(thumbnail_buffer);
    INBEELD_VIPS_FUNCTION(tiffload_buffer);
    INBEELD_VIPS_FUNCTION(webpload_buffer);
    INBEELD_VIPS_FUNCTION(webpsave_buffer);
#undef INBEELD_VIPS_FUNCTION
};

/// Throws CannotWork when it is not installed.
const VipsLibrary& vips();

}  // namespace ingest
