#include "render/length.hpp"
#include "render/pdf/pdf.hpp"
#include "render/preflight/examination.hpp"
#include "render/preflight/finding.hpp"
#include "render/preflight/ink_map.hpp"
#include "render/preflight/printed_page.hpp"
#include "render/press/printer_profile.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace render {

namespace {

constexpr double mm = 72 / 25.4;  // points

struct Pixel {
    int x = 0;
    int y = 0;
};

/// Pixels of the map by points of the page.
class MappedPage {
 public:
    explicit MappedPage(const ExaminedPage& page)
        : page_(page), scale_(page.printed->inks.width / std::max(1.0, page.media.width())) {}

    const InkMap& map() const { return page_.printed->inks; }

    Pixel at(double x, double y) const {
        const auto pixel = [](double value, int most) {
            return std::clamp(static_cast<int>(std::floor(value)), 0, most - 1);
        };
        return {pixel((x - page_.media.left) * scale_, map().width),
                pixel((page_.media.top - y) * scale_, map().height)};
    }

    int total_at(double x, double y) const {
        const Pixel pixel = at(x, y);
        return map().total_at(pixel.x, pixel.y);
    }

    PlaceOnPage place(Pixel pixel) const {
        return page_.place(page_.media.left + (pixel.x + 0.5) / scale_,
                           page_.media.top - (pixel.y + 0.5) / scale_);
    }

    double step() const { return 1 / scale_; }

 private:
    const ExaminedPage& page_;
    double scale_;
};

/// Percent, the mean of three by three pixels: a square millimetre, so that neither the grain of a photo nor
/// the rounding of JPEG counts.
int mean_around(const InkMap& map, Pixel middle) {
    int sum = 0;
    int count = 0;
    for (int y = std::max(0, middle.y - 1); y <= std::min(map.height - 1, middle.y + 1); ++y) {
        for (int x = std::max(0, middle.x - 1); x <= std::min(map.width - 1, middle.x + 1); ++x) {
            const auto& ink = map.at(x, y);
            sum += ink[0] + ink[1] + ink[2] + ink[3];
            ++count;
        }
    }
    return static_cast<int>(std::lround(sum * 100.0 / 255 / std::max(1, count)));
}

/// Where the page has ink at its edge, the bleed must have ink as well: else the knife, which is never exact,
/// leaves a white line.
void look_at_edges(Examination& examination, const ExaminedPage& page, const MappedPage& mapped) {
    constexpr int inked = 10;  // percent
    constexpr int bare = 2;
    constexpr double least_run = 2 * mm;
    const double inside = 0.7 * mm;
    const auto& trim = page.trim;
    const auto& bleed = page.bleed;
    const double short_of_edge = 0.5 * mm;
    struct Edge {
        const char* english;
        const char* dutch;
        bool lies;
        double within;
        double beyond;
        bool has_bleed;
    };
    const std::array<Edge, 4> edges{
        {{"left", "linker", false, trim.left + inside, bleed.left + short_of_edge,
          trim.left - bleed.left > mm},
         {"right", "rechter", false, trim.right - inside, bleed.right - short_of_edge,
          bleed.right - trim.right > mm},
         {"upper", "boven", true, trim.top - inside, bleed.top - short_of_edge, bleed.top - trim.top > mm},
         {"lower", "onder", true, trim.bottom + inside, bleed.bottom + short_of_edge,
          trim.bottom - bleed.bottom > mm}}};
    for (const Edge& edge : edges) {
        const double from = (edge.lies ? trim.left : trim.bottom) + inside;
        const double to = (edge.lies ? trim.right : trim.top) - inside;
        double uncovered = 0;
        double worst = from;
        for (double along = from; along < to; along += mapped.step()) {
            const int on_page =
                edge.lies ? mapped.total_at(along, edge.within) : mapped.total_at(edge.within, along);
            const int in_bleed =
                edge.lies ? mapped.total_at(along, edge.beyond) : mapped.total_at(edge.beyond, along);
            if (on_page < inked || (edge.has_bleed && in_bleed > bare)) continue;
            uncovered += mapped.step();
            worst = along;
        }
        if (uncovered < least_run) continue;
        const PlaceOnPage place = edge.lies ? page.place(worst, edge.within) : page.place(edge.within, worst);
        examination.add(
            {"bleed-uncovered", Severity::Error, examination.page, place,
             fmt::format(
                 "Aan de {}rand loopt het beeld over {:.0f} mm niet door in de afloop: trek het door.",
                 edge.dutch, uncovered / mm),
             fmt::format(
                 "At the {} edge the picture does not go on into the bleed, over {:.0f} mm: extend it.",
                 edge.english, uncovered / mm)});
    }
}

}  // namespace

int examine_ink(Examination& examination, const ExaminedPage& page) {
    const MappedPage mapped(page);
    const Pixel first = mapped.at(page.bleed.left, page.bleed.top);
    const Pixel last = mapped.at(page.bleed.right, page.bleed.bottom);
    int most = 0;
    Pixel worst = first;
    for (int y = first.y; y <= last.y; ++y) {
        for (int x = first.x; x <= last.x; ++x) {
            const int total = mean_around(mapped.map(), {x, y});
            if (total <= most) continue;
            most = total;
            worst = {x, y};
        }
    }
    const bool for_press = examination.printer != nullptr || examination.level != PdfxLevel::None;
    const int limit =
        examination.printer != nullptr ? examination.printer->most_ink : PrinterProfile().most_ink;
    if (for_press && most > limit) {
        examination.error(
            "total-ink",
            {fmt::format("There is {} % ink and {} % is the most that dries: use less.", most, limit),
             fmt::format("Er ligt {} % inkt en {} % is het meeste dat droogt: gebruik minder.", most, limit)},
            mapped.place(worst));
    }
    const bool bleeds =
        for_press && (examination.printer == nullptr || examination.printer->bleed > Length{});
    if (bleeds) look_at_edges(examination, page, mapped);
    return most;
}

}  // namespace render
