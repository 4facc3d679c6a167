#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace render {

/// RGB to the inks of a press.
class PressColours {
 public:
    /// press_icc: empty for a press that is not known, whose inks are then guessed.
    explicit PressColours(const std::string& press_icc);
    PressColours(PressColours&&) noexcept;
    PressColours& operator=(PressColours&&) noexcept;
    ~PressColours();

    /// From sRGB, 0 to 255. Relative colorimetric with black point compensation.
    std::vector<std::array<std::uint8_t, 4>> inks_of(
        const std::vector<std::array<std::uint8_t, 3>>& rgb) const;

 private:
    struct Transform;
    std::unique_ptr<Transform> transform_;
};

/// Shares of full ink, 0 to 1, as they are kept: 0 to 255.
std::array<std::uint8_t, 4> in_bytes(const std::array<double, 4>& inks);

/// The plates of a page, coarse: how much of each ink lies where.
struct InkMap {
    static constexpr int ppi = 72;  // a third of a millimetre

    int width = 0;
    int height = 0;
    std::vector<std::array<std::uint8_t, 4>> inks;  // 0 to 255, row by row from the top

    const std::array<std::uint8_t, 4>& at(int x, int y) const {
        return inks[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                    static_cast<std::size_t>(x)];
    }
    /// All plates together, percent.
    int total_at(int x, int y) const {
        const auto& ink = at(x, y);
        return (ink[0] + ink[1] + ink[2] + ink[3]) * 100 / 255;
    }
};

/// A picture of the ink: white where there is none, through blue and yellow to red at `most` percent and
/// black above. Whole or absent. Throws CannotWork.
void paint_heat_map(const InkMap& map, int most, const std::filesystem::path& target);

}  // namespace render
