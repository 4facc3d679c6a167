#include "render/converted_photo.hpp"

#include "catalogue/catalogue.hpp"
#include "render/jpeg.hpp"
#include "render/pdf/profiles.hpp"
#include "render/vips_library.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>

#include <glib-object.h>
#include <glib.h>
#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkstemp is POSIX
#include <turbojpeg.h>
#include <unistd.h>
#include <vips/vips.h>

namespace render {

namespace {

struct Unref {
    void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unref>;

struct Destroy {
    void operator()(void* handle) const { tjDestroy(handle); }
};

struct FreeCoded {
    void operator()(unsigned char* bytes) const { tjFree(bytes); }
};

struct FreePixels {
    void operator()(unsigned char* bytes) const { g_free(bytes); }
};

struct Pixels {
    PixelSize size;
    int bands = 0;
    std::unique_ptr<unsigned char, FreePixels> bytes;

    std::size_t count() const {
        return static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
    }
};

catalogue::CannotWork cannot_convert(const std::filesystem::path& master) {
    std::string why = vips().error_buffer();
    vips().error_clear();
    why.erase(std::min(why.find('\n'), why.size()));
    return catalogue::CannotWork("The picture " + master.string() + " cannot be put into other colours (" +
                                 why + "): read its card in again, or leave the photo out.");
}

/// A profile in a file of its own, for libvips takes names only.
class ProfileFile {
 public:
    explicit ProfileFile(std::string_view bytes) {
        std::string name = (std::filesystem::temp_directory_path() / "inbeeld-press-XXXXXX").string();
        const int file = ::mkstemp(name.data());
        if (file < 0)
            throw catalogue::CannotWork("No file can be made in " + name + ": make room on the disk.");
        path_ = name;
        const bool whole = ::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
        ::close(file);
        if (!whole)
            throw catalogue::CannotWork("The file " + name + " cannot be written: make room on the disk.");
    }
    ProfileFile(const ProfileFile&) = delete;
    ProfileFile& operator=(const ProfileFile&) = delete;
    ~ProfileFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }

    const char* name() const { return path_.c_str(); }

 private:
    std::string path_;
};

/// How far the decoder may shrink by itself: a factor of two is left to the better filter, as vips_thumbnail
/// does.
int shrink_on_load(double factor) {
    for (const int shrink : {8, 4, 2}) {
        if (factor >= 2.0 * shrink) return shrink;
    }
    return 1;
}

class Conversion {
 public:
    Conversion(const std::filesystem::path& master, const PhotoTarget& target)
        : master_(master),
          target_(target),
          bytes_(read_master(master)),
          header_(jpeg_header(bytes_, master)),
          size_(converted_size(header_, target.most)) {}

    std::string run() {
        if (vips().init("inbeeld") != 0) throw cannot_convert(master_);
        Image image = loaded();
        const bool own_profile = is_profile_for(header_.icc, header_.components);
        if (!own_profile) vips().image_remove(image.get(), VIPS_META_ICC_NAME);
        image = resized(image);
        if (header_.components == 1) return coded(grey(pixels_of(image)));
        const bool is_in_press_inks = header_.components == 4 && !own_profile && for_press();
        if (!is_in_press_inks) image = in_target_colours(image);
        return coded(limited(pixels_of(image)));
    }

 private:
    bool for_press() const { return !target_.press_profile.empty(); }

    Image loaded() {
        const double factor = std::min(static_cast<double>(header_.width) / size_.width,
                                       static_cast<double>(header_.height) / size_.height);
        VipsImage* image = nullptr;
        if (vips().jpegload_buffer(bytes_.data(), bytes_.size(), &image, "access", VIPS_ACCESS_SEQUENTIAL,
                                   "shrink", shrink_on_load(factor), "fail_on", VIPS_FAIL_ON_NONE,
                                   nullptr) != 0) {
            throw cannot_convert(master_);
        }
        return Image(image);
    }

    Image resized(const Image& image) {
        const double across = static_cast<double>(size_.width) / vips().image_get_width(image.get());
        const double down = static_cast<double>(size_.height) / vips().image_get_height(image.get());
        VipsImage* smaller = nullptr;
        if (vips().resize(image.get(), &smaller, across, "vscale", down, nullptr) != 0) {
            throw cannot_convert(master_);
        }
        return Image(smaller);
    }

    Image in_target_colours(const Image& image) {
        VipsImage* converted = nullptr;
        const ProfileFile profile(for_press() ? target_.press_profile : srgb_profile());
        const int failed =
            vips().icc_transform(image.get(), &converted, profile.name(), "embedded", 1, "input_profile",
                                 header_.components == 4 ? "cmyk" : "srgb", "intent", VIPS_INTENT_RELATIVE,
                                 "black_point_compensation", 1, "depth", 8, nullptr);
        if (failed != 0) throw cannot_convert(master_);
        const Image lazy(converted);
        // Now, while the profile's file is there.
        VipsImage* done = vips().image_copy_memory(lazy.get());
        if (done == nullptr) throw cannot_convert(master_);
        return Image(done);
    }

    Pixels pixels_of(const Image& image) {
        std::size_t size = 0;
        Pixels pixels{{vips().image_get_width(image.get()), vips().image_get_height(image.get())},
                      vips().image_get_bands(image.get()),
                      nullptr};
        pixels.bytes.reset(static_cast<unsigned char*>(vips().image_write_to_memory(image.get(), &size)));
        if (!pixels.bytes || size != pixels.count() * static_cast<std::size_t>(pixels.bands)) {
            throw cannot_convert(master_);
        }
        return pixels;
    }

    Pixels grey(Pixels pixels) const {
        if (!for_press()) return pixels;
        const bool own_profile = is_profile_for(header_.icc, 1);
        const auto table =
            grey_in_black_ink(own_profile ? header_.icc : std::string(), target_.press_profile);
        unsigned char* bytes = pixels.bytes.get();
        std::transform(bytes, bytes + pixels.count(), bytes,
                       [&](unsigned char level) { return table[level]; });
        return pixels;
    }

    /// What is above the most that dries loses colour, not black: as gray component replacement does.
    Pixels limited(Pixels pixels) const {
        if (!for_press()) return pixels;
        // Coding as JPEG moves single pixels by up to this much, all plates together.
        constexpr int room = 12;
        const int most = (target_.most_ink - room) * 255 / 100;
        unsigned char* ink = pixels.bytes.get();
        for (const unsigned char* end = ink + 4 * pixels.count(); ink != end; ink += 4) {
            const int colours = ink[0] + ink[1] + ink[2];
            if (colours + ink[3] <= most) continue;
            const int left = std::max(0, most - ink[3]);
            for (int plate = 0; plate < 3; ++plate) {
                ink[plate] = static_cast<unsigned char>(ink[plate] * left / colours);
            }
        }
        return pixels;
    }

    std::string coded(const Pixels& pixels) const {
        constexpr int for_paper = 95;
        constexpr int for_screens = 85;
        int format = TJPF_GRAY;
        int sampling = TJSAMP_GRAY;
        if (pixels.bands == 4) {
            format = TJPF_CMYK;
            sampling = TJSAMP_444;
        } else if (pixels.bands == 3) {
            format = TJPF_RGB;
            sampling = TJSAMP_420;
        }
        const std::unique_ptr<void, Destroy> coder(tjInitCompress());
        unsigned char* result = nullptr;
        unsigned long size = 0;
        const int failed =
            tjCompress2(coder.get(), pixels.bytes.get(), pixels.size.width, 0, pixels.size.height, format,
                        &result, &size, sampling, for_press() ? for_paper : for_screens, TJFLAG_ACCURATEDCT);
        const std::unique_ptr<unsigned char, FreeCoded> owner(result);
        if (failed != 0) throw cannot_convert(master_);
        // NOLINTNEXTLINE(*-reinterpret-cast): the coder's own type for bytes
        return {reinterpret_cast<const char*>(owner.get()), size};
    }

    const std::filesystem::path& master_;
    const PhotoTarget& target_;
    std::string bytes_;
    JpegHeader header_;
    PixelSize size_;
};

}  // namespace

PixelSize converted_size(const JpegHeader& header, PixelSize most) {
    const double scale = std::min({1.0, std::max(static_cast<double>(most.width) / header.width,
                                                 static_cast<double>(most.height) / header.height)});
    const auto side = [scale](int pixels) {
        return std::max(1, static_cast<int>(std::lround(pixels * scale)));
    };
    return {side(header.width), side(header.height)};
}

int converted_components(const JpegHeader& header, const PhotoTarget& target) {
    if (header.components == 1) return 1;
    return target.press_profile.empty() ? 3 : 4;
}

std::string convert_photo(const std::filesystem::path& master, const PhotoTarget& target) {
    return Conversion(master, target).run();
}

}  // namespace render
