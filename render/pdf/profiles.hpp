#pragma once

#include <array>
#include <memory>
#include <string>

namespace render {

/// ICC profiles made here, for pictures that have none. The same bytes at every call.
const std::string& srgb_profile();
std::string grey_profile();  // with the tone curve of sRGB

/// How much black ink shows each of 256 greys, 0 for full ink, so that they are as light on paper as black
/// ink alone can make them: the range from paper to full black stands for that from white to black (black
/// point compensation). grey: the picture's own profile, or empty for that of grey_profile(). press: a
/// profile for which is_press_profile().
std::array<unsigned char, 256> grey_in_black_ink(const std::string& grey, const std::string& press);

/// How the inks of a press look on a screen.
class SeenInks {
 public:
    /// press: a profile for which is_press_profile().
    explicit SeenInks(const std::string& press);
    SeenInks(SeenInks&&) noexcept;
    SeenInks& operator=(SeenInks&&) noexcept;
    ~SeenInks();

    /// cmyk, and the sRGB that is given back: each 0 to 1. Relative colorimetric with black point
    /// compensation.
    std::array<double, 3> of(const std::array<double, 4>& cmyk) const;

 private:
    struct Transform;
    std::unique_ptr<Transform> transform_;
};

/// Whether these bytes are an ICC profile of that many colour components that a picture may have (ICC.1
/// §7.2).
bool is_profile_for(const std::string& icc, int components);

/// Whether these bytes are an ICC profile of a CMYK press (class prtr).
bool is_press_profile(const std::string& icc);

}  // namespace render
