#include "render/preflight/image_samples.hpp"

#include "render/pdf/qpdf.hpp"
#include "render/preflight/allowance.hpp"
#include "render/preflight/unpacked_stream.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <turbojpeg.h>

namespace render {

namespace {

constexpr std::int64_t most_pixels = 150'000'000;  // of one image

struct Destroy {
    void operator()(void* handle) const { tjDestroy(handle); }
};

int pixel_format(int components) {
    if (components == 1) return TJPF_GRAY;
    return components == 3 ? TJPF_RGB : TJPF_CMYK;
}

int components_in_file(int colours) {
    if (colours == TJCS_GRAY) return 1;
    return colours == TJCS_CMYK || colours == TJCS_YCCK ? 4 : 3;
}

/// The least size that the decoder can make which is wide enough.
void shrink(Samples& samples, int wanted_width) {
    const int width = samples.width;
    const int height = samples.height;
    int count = 0;
    const tjscalingfactor* factors = tjGetScalingFactors(&count);
    for (int i = 0; i < count; ++i) {
        const int scaled = TJSCALED(width, factors[i]);
        if (scaled < wanted_width || scaled >= samples.width) continue;
        samples.width = scaled;
        samples.height = TJSCALED(height, factors[i]);
    }
}

std::optional<Samples> decoded_jpeg(QPDFObjectHandle& image, int components, int wanted_width,
                                    Allowance& allowance) {
    const auto coded = image.getRawStreamData();
    const std::unique_ptr<void, Destroy> decoder(tjInitDecompress());
    Samples samples;
    samples.components = components;
    int sampling = 0;
    int colours = 0;
    if (tjDecompressHeader3(decoder.get(), coded->getBuffer(), coded->getSize(), &samples.width,
                            &samples.height, &sampling, &colours) != 0) {
        return std::nullopt;
    }
    const std::int64_t pixels = std::int64_t{samples.width} * samples.height;
    if (components_in_file(colours) != components || pixels > most_pixels || !allowance.can_decode(pixels)) {
        return std::nullopt;
    }
    shrink(samples, wanted_width);
    samples.bytes.resize(static_cast<std::size_t>(samples.width) * static_cast<std::size_t>(samples.height) *
                         static_cast<std::size_t>(components));
    // A photo of thousands of scans takes hours: TurboJPEG gives up after 500.
    const int failed = tjDecompress2(decoder.get(), coded->getBuffer(), coded->getSize(),
                                     samples.bytes.data(), samples.width, 0, samples.height,
                                     pixel_format(components), TJFLAG_FASTDCT | TJFLAG_LIMITSCANS);
    if (failed != 0 && tjGetErrorCode(decoder.get()) == TJERR_FATAL) return std::nullopt;
    return samples;
}

/// One row after the other, each beginning at a whole byte (ISO 32000-1 §8.9.3).
std::optional<Samples> spread(const std::string& packed, Samples samples, int bits) {
    const auto in_row =
        static_cast<std::size_t>(samples.width) * static_cast<std::size_t>(samples.components);
    const std::size_t stride = (in_row * static_cast<std::size_t>(bits) + 7) / 8;
    const auto rows = static_cast<std::size_t>(samples.height);
    if (packed.size() / stride < rows) return std::nullopt;
    samples.bytes.reserve(in_row * rows);
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t i = 0; i < in_row; ++i) {
            const std::size_t bit = i * static_cast<std::size_t>(bits);
            const auto byte = static_cast<unsigned char>(packed[row * stride + bit / 8]);
            // Of 16 bits the upper eight are enough.
            const std::size_t shift = bits >= 8 ? 0 : 8 - static_cast<std::size_t>(bits) - bit % 8;
            samples.bytes.push_back(static_cast<unsigned char>(byte >> shift & samples.most));
        }
    }
    return samples;
}

int whole_number(QPDFObjectHandle& dictionary, const char* key) {
    QPDFObjectHandle value = dictionary.getKey(key);
    constexpr long long most = 1'000'000;
    if (!value.isInteger() || value.getIntValue() < 0 || value.getIntValue() > most) return 0;
    return static_cast<int>(value.getIntValue());
}

std::optional<Samples> plain_samples(QPDFObjectHandle& image, int components, Allowance& allowance) {
    QPDFObjectHandle dictionary = image.getDict();
    QPDFObjectHandle stencil = dictionary.getKey("/ImageMask");
    const bool is_stencil = stencil.isBool() && stencil.getBoolValue();
    const int bits = is_stencil ? 1 : whole_number(dictionary, "/BitsPerComponent");
    const bool is_known = bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
    Samples samples{whole_number(dictionary, "/Width"),
                    whole_number(dictionary, "/Height"),
                    components,
                    bits >= 8 ? 255 : (1 << bits) - 1,
                    {}};
    const std::int64_t pixels = std::int64_t{samples.width} * samples.height;
    if (!is_known || pixels <= 0 || pixels > most_pixels) return std::nullopt;
    const std::int64_t count = pixels * components;
    allowance.pay_bytes(count);
    const auto row_ends = static_cast<std::size_t>(samples.height);
    const auto packed = unpacked(image, allowance, static_cast<std::size_t>(count) * 2 + row_ends + 4096);
    return packed ? spread(*packed, samples, bits) : std::nullopt;
}

}  // namespace

std::optional<Samples> samples_of(QPDFObjectHandle image, int components, int wanted_width,
                                  Allowance& allowance) {
    if (components != 1 && components != 3 && components != 4) return std::nullopt;
    QPDFObjectHandle filter = image.getDict().getKey("/Filter");
    if (filter.isArray() && filter.getArrayNItems() == 1) filter = filter.getArrayItem(0);
    const bool is_jpeg = filter.isNameAndEquals("/DCTDecode") || filter.isNameAndEquals("/DCT");
    try {
        return is_jpeg ? decoded_jpeg(image, components, wanted_width, allowance)
                       : plain_samples(image, components, allowance);
    } catch (const QPDFExc&) {
        return std::nullopt;
    }
}

}  // namespace render
