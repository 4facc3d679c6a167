#include "render/vips_library.hpp"

#include "catalogue/catalogue.hpp"

#include <Poco/Exception.h>
#include <Poco/SharedLibrary.h>
#include <vips/vips.h>

namespace render {

namespace {

VipsLibrary loaded() {
    // With the version of its interface, which that of the headers is: Debian names its package after it.
    Poco::SharedLibrary library("libvips.so.42", Poco::SharedLibrary::SHLIB_LOCAL);
    // NOLINTBEGIN(*-reinterpret-cast): all that a library's table says of a function is where it is
#define INBEELD_VIPS_FUNCTION(name) \
    .name = reinterpret_cast<decltype(&::vips_##name)>(library.getSymbol("vips_" #name))
    return {
        INBEELD_VIPS_FUNCTION(error_buffer),          INBEELD_VIPS_FUNCTION(error_clear),
        INBEELD_VIPS_FUNCTION(icc_transform),         INBEELD_VIPS_FUNCTION(image_copy_memory),
        INBEELD_VIPS_FUNCTION(image_get_bands),       INBEELD_VIPS_FUNCTION(image_get_height),
        INBEELD_VIPS_FUNCTION(image_get_width),       INBEELD_VIPS_FUNCTION(image_remove),
        INBEELD_VIPS_FUNCTION(image_write_to_memory), INBEELD_VIPS_FUNCTION(init),
        INBEELD_VIPS_FUNCTION(jpegload_buffer),       INBEELD_VIPS_FUNCTION(resize),
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

}  // namespace render
