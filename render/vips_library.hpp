#pragma once

#include <vips/vips.h>

namespace render {

/// What is used of libvips, under its own names. It brings sixty other libraries along, 12 MB of memory and
/// half of the time in which a command starts, and a booklet shows its photos as they are: it is loaded for
/// the first one that is to be converted.
struct VipsLibrary {
#define INBEELD_VIPS_FUNCTION(name) decltype(&::vips_##name) name
    INBEELD_VIPS_FUNCTION(error_buffer);
    INBEELD_VIPS_FUNCTION(error_clear);
    INBEELD_VIPS_FUNCTION(icc_transform);
    INBEELD_VIPS_FUNCTION(image_copy_memory);
    INBEELD_VIPS_FUNCTION(image_get_bands);
    INBEELD_VIPS_FUNCTION(image_get_height);
    INBEELD_VIPS_FUNCTION(image_get_width);
    INBEELD_VIPS_FUNCTION(image_remove);
    INBEELD_VIPS_FUNCTION(image_write_to_memory);
    INBEELD_VIPS_FUNCTION(init);
    INBEELD_VIPS_FUNCTION(jpegload_buffer);
    INBEELD_VIPS_FUNCTION(resize);
#undef INBEELD_VIPS_FUNCTION
};

/// Throws CannotWork when it is not installed.
const VipsLibrary& vips();

}  // namespace render
