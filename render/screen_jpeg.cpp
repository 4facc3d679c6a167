#include "render/screen_jpeg.hpp"

#include "catalogue/catalogue.hpp"

#include <memory>
#include <string>

#include <turbojpeg.h>

namespace render {

namespace {

struct Destroy {
    void operator()(void* handle) const { tjDestroy(handle); }
    void operator()(unsigned char* bytes) const { tjFree(bytes); }
};

}  // namespace

std::string code_jpeg(const ScreenPixels& pixels) {
    constexpr int quality = 88;
    const std::unique_ptr<void, Destroy> coder(tjInitCompress());
    unsigned char* result = nullptr;
    unsigned long size = 0;
    // NOLINTNEXTLINE(*-reinterpret-cast): the coder's own type for bytes
    const auto* first = reinterpret_cast<const unsigned char*>(pixels.first);
    // Colours at every pixel: else coloured letters fray.
    const int failed = tjCompress2(coder.get(), first, pixels.width, pixels.bytes_a_row, pixels.height,
                                   TJPF_BGRX, &result, &size, TJSAMP_444, quality, 0);
    const std::unique_ptr<unsigned char, Destroy> owner(result);
    if (failed != 0)
        throw catalogue::CannotWork("A preview could not be painted: there is too little memory.");
    // NOLINTNEXTLINE(*-reinterpret-cast): the coder's own type for bytes
    return {reinterpret_cast<const char*>(owner.get()), size};
}

}  // namespace render
