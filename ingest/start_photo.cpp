#include "ingest/start_photo.hpp"

#include "ingest/jpeg_decode.hpp"
#include "ingest/moment.hpp"

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

// Of the picture's shorter side. Somebody who holds up a card is a portrait; a start photo is of the card.
constexpr double side_of_a_start_photo = 0.15;

/// The length of the QR code's longest side, in pixels.
double longest_side(const ZXing::Position& corners) {
    double longest = 0;
    for (int i = 0; i < 4; ++i) {
        const auto& from = corners[i];
        const auto& to = corners[(i + 1) % 4];
        longest = std::max(
            longest, std::hypot(static_cast<double>(to.x - from.x), static_cast<double>(to.y - from.y)));
    }
    return longest;
}

/// Light and dark alone, one sample for every `step` × `step` pixels.
Pixels in_grey(const Pixels& pixels, int step) {
    Pixels grey{pixels.width / step, pixels.height / step, 1, {}};
    grey.samples.reserve(static_cast<std::size_t>(grey.width) * static_cast<std::size_t>(grey.height));
    const auto bands = static_cast<std::size_t>(pixels.bands);
    const std::size_t green = bands == 1 ? 0 : 1;
    const auto row_length = static_cast<std::size_t>(pixels.width) * bands;
    const auto step_ = static_cast<std::size_t>(step);
    for (std::size_t y = 0; y < static_cast<std::size_t>(grey.height); ++y) {
        for (std::size_t x = 0; x < static_cast<std::size_t>(grey.width); ++x) {
            unsigned sum = 0;
            for (std::size_t i = 0; i < step_ * step_; ++i) {
                sum += pixels.samples[(y * step_ + i / step_) * row_length + (x * step_ + i % step_) * bands +
                                      green];
            }
            grey.samples.push_back(static_cast<std::uint8_t>(sum / static_cast<unsigned>(step * step)));
        }
    }
    return grey;
}

/// QR codes, also those that were seen but not read.
ZXing::Results qr_codes(const Pixels& grey) {
    const ZXing::ImageView view{grey.samples.data(), grey.width, grey.height, ZXing::ImageFormat::Lum};
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode);
    hints.setTryRotate(false);  // QR codes are found at any angle without it
    hints.setReturnErrors(true);
    hints.setMaxNumberOfSymbols(8);
    try {
        return ZXing::ReadBarcodes(view, hints);
    } catch (const std::exception&) {
        return {};
    }
}

// Nearly no picture has a code in it: half the size shows that in a tenth of the time.
constexpr int long_side_for_a_glance = 1100;

struct Search {
    ZXing::Results codes;
    Pixels grey;
};

Search search(const Pixels& pixels) {
    const int step = (std::max(pixels.width, pixels.height) - 1) / long_side_for_a_glance + 1;
    Search glance{{}, in_grey(pixels, step)};
    glance.codes = qr_codes(glance.grey);
    const bool read =
        std::ranges::all_of(glance.codes, [](const ZXing::Result& code) { return code.isValid(); });
    if (step == 1 || read) return glance;
    Search whole{{}, in_grey(pixels, 1)};
    whole.codes = qr_codes(whole.grey);
    return whole;
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
    const Search searched = search(pixels);
    const double shorter = std::min(searched.grey.width, searched.grey.height);
    std::optional<StartCode> found;
    for (const ZXing::Result& code : searched.codes) {
        if (!code.isValid() || longest_side(code.position()) < side_of_a_start_photo * shorter) continue;
        const auto start = read_start_code(code.text());
        if (found && start && found->start_code != start->start_code) return std::nullopt;
        if (start) found = start;
    }
    return found;
}

}  // namespace ingest
