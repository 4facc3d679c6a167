#include "ingest/retouch.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/bytes.hpp"
#include "ingest/covering.hpp"
#include "ingest/files.hpp"
#include "ingest/jpeg_decode.hpp"
#include "ingest/pictures.hpp"
#include "ingest/sanitise.hpp"

#include <algorithm>
#include <cassert>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ingest {

namespace {

constexpr int whole = 1000;

// Up to the next whole pixel, outwards: a pixel that is half covered is covered.
PixelArea around_part(const Part& part, const Pixels& pixels) {
    const auto up = [](long long thousandths, int pixels_in_all) {
        return static_cast<int>((thousandths * pixels_in_all + whole - 1) / whole);
    };
    const auto down = [](long long thousandths, int pixels_in_all) {
        return static_cast<int>(thousandths * pixels_in_all / whole);
    };
    return {down(part.left, pixels.width), down(part.top, pixels.height),
            up(part.left + part.width, pixels.width), up(part.top + part.height, pixels.height)};
}

// Inwards: what was to be cut off is not half there. One pixel is always left.
PixelArea inside_part(const Part& part, const Pixels& pixels) {
    const auto begin = [](long long thousandths, int pixels_in_all) {
        const auto at = static_cast<int>((thousandths * pixels_in_all + whole - 1) / whole);
        return std::min(at, pixels_in_all - 1);
    };
    const auto end = [](long long thousandths, int pixels_in_all) {
        return static_cast<int>(thousandths * pixels_in_all / whole);
    };
    PixelArea area{begin(part.left, pixels.width), begin(part.top, pixels.height),
                   end(part.left + part.width, pixels.width), end(part.top + part.height, pixels.height)};
    area.right = std::max(area.right, area.left + 1);
    area.bottom = std::max(area.bottom, area.top + 1);
    return area;
}

std::optional<Pixels> upright_pixels(const catalogue::Picture& picture, PixelsWanted wanted) {
    Sanitised master = sanitise(read_file(picture.master), "master.jpg", wanted);
    if (!master.picture) return std::nullopt;
    CleanPicture& read = *master.picture;
    const int orientation = read.notes.orientation;
    if (!read.pixels) return upright_in_srgb(decode_four_colours(read.jpeg), {orientation, {}});
    const Pixels coded = std::move(*read.pixels);
    return upright_in_srgb(coded, {orientation, std::move(read.colour_profile)});
}

Pixels changed(Pixels pixels, const Retouch& retouch) {
    std::vector<PixelArea> areas;
    for (const CoveredPart& each : retouch.covered) {
        assert(lies_within_picture(each.part));
        areas.push_back(around_part(each.part, pixels));
        areas.back().smooth = each.with == CoverWith::Haze;
    }
    cover(pixels, areas);
    if (!retouch.crop) return pixels;
    assert(lies_within_picture(*retouch.crop));
    return cut_out(pixels, inside_part(*retouch.crop, pixels));
}

std::string made_from(const catalogue::Picture& picture, const Retouch& retouch, PixelsWanted wanted) {
    try {
        auto pixels = upright_pixels(picture, wanted);
        if (!pixels) return {};
        const Bytes jpeg = encode_master(changed(std::move(*pixels), retouch));
        return {jpeg.begin(), jpeg.end()};
    } catch (const PictureUnreadable&) {
        return {};
    } catch (const FileUnreadable&) {
        return {};
    }
}

}  // namespace

bool lies_within_picture(const Part& part) {
    const auto fits = [](int from, int length) {
        return from >= 0 && from <= whole && length > 0 && length <= whole - from;
    };
    return fits(part.left, part.width) && fits(part.top, part.height);
}

std::string retouched(const catalogue::Picture& picture, const Retouch& retouch) {
    // A whole picture of 24 megapixels takes 72 MB, several times: two people at once take turns.
    static std::mutex one_at_a_time;
    const std::scoped_lock lock(one_at_a_time);
    return made_from(picture, retouch, all_pixels);
}

std::string retouched_preview(const catalogue::Picture& picture, const Retouch& retouch, int size) {
    return made_from(picture, retouch, {size});
}

}  // namespace ingest
