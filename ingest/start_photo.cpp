#include "ingest/start_photo.hpp"

#include "ingest/moment.hpp"
#include "ingest/pixels.hpp"
#include "ingest/sanitise.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>

#define ZX_USE_UTF8 1  // Result::text() as UTF-8, see ZXing/Result.h
#include <ZXing/ReadBarcode.h>

namespace ingest {

namespace {

// Of the picture's shorter side: the card was nearer than 80 cm, by a lens of 28 mm as on 35 mm film.
// Somebody who holds up a card is a portrait; a start photo is of the card.
constexpr double side_of_a_start_photo = 0.07;

/// The length of the QR code's longest side, in pixels.
double longest_side(const ZXing::Position& corners) {
    double longest = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto& from = corners[i];
        const auto& to = corners[(i + 1) % 4];
        longest = std::max(
            longest, std::hypot(static_cast<double>(to.x - from.x), static_cast<double>(to.y - from.y)));
    }
    return longest;
}

/// Light and dark alone (of colours the green samples), not larger than is of use: reading a code takes time
/// by the pixel. A view on the pixels, which must outlive it.
ZXing::ImageView in_grey(const Pixels& pixels) {
    constexpr int long_side_of_use = 2600;
    const int step = (std::max(pixels.width, pixels.height) - 1) / long_side_of_use + 1;
    const std::uint8_t* const first = pixels.samples.data() + (pixels.bands == 1 ? 0 : 1);
    return {first,
            pixels.width / step,
            pixels.height / step,
            ZXing::ImageFormat::Lum,
            pixels.width * pixels.bands * step,
            pixels.bands * step};
}

ZXing::Results qr_codes(const ZXing::ImageView& view) {
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode);
    hints.setTryRotate(false);  // QR codes are found at any angle without it
    hints.setTryDownscale(false);
    hints.setMaxNumberOfSymbols(8);
    try {
        return ZXing::ReadBarcodes(view, hints);
    } catch (const std::exception&) {
        return {};
    }
}

}  // namespace

std::optional<StartCode> read_start_code(std::string_view text) {
    constexpr std::string_view scheme = "INBEELD1/";
    if (!text.starts_with(scheme) || text.size() > 300) return std::nullopt;
    text.remove_prefix(scheme.size());
    const std::size_t last = text.rfind('/');
    if (last == std::string_view::npos || last == 0) return std::nullopt;
    const std::size_t middle = text.rfind('/', last - 1);
    if (middle == std::string_view::npos) return std::nullopt;
    const auto moment = read_moment(text.substr(last + 1));
    StartCode code{
        std::string{text.substr(0, middle)}, std::string{text.substr(middle + 1, last - middle - 1)}, {}};
    if (!moment || code.course.empty() || code.start_code.empty()) return std::nullopt;
    code.time = iso_moment(*moment);
    return code;
}

std::optional<StartCode> find_start_card(const Pixels& pixels) {
    if ((pixels.bands != 1 && pixels.bands != 3) || pixels.samples.empty()) return std::nullopt;
    const ZXing::ImageView grey = in_grey(pixels);
    const double shorter = std::min(grey.width(), grey.height());
    std::optional<StartCode> found;
    for (const ZXing::Result& code : qr_codes(grey)) {
        if (!code.isValid() || longest_side(code.position()) < side_of_a_start_photo * shorter) continue;
        const auto start = read_start_code(code.text());
        if (found && start && found->start_code != start->start_code) return std::nullopt;
        if (start) found = start;
    }
    return found;
}

std::optional<StartCode> find_start_card(const CleanPicture& picture) {
    if (picture.planes) return find_start_card(picture.planes->y);
    return picture.pixels ? find_start_card(*picture.pixels) : std::nullopt;
}

}  // namespace ingest
