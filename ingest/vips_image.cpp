#include "ingest/vips_image.hpp"

#include "ingest/bytes.hpp"
#include "ingest/pictures.hpp"
#include "ingest/vips_library.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include <glib.h>
#include <vips/vips.h>

namespace ingest {

void start_vips() {
    static const bool started = [] {
        g_log_set_handler("VIPS", G_LOG_LEVEL_MASK, [](auto, auto, auto, auto) {}, nullptr);
        if (vips().init("inbeeld") != 0) return false;
        vips().block_untrusted_set(true);
        vips().concurrency_set(1);  // pictures are what is worked on side by side, not parts of one
        vips().cache_set_max(0);
        return true;
    }();
    if (!started) throw PictureUnreadable{"the picture library cannot be started"};
}

void fail(const std::string& what) {
    vips().error_clear();
    throw PictureUnreadable{what};
}

Image made(int failed, VipsImage* image, const char* what) {
    if (failed != 0 || image == nullptr) fail(what);
    return Image{image};
}

void* address(ByteView bytes) {
    return const_cast<void*>(static_cast<const void*>(bytes.data()));
}

Bytes taken(void* data, std::size_t length) {
    const std::unique_ptr<void, decltype(&g_free)> owner{data, g_free};
    const auto* bytes = static_cast<const std::uint8_t*>(data);
    return {bytes, bytes + length};
}

Image without_metadata(VipsImage* image) {
    VipsImage* out = nullptr;
    const int failed = vips().copy(image, &out, nullptr);
    Image bare = made(failed, out, "it cannot be copied");
    const std::unique_ptr<gchar*, decltype(&g_strfreev)> fields{vips().image_get_fields(bare.get()),
                                                                g_strfreev};
    for (gchar** field = fields.get(); *field != nullptr; ++field) vips().image_remove(bare.get(), *field);
    return bare;
}

}  // namespace ingest
