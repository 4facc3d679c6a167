#include "render/composition.hpp"
#include "render/composition_cost.hpp"
#include "render/length.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

#include <doctest/doctest.h>

using render::Composition;
using render::CompositionRequest;
using render::Length;
using render::Size;
using render::operator""_mm;

namespace {

/// A page of photos such as a course brings: mostly from cameras and phones, standing or lying, now and then
/// a square or a panorama.
CompositionRequest a_random_page(std::mt19937& dice) {
    constexpr double shapes[] = {4.0 / 3, 4.0 / 3,  4.0 / 3,  3.0 / 4, 3.0 / 4, 3.0 / 2,
                                 2.0 / 3, 16.0 / 9, 9.0 / 16, 1,       5.0 / 4, 3};
    constexpr Size frames[] = {{176_mm, 168_mm}, {118_mm, 172_mm}, {180_mm, 260_mm}, {178_mm, 110_mm}};
    CompositionRequest request;
    const std::size_t count = 1 + dice() % 12;
    for (std::size_t i = 0; i < count; ++i) request.photos.push_back({shapes[dice() % 12], 1, {}});
    request.frame = frames[dice() % 4];
    request.gutter = 4_mm;
    return request;
}

/// Justified rows as galleries on the web make them, without any of our code: photos fill a row until it
/// would be lower than a wanted height, every row is as wide as the frame, and the whole is made smaller when
/// it is too high. Gives the share of the frame that shows a photo, for the wanted height that shows most.
/// The last row is justified too, so that edges are flush as ours are.
class JustifiedRows {
 public:
    explicit JustifiedRows(const CompositionRequest& request) : request_(request) {}

    double best_coverage() const {
        double best = 0;
        for (int wanted = 5; wanted <= 260; ++wanted) best = std::max(best, coverage_at(wanted));
        return best;
    }

 private:
    double coverage_at(double wanted) const {
        std::vector<double> rows;  // the sum of the aspects in each
        std::vector<double> gaps;
        for (const auto& photo : request_.photos) {
            const bool low = rows.empty() || height_of(rows.back(), gaps.back()) <= wanted;
            if (low) {
                rows.push_back(photo.aspect);
                gaps.push_back(0);
            } else {
                rows.back() += photo.aspect;
                gaps.back() += gutter();
            }
        }
        return coverage_of(rows, gaps);
    }

    /// The width at which the rows together are as high as the frame, if that is less than the frame's.
    double coverage_of(const std::vector<double>& rows, const std::vector<double>& gaps) const {
        double heights = -gutter();  // of the rows at no width, with the gutters between
        double per_width = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            heights += gutter() - gaps[i] / rows[i];
            per_width += 1 / rows[i];
        }
        const double width =
            std::min(request_.frame.width.in_mm(), (request_.frame.height.in_mm() - heights) / per_width);
        double shown = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const double height = (width - gaps[i]) / rows[i];
            if (height <= 0) return 0;
            shown += (width - gaps[i]) * height;
        }
        return shown / (request_.frame.width.in_mm() * request_.frame.height.in_mm());
    }

    double height_of(double aspects, double gaps) const {
        return (request_.frame.width.in_mm() - gaps) / aspects;
    }

    double gutter() const { return request_.gutter.in_mm(); }

    const CompositionRequest& request_;
};

/// The rows whose breaks are these bits, as large as the frame allows. Nothing when gutters alone fill it.
Composition rows_of(const CompositionRequest& request, std::size_t breaks) {
    const double gutter = request.gutter.in_mm();
    struct Row {
        std::size_t begin = 0;
        double aspects = 0;
        double gaps = 0;
    };
    std::vector<Row> rows{{0, 0, -gutter}};
    for (std::size_t i = 0; i < request.photos.size(); ++i) {
        rows.back().aspects += request.photos[i].aspect;
        rows.back().gaps += gutter;
        const bool ends = (breaks >> i) % 2 == 1 && i + 1 < request.photos.size();
        if (ends) rows.push_back({i + 1, 0, -gutter});
    }
    double heights = -gutter;
    double per_width = 0;
    for (const Row& row : rows) {
        heights += gutter - row.gaps / row.aspects;
        per_width += 1 / row.aspects;
    }
    const double width =
        std::min(request.frame.width.in_mm(), (request.frame.height.in_mm() - heights) / per_width);
    Composition page;
    double top = 0;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        const double height = (width - rows[at].gaps) / rows[at].aspects;
        if (height <= 0) return {};
        double left = 0;
        const std::size_t end = at + 1 < rows.size() ? rows[at + 1].begin : request.photos.size();
        for (std::size_t i = rows[at].begin; i < end; ++i) {
            const double across = height * request.photos[i].aspect;
            page.photos.push_back({{Length::from_mm(left), Length::from_mm(top)},
                                   {Length::from_mm(across), Length::from_mm(height)}});
            left += across + gutter;
        }
        top += height + gutter;
    }
    page.coverage = coverage_of(request, page);
    return page;
}

double least_cost_of_rows(const CompositionRequest& request) {
    double least = 1e9;
    for (std::size_t breaks = 0; breaks < std::size_t{1} << (request.photos.size() - 1); ++breaks) {
        const Composition rows = rows_of(request, breaks);
        if (!rows.photos.empty()) least = std::min(least, cost_of(request, rows));
    }
    return least;
}

}  // namespace

TEST_CASE("a page never shows less of its photos than justified rows would") {
    std::mt19937 dice{20261124};
    for (int page = 0; page < 1000; ++page) {
        const CompositionRequest request = a_random_page(dice);
        const Composition composed = compose(request);
        CAPTURE(page);
        CAPTURE(composed.tree);
        // Edges are rounded to 1/360 mm.
        CHECK(composed.coverage >= JustifiedRows(request).best_coverage() - 1e-4);
    }
}

TEST_CASE("a page of photos that are not equally important is never worse than the best rows of them") {
    std::mt19937 dice{20261130};
    for (int page = 0; page < 300; ++page) {
        CompositionRequest request = a_random_page(dice);
        for (auto& photo : request.photos) photo.weight = dice() % 3 == 0 ? 3 : 1;
        const auto& photos = request.photos;
        const bool alike = std::all_of(photos.begin(), photos.end(),
                                       [&](const auto& photo) { return photo.weight == photos[0].weight; });
        if (alike) continue;
        const Composition composed = compose(request);
        CAPTURE(page);
        CAPTURE(composed.tree);
        CHECK(composed.cost <= least_cost_of_rows(request) + 0.01);  // edges that are flush by rounding
    }
}
