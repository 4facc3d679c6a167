#include "render/pdf/profiles.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include <lcms2.h>

namespace render {

namespace {

struct CloseProfile {
    void operator()(void* profile) const { cmsCloseProfile(profile); }
};
using Profile = std::unique_ptr<void, CloseProfile>;

struct FreeCurve {
    void operator()(cmsToneCurve* curve) const { cmsFreeToneCurve(curve); }
};

std::string bytes_of(const Profile& profile) {
    if (!profile) throw std::bad_alloc();
    // Version 2 is what every printer's software reads.
    cmsSetProfileVersion(profile.get(), 2.1);
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(profile.get(), nullptr, &size);
    std::string bytes(size, '\0');
    if (size == 0 || !cmsSaveProfileToMem(profile.get(), bytes.data(), &size)) throw std::bad_alloc();
    // lcms2 writes the time into bytes 24 to 35 of the header (ICC.1 §7.2.8): always the same, or files would
    // differ.
    constexpr std::string_view first_of_january_2000("\x07\xD0\0\x01\0\x01\0\0\0\0\0\0", 12);
    constexpr std::size_t creation_date = 24;
    bytes.replace(creation_date, first_of_january_2000.size(), first_of_january_2000);
    return bytes;
}

Profile open(const std::string& icc) {
    return Profile(cmsOpenProfileFromMem(icc.data(), static_cast<cmsUInt32Number>(icc.size())));
}

struct DeleteTransform {
    void operator()(void* transform) const { cmsDeleteTransform(transform); }
};

enum class Plate { Only, Black };

/// Y of XYZ for 256 levels from dark to light: of a grey picture, or of black ink alone on paper.
std::array<double, 256> luminances(const Profile& profile, Plate plate) {
    const Profile xyz(cmsCreateXYZProfile());
    const cmsUInt32Number format = plate == Plate::Black ? TYPE_CMYK_8 : TYPE_GRAY_8;
    const std::unique_ptr<void, DeleteTransform> transform(
        cmsCreateTransform(profile.get(), format, xyz.get(), TYPE_XYZ_DBL, INTENT_RELATIVE_COLORIMETRIC, 0));
    if (!transform) throw std::bad_alloc();
    std::array<double, 256> light{};
    for (std::size_t level = 0; level < light.size(); ++level) {
        const auto value = static_cast<unsigned char>(level);
        const std::array<unsigned char, 4> inks{0, 0, 0, static_cast<unsigned char>(255 - value)};
        cmsCIEXYZ colour{};
        cmsDoTransform(transform.get(), plate == Plate::Black ? inks.data() : &value, &colour, 1);
        light[level] = colour.Y;
    }
    return light;
}

}  // namespace

const std::string& srgb_profile() {
    static const std::string bytes = bytes_of(Profile(cmsCreate_sRGBProfile()));
    return bytes;
}

std::string grey_profile() {
    // IEC 61966-2-1, as parametric curve of type 4.
    const std::vector<double> srgb{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
    const std::unique_ptr<cmsToneCurve, FreeCurve> curve(
        cmsBuildParametricToneCurve(nullptr, 4, srgb.data()));
    return bytes_of(Profile(cmsCreateGrayProfile(cmsD50_xyY(), curve.get())));
}

std::array<unsigned char, 256> grey_in_black_ink(const std::string& grey, const std::string& press) {
    const std::array<double, 256> wanted =
        luminances(open(grey.empty() ? grey_profile() : grey), Plate::Only);
    const std::array<double, 256> inked = luminances(open(press), Plate::Black);
    const double darkest = inked.front();
    const double paper = inked.back();
    const double black = wanted.front();
    const double white = wanted.back();
    std::array<unsigned char, 256> table{};
    std::size_t at = 0;
    for (std::size_t level = 0; level < table.size(); ++level) {
        const double share = (wanted[level] - black) / (white - black);
        const double target = darkest + share * (paper - darkest);
        while (at + 1 < inked.size() && inked[at] < target) ++at;
        const bool former_is_nearer = at > 0 && target - inked[at - 1] < inked[at] - target;
        table[level] = static_cast<unsigned char>(former_is_nearer ? at - 1 : at);
    }
    table.back() = 255;  // white is bare paper, whatever a profile's rounding says
    return table;
}

struct SeenInks::Transform {
    std::unique_ptr<void, DeleteTransform> handle;
};

SeenInks::SeenInks(const std::string& press) : transform_(std::make_unique<Transform>()) {
    const Profile screen(cmsCreate_sRGBProfile());
    transform_->handle.reset(cmsCreateTransform(open(press).get(), TYPE_CMYK_DBL, screen.get(), TYPE_RGB_DBL,
                                                INTENT_RELATIVE_COLORIMETRIC,
                                                cmsFLAGS_BLACKPOINTCOMPENSATION));
    if (!transform_->handle) throw std::bad_alloc();
}

SeenInks::SeenInks(SeenInks&&) noexcept = default;
SeenInks& SeenInks::operator=(SeenInks&&) noexcept = default;
SeenInks::~SeenInks() = default;

std::array<double, 3> SeenInks::of(const std::array<double, 4>& cmyk) const {
    std::array<double, 4> percent{};  // as lcms2 counts inks
    std::transform(cmyk.begin(), cmyk.end(), percent.begin(),
                   [](double share) { return std::clamp(share, 0.0, 1.0) * 100; });
    std::array<double, 3> rgb{};
    cmsDoTransform(transform_->handle.get(), percent.data(), rgb.data(), 1);
    for (double& share : rgb) share = std::clamp(share, 0.0, 1.0);
    return rgb;
}

bool is_profile_for(const std::string& icc, int components) {
    if (icc.empty()) return false;
    const Profile profile = open(icc);
    if (!profile || cmsGetProfileVersion(profile.get()) >= 5) return false;  // PDF knows no iccMAX
    const auto space = cmsGetColorSpace(profile.get());
    if (components == 1) return space == cmsSigGrayData;
    if (components == 3) return space == cmsSigRgbData;
    return components == 4 && space == cmsSigCmykData;
}

bool is_press_profile(const std::string& icc) {
    if (!is_profile_for(icc, 4)) return false;
    return cmsGetDeviceClass(open(icc).get()) == cmsSigOutputClass;
}

}  // namespace render
