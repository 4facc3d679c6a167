#include "render/pdf/profiles.hpp"

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

}  // namespace

std::string srgb_profile() {
    return bytes_of(Profile(cmsCreate_sRGBProfile()));
}

std::string grey_profile() {
    // IEC 61966-2-1, as parametric curve of type 4.
    const std::vector<double> srgb{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
    const std::unique_ptr<cmsToneCurve, FreeCurve> curve(
        cmsBuildParametricToneCurve(nullptr, 4, srgb.data()));
    return bytes_of(Profile(cmsCreateGrayProfile(cmsD50_xyY(), curve.get())));
}

bool is_profile_for(const std::string& icc, int components) {
    if (icc.empty()) return false;
    const Profile profile(cmsOpenProfileFromMem(icc.data(), static_cast<cmsUInt32Number>(icc.size())));
    if (!profile || cmsGetProfileVersion(profile.get()) >= 5) return false;  // PDF knows no iccMAX
    const auto space = cmsGetColorSpace(profile.get());
    if (components == 1) return space == cmsSigGrayData;
    if (components == 3) return space == cmsSigRgbData;
    return components == 4 && space == cmsSigCmykData;
}

bool is_press_profile(const std::string& icc) {
    if (!is_profile_for(icc, 4)) return false;
    const Profile profile(cmsOpenProfileFromMem(icc.data(), static_cast<cmsUInt32Number>(icc.size())));
    return cmsGetDeviceClass(profile.get()) == cmsSigOutputClass;
}

}  // namespace render
