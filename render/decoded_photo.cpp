#include "render/decoded_photo.hpp"

#include "catalogue/catalogue.hpp"
#include "render/jpeg.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <turbojpeg.h>

namespace render {

namespace {

struct Destroy {
    void operator()(void* handle) const { tjDestroy(handle); }
};

struct Source {
    const unsigned char* bytes;
    unsigned long size;
};

/// The smallest of the sizes that the decoder can make while decoding that is large enough, else the full
/// size.
void choose_size(DecodedPhoto& photo, int wanted_width, int wanted_height) {
    const int full_width = photo.width;
    const int full_height = photo.height;
    int count = 0;
    const tjscalingfactor* factors = tjGetScalingFactors(&count);
    for (int i = 0; i < count; ++i) {
        const int width = TJSCALED(full_width, factors[i]);
        const int height = TJSCALED(full_height, factors[i]);
        const bool large_enough = width >= wanted_width && height >= wanted_height;
        if (!large_enough || width >= photo.width) continue;
        photo.width = width;
        photo.height = height;
    }
}

std::uint32_t rgb(int red, int green, int blue) {
    return static_cast<std::uint32_t>(red << 16 | green << 8 | blue);
}

/// Inks to light, as they lie in a file: Adobe stores how much light they let through.
void convert_inks(DecodedPhoto& photo, const std::vector<unsigned char>& inks, bool stores_light) {
    const auto light = [stores_light](unsigned char value) { return stores_light ? value : 255 - value; };
    for (std::size_t i = 0; i < photo.pixels.size(); ++i) {
        const unsigned char* ink = &inks[4 * i];
        const int black = light(ink[3]);
        photo.pixels[i] =
            rgb(light(ink[0]) * black / 255, light(ink[1]) * black / 255, light(ink[2]) * black / 255);
    }
}

}  // namespace

DecodedPhoto decode_photo(const std::filesystem::path& master, int wanted_width, int wanted_height) {
    const std::string bytes = read_master(master);
    const JpegHeader header = jpeg_header(bytes, master);
    // NOLINTNEXTLINE(*-reinterpret-cast): the decoder's own type for bytes
    const Source source{reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()};
    const std::unique_ptr<void, Destroy> decoder(tjInitDecompress());
    DecodedPhoto photo{header.width, header.height, {}};
    choose_size(photo, wanted_width, wanted_height);
    const auto count = static_cast<std::size_t>(photo.width) * static_cast<std::size_t>(photo.height);
    photo.pixels.resize(count);
    const auto decode = [&](void* target, int format) {
        const int result =
            tjDecompress2(decoder.get(), source.bytes, source.size, static_cast<unsigned char*>(target),
                          photo.width, 0, photo.height, format, 0);
        if (result != 0 && tjGetErrorCode(decoder.get()) == TJERR_FATAL) {
            throw catalogue::CannotWork("The picture " + master.string() + " cannot be decoded (" +
                                        tjGetErrorStr2(decoder.get()) +
                                        "): read its card in again, or leave the photo out.");
        }
    };
    if (header.components == 4) {
        std::vector<unsigned char> inks(4 * count);
        decode(inks.data(), TJPF_CMYK);
        convert_inks(photo, inks, header.adobe);
    } else {
        decode(photo.pixels.data(), TJPF_BGRX);  // 0x00RRGGBB on machines that store the low byte first
        for (auto& pixel : photo.pixels) pixel &= 0xFFFFFF;
    }
    return photo;
}

}  // namespace render
