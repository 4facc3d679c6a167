#include "render/composition_cost.hpp"

#include "render/composition.hpp"
#include "render/length.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace render {

namespace {

double area(Size size) {
    return size.width.in_mm() * size.height.in_mm();
}

bool is_before(const Rect& one, const Rect& other) {
    if (one.bottom() <= other.top()) return true;
    const Length overlap = std::min(one.bottom(), other.bottom()) - std::max(one.top(), other.top());
    const Length lower = std::min(one.size.height, other.size.height);
    return overlap * 2 > lower && one.right() <= other.left();
}

double out_of_order(const std::vector<Rect>& photos) {
    const std::size_t count = photos.size();
    if (count < 2) return 0;
    int wrong = 0;
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t j = i + 1; j < count; ++j) wrong += is_before(photos[j], photos[i]) ? 1 : 0;
    }
    return wrong / (static_cast<double>(count * (count - 1)) / 2);
}

double uneven(const CompositionRequest& request, const std::vector<Rect>& photos) {
    double sum = 0;
    double squares = 0;
    for (std::size_t i = 0; i < photos.size(); ++i) {
        const double size = std::log(area(photos[i].size) / request.photos[i].weight);
        sum += size;
        squares += size * size;
    }
    const double count = static_cast<double>(photos.size());
    return std::sqrt(std::max(0.0, squares / count - (sum / count) * (sum / count)));
}

double too_few_pixels(const CompositionRequest& request, const std::vector<Rect>& photos) {
    double sum = 0;
    for (std::size_t i = 0; i < photos.size(); ++i) {
        const Length widest = request.photos[i].widest;
        if (widest.units == 0 || photos[i].size.width <= widest) continue;
        const double times = std::log2(photos[i].size.width.in_mm() / widest.in_mm());
        sum += times * times;
    }
    return sum;
}

/// How far the photo that weighs most is from being the largest.
double hero_kept_small(const CompositionRequest& request, const std::vector<Rect>& photos) {
    double heaviest = 0;
    double lightest = request.photos.front().weight;
    double hero = 0;
    double largest = 0;
    for (std::size_t i = 0; i < photos.size(); ++i) {
        const double weight = request.photos[i].weight;
        if (weight > heaviest) hero = area(photos[i].size);
        heaviest = std::max(heaviest, weight);
        lightest = std::min(lightest, weight);
        largest = std::max(largest, area(photos[i].size));
    }
    return heaviest > lightest ? 1 - hero / largest : 0;
}

/// Counted without a list of them: pages have few photos, and are judged by the thousand.
double unaligned(const std::vector<Rect>& photos) {
    int edges = 0;
    for (auto photo = photos.begin(); photo != photos.end(); ++photo) {
        const auto same_left = [&](const Rect& one) { return one.left() == photo->left(); };
        const auto same_top = [&](const Rect& one) { return one.top() == photo->top(); };
        edges += std::none_of(photos.begin(), photo, same_left) ? 1 : 0;
        edges += std::none_of(photos.begin(), photo, same_top) ? 1 : 0;
    }
    return edges / (2.0 * static_cast<double>(photos.size()));
}

}  // namespace

Size allowed_size(const PhotoShape& shape, Size place) {
    if (shape.widest.units == 0 || place.width <= shape.widest) return place;
    return {shape.widest, Length::from_mm(shape.widest.in_mm() / shape.aspect)};
}

double excess_of(const CompositionRequest& request, const Composition& page) {
    double excess = 0;
    for (std::size_t i = 0; i < page.photos.size(); ++i) {
        const Length widest = request.photos[i].widest;
        if (widest.units > 0) excess = std::max(excess, page.photos[i].size.width.in_mm() / widest.in_mm());
    }
    return excess;
}

namespace {

/// Shares of the frame that show a photo when all photos get their pixels.
struct Shown {
    double together = 0;  // by making the page smaller
    double apart = 0;     // by making photos smaller in their places

    bool better_together() const {
        constexpr double worth_flush_edges = 0.6;
        return together >= apart * worth_flush_edges;
    }
};

/// As on nearly every page; asked of each of thousands, so without a division.
bool has_pixels(const CompositionRequest& request, const Composition& page) {
    for (std::size_t i = 0; i < page.photos.size(); ++i) {
        const Length widest = request.photos[i].widest;
        if (widest.units > 0 && page.photos[i].size.width > widest) return false;
    }
    return true;
}

Shown shown_on(const CompositionRequest& request, const Composition& page) {
    const double excess = std::max(1.0, excess_of(request, page));
    Shown shown;
    for (std::size_t i = 0; i < page.photos.size(); ++i) {
        shown.together += area(page.photos[i].size) / (excess * excess);
        shown.apart += area(allowed_size(request.photos[i], page.photos[i].size));
    }
    shown.together /= area(request.frame);
    shown.apart /= area(request.frame);
    return shown;
}

}  // namespace

bool is_drawn_in(const CompositionRequest& request, const Composition& page) {
    return has_pixels(request, page) || shown_on(request, page).better_together();
}

double coverage_of(const CompositionRequest& request, const Composition& page) {
    if (has_pixels(request, page)) {
        double shown = 0;
        for (const Rect& photo : page.photos) shown += area(photo.size);
        return shown / area(request.frame);
    }
    const Shown shown = shown_on(request, page);
    return shown.better_together() ? shown.together : shown.apart;
}

bool is_in_reading_order(const Composition& page) {
    return out_of_order(page.photos) == 0;
}

double cost_of(const CompositionRequest& request, const Composition& page) {
    const double pixels = is_drawn_in(request, page) ? 0 : 2 * too_few_pixels(request, page.photos);
    return (1 - page.coverage) + request.evenness * uneven(request, page.photos) + pixels +
           0.7 * out_of_order(page.photos) + 0.2 * unaligned(page.photos) +
           hero_kept_small(request, page.photos);
}

double difference_of(const Composition& one, const Composition& other, Size frame) {
    double moved = 0;
    for (std::size_t i = 0; i < one.photos.size(); ++i) {
        const Rect& here = one.photos[i];
        const Rect& there = other.photos[i];
        const Length across = (here.left() + here.right() - there.left() - there.right()) / 2;
        const Length down = (here.top() + here.bottom() - there.top() - there.bottom()) / 2;
        moved += std::hypot(across.in_mm(), down.in_mm());
    }
    const double diagonal = std::hypot(frame.width.in_mm(), frame.height.in_mm());
    return moved / static_cast<double>(one.photos.size()) / diagonal;
}

}  // namespace render
