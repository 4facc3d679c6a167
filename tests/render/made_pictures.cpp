#include "made_pictures.hpp"

#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <turbojpeg.h>

namespace {

using Colour = std::array<unsigned char, 4>;

std::array<Colour, 4> colours(Coding coding) {
    if (coding == Coding::Grey) return {Colour{0}, Colour{80}, Colour{160}, Colour{255}};
    // As Adobe stores inks: 255 is no ink.
    if (coding == Coding::Cmyk) {
        return {Colour{255, 0, 0, 255}, Colour{0, 255, 0, 255}, Colour{0, 0, 255, 255},
                Colour{255, 255, 255, 255}};
    }
    return {Colour{255, 0, 0, 0}, Colour{0, 255, 0, 0}, Colour{0, 0, 255, 0}, Colour{255, 255, 255, 0}};
}

struct Shape {
    int channels;
    int pixel_format;
    int subsampling;
};

Shape shape(Coding coding) {
    if (coding == Coding::Grey) return {1, TJPF_GRAY, TJSAMP_GRAY};
    if (coding == Coding::Cmyk) return {4, TJPF_CMYK, TJSAMP_444};
    return {3, TJPF_RGB, TJSAMP_444};
}

}  // namespace

std::string quarters(Coding coding, int width, int height) {
    const auto [channels, format, subsampling] = shape(coding);
    const auto quarter = colours(coding);
    std::vector<unsigned char> pixels;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const auto& colour =
                quarter.at(static_cast<std::size_t>((y * 2 >= height ? 2 : 0) + (x * 2 >= width)));
            pixels.insert(pixels.end(), colour.begin(), colour.begin() + channels);
        }
    }
    tjhandle encoder = tjInitCompress();
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    constexpr int quality = 95;
    tjCompress2(encoder, pixels.data(), width, 0, height, format, &bytes, &size, subsampling, quality,
                coding == Coding::Progressive ? TJFLAG_PROGRESSIVE : 0);
    std::string jpeg(reinterpret_cast<const char*>(bytes), size);
    tjFree(bytes);
    tjDestroy(encoder);
    return jpeg;
}

std::string with_segment(const std::string& jpeg, int marker, std::string_view payload) {
    const std::size_t length = payload.size() + 2;
    std::string segment{'\xFF', static_cast<char>(marker), static_cast<char>(length >> 8),
                        static_cast<char>(length & 0xFF)};
    segment += payload;
    return jpeg.substr(0, 2) + segment + jpeg.substr(2);
}

std::string with_icc(const std::string& jpeg, std::string_view profile) {
    using namespace std::string_literals;
    return with_segment(jpeg, 0xE2, "ICC_PROFILE\0\x01\x01"s + std::string(profile));
}

std::string without_jfif(const std::string& jpeg) {
    if (jpeg.substr(2, 2) != "\xFF\xE0") return jpeg;
    const auto length = static_cast<std::size_t>(static_cast<unsigned char>(jpeg[4]) * 256 +
                                                 static_cast<unsigned char>(jpeg[5]));
    return jpeg.substr(0, 2) + jpeg.substr(4 + length);
}

void write_file(const std::filesystem::path& file, std::string_view bytes) {
    std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::string read_file(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}
