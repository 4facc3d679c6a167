#pragma once

#include <vips/vips.h>

namespace render {

#define INBEELD_VIPS_FUNCTIONS(each)                                                                       \
    each(error_buffer) each(error_clear) each(icc_transform) each(image_copy_memory) each(image_get_bands) \
        each(image_get_height) each(image_get_width) each(image_remove) each(image_write_to_memory)        \
            each(init) each(jpegload_buffer) each(resize)

/// What is used of libvips, under its own names. It brings sixty other libraries along, 12 MB of memory and
/// half of the time in which a command starts, and a booklet shows its photos as they are: it is loaded for
/// the first one that is to be converted.
struct VipsLibrary {
#define INBEELD_MEMBER(name) decltype(&::vips_##name) name;
    INBEELD_VIPS_FUNCTIONS(INBEELD_MEMBER)
#undef INBEELD_MEMBER
};

/// Throws CannotWork when it is not installed.
const VipsLibrary& vips();

}  // namespace render
