#pragma once

#include <cstdint>
#include <exception>

namespace render {

/// What looking at one file may cost. A few kilobytes can ask for years of painting or unpack to more than
/// there is memory, so each step is paid for.
class Allowance {
 public:
    struct Spent : std::exception {
        const char* what() const noexcept override { return "more than preflight looks at"; }
    };

    void pay_operator() { pay(operators_, 1); }
    /// Painted: a page's own raster, and each area again.
    void pay_pixels(std::int64_t count) { pay(pixels_, count); }
    /// Unpacked: contents, fonts, and the samples of images.
    void pay_bytes(std::int64_t count) { pay(bytes_, count); }
    /// Of coded photos, which cost time and are not needed for all else: says whether there is enough.
    bool can_decode(std::int64_t pixels) {
        if (pixels > photo_pixels_) return false;
        photo_pixels_ -= pixels;
        return true;
    }

 private:
    static void pay(std::int64_t& purse, std::int64_t price) {
        if (price > purse) throw Spent();
        purse -= price;
    }

    // Some ten times what the heaviest honest files ask: maps, and books of 200 pages.
    std::int64_t operators_ = 20'000'000;
    std::int64_t pixels_ = 4'000'000'000;
    std::int64_t bytes_ = 2'000'000'000;
    std::int64_t photo_pixels_ = 20'000'000'000;
};

}  // namespace render
