#include "ingest/vips_library.hpp"

#include "catalogue/late_library.hpp"

namespace ingest {

namespace {

VipsLibrary loaded() {
    static const catalogue::LateLibrary library("libvips.so.42", "libvips42");
    VipsLibrary vips{};
#define INBEELD_FIND(name) library.find(vips.name, "vips_" #name);
    INBEELD_VIPS_FUNCTIONS(INBEELD_FIND)
#undef INBEELD_FIND
    return vips;
}

}  // namespace

const VipsLibrary& vips() {
    static const VipsLibrary library = loaded();
    return library;
}

}  // namespace ingest
