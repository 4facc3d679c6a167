#include "ingest/vips_library.hpp"

#include "catalogue/catalogue.hpp"

#include <Poco/Exception.h>
#include <Poco/SharedLibrary.h>
#include <vips/vips.h>

namespace ingest {

namespace {

VipsLibrary loaded() {
    // With the version of its interface, which that of the headers is: Debian names its package after it.
    Poco::SharedLibrary library("libvips.so.42", Poco::SharedLibrary::SHLIB_LOCAL);
    // NOLINTBEGIN(*-reinterpret-cast): all that a library's table says of a function is where it is
#define INBEELD_VIPS_FUNCTION(name) \
    .name = reinterpret_cast<decltype(&::vips_##name)>(library.getSymbol("vips_" #name))
    return {
        INBEELD_VIPS_FUNCTION(area_unref),
        INBEELD_VIPS_FUNCTION(array_double_newv),
        INBEELD_VIPS_FUNCTION(autorot),
        INBEELD_VIPS_FUNCTION(blob_get_type),
        INBEELD_VIPS_FUNCTION(block_untrusted_set),
        INBEELD_VIPS_FUNCTION(cache_set_max),
        INBEELD_VIPS_FUNCTION(cast_uchar),
        INBEELD_VIPS_FUNCTION(colourspace),
        INBEELD_VIPS_FUNCTION(concurrency_set),
        INBEELD_VIPS_FUNCTION(copy),
        INBEELD_VIPS_FUNCTION(error_clear),
        INBEELD_VIPS_FUNCTION(flatten),
        INBEELD_VIPS_FUNCTION(heifload_buffer),
        INBEELD_VIPS_FUNCTION(heifsave_buffer),
        INBEELD_VIPS_FUNCTION(icc_transform),
        INBEELD_VIPS_FUNCTION(image_copy_memory),
        INBEELD_VIPS_FUNCTION(image_get_bands),
        INBEELD_VIPS_FUNCTION(image_get_blob),
        INBEELD_VIPS_FUNCTION(image_get_fields),
        INBEELD_VIPS_FUNCTION(image_get_height),
        INBEELD_VIPS_FUNCTION(image_get_string),
        INBEELD_VIPS_FUNCTION(image_get_typeof),
        INBEELD_VIPS_FUNCTION(image_get_width),
        INBEELD_VIPS_FUNCTION(image_hasalpha),
        INBEELD_VIPS_FUNCTION(image_new_from_memory),
        INBEELD_VIPS_FUNCTION(image_remove),
        INBEELD_VIPS_FUNCTION(image_set_blob_copy),
        INBEELD_VIPS_FUNCTION(image_set_int),
        INBEELD_VIPS_FUNCTION(init),
        INBEELD_VIPS_FUNCTION(jpegload_buffer),
        INBEELD_VIPS_FUNCTION(jpegsave_buffer),
        INBEELD_VIPS_FUNCTION(pngload_buffer),
        INBEELD_VIPS_FUNCTION(region_new),
        INBEELD_VIPS_FUNCTION(region_prepare),
        INBEELD_VIPS_FUNCTION(thumbnail_buffer),
        INBEELD_VIPS_FUNCTION(tiffload_buffer),
        INBEELD_VIPS_FUNCTION(webpload_buffer),
        INBEELD_VIPS_FUNCTION(webpsave_buffer),
    };
#undef INBEELD_VIPS_FUNCTION
    // NOLINTEND(*-reinterpret-cast)
}

}  // namespace

const VipsLibrary& vips() {
    try {
        static const VipsLibrary library = loaded();
        return library;
    } catch (const Poco::Exception& error) {
        throw catalogue::CannotWork("The library for pictures cannot be loaded (" + error.displayText() +
                                    "): install the package libvips42.");
    }
}

}  // namespace ingest
