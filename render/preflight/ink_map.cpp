#include "render/preflight/ink_map.hpp"

#include "catalogue/catalogue.hpp"
#include "render/pdf/profiles.hpp"
#include "render/whole_file.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <cairo.h>
#include <lcms2.h>

namespace render {

namespace {

struct CloseProfile {
    void operator()(void* profile) const { cmsCloseProfile(profile); }
};
using Profile = std::unique_ptr<void, CloseProfile>;

struct DeleteTransform {
    void operator()(void* transform) const { cmsDeleteTransform(transform); }
};

struct Destroy {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};

/// Without a press: black takes the place of what the three colours share.
std::array<std::uint8_t, 4> guessed(const std::array<std::uint8_t, 3>& rgb) {
    const int most = *std::max_element(rgb.begin(), rgb.end());
    const auto ink = [most](int light) { return static_cast<std::uint8_t>(most == 0 ? 0 : most - light); };
    return {ink(rgb[0]), ink(rgb[1]), ink(rgb[2]), static_cast<std::uint8_t>(255 - most)};
}

std::uint32_t heat(int percent, int most) {
    struct Step {
        double share;
        std::array<int, 3> colour;
    };
    static const std::array<Step, 4> steps{
        {{0, {255, 255, 255}}, {0.5, {70, 130, 220}}, {0.85, {250, 210, 60}}, {1, {220, 30, 30}}}};
    if (percent > most) return 0;
    const double share = static_cast<double>(percent) / most;
    std::size_t at = 1;
    while (at + 1 < steps.size() && steps.at(at).share < share) ++at;
    const Step& from = steps.at(at - 1);
    const Step& to = steps.at(at);
    const double part = (share - from.share) / (to.share - from.share);
    std::uint32_t pixel = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        const double value = from.colour.at(i) + part * (to.colour.at(i) - from.colour.at(i));
        pixel = pixel << 8 | static_cast<std::uint32_t>(value);
    }
    return pixel;
}

cairo_status_t write_png(void* file, const unsigned char* bytes, unsigned length) {
    const bool whole = std::fwrite(bytes, 1, length, static_cast<std::FILE*>(file)) == length;
    return whole ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

}  // namespace

std::array<std::uint8_t, 4> in_bytes(const std::array<double, 4>& inks) {
    std::array<std::uint8_t, 4> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes.at(i) = static_cast<std::uint8_t>(std::lround(std::clamp(inks.at(i), 0.0, 1.0) * 255));
    }
    return bytes;
}

struct PressColours::Transform {
    std::unique_ptr<void, DeleteTransform> handle;
};

PressColours::PressColours(const std::string& press_icc) : transform_(std::make_unique<Transform>()) {
    if (!is_press_profile(press_icc)) return;
    const Profile press(
        cmsOpenProfileFromMem(press_icc.data(), static_cast<cmsUInt32Number>(press_icc.size())));
    const Profile srgb(cmsCreate_sRGBProfile());
    transform_->handle.reset(cmsCreateTransform(srgb.get(), TYPE_RGB_8, press.get(), TYPE_CMYK_8,
                                                INTENT_RELATIVE_COLORIMETRIC,
                                                cmsFLAGS_BLACKPOINTCOMPENSATION));
}

PressColours::PressColours(PressColours&&) noexcept = default;
PressColours& PressColours::operator=(PressColours&&) noexcept = default;
PressColours::~PressColours() = default;

std::vector<std::array<std::uint8_t, 4>> PressColours::inks_of(
    const std::vector<std::array<std::uint8_t, 3>>& rgb) const {
    std::vector<std::array<std::uint8_t, 4>> inks(rgb.size());
    if (transform_->handle && !rgb.empty()) {
        cmsDoTransform(transform_->handle.get(), rgb.data(), inks.data(),
                       static_cast<cmsUInt32Number>(rgb.size()));
    } else {
        std::transform(rgb.begin(), rgb.end(), inks.begin(), guessed);
    }
    return inks;
}

void paint_heat_map(const InkMap& map, int most, const std::filesystem::path& target) {
    std::vector<std::uint32_t> pixels;
    pixels.reserve(map.inks.size());
    for (int y = 0; y < map.height; ++y) {
        for (int x = 0; x < map.width; ++x) pixels.push_back(heat(map.total_at(x, y), most));
    }
    const std::unique_ptr<cairo_surface_t, Destroy> surface(cairo_image_surface_create_for_data(
        // NOLINTNEXTLINE(*-reinterpret-cast): Cairo's own type for pixels
        reinterpret_cast<unsigned char*>(pixels.data()), CAIRO_FORMAT_RGB24, map.width, map.height,
        map.width * static_cast<int>(sizeof(std::uint32_t))));
    WholeFile file(target);
    if (cairo_surface_write_to_png_stream(surface.get(), write_png, file.handle()) != CAIRO_STATUS_SUCCESS) {
        throw catalogue::CannotWork("The file " + target.string() +
                                    " cannot be written: choose another folder, or make room on the disk.");
    }
    file.commit();
}

}  // namespace render
