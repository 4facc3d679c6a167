#include "render/preflight/ink_canvas.hpp"

#include "render/pdf/page_boxes.hpp"
#include "render/preflight/allowance.hpp"
#include "render/preflight/image_inks.hpp"
#include "render/preflight/ink_map.hpp"
#include "render/preflight/ink_shading.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

#include <cairo.h>

namespace render {

namespace {

struct Destroy {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};

/// Whole pixels, the last left out.
struct Region {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
};

/// What Cairo says of a path or a clip, in units of the drawing.
struct Extents {
    double x1 = 0;
    double y1 = 0;
    double x2 = 0;
    double y2 = 0;

    template <class Asked>
    static Extents of(Asked asked, cairo_t* cairo) {
        Extents extents;
        asked(cairo, &extents.x1, &extents.y1, &extents.x2, &extents.y2);
        return extents;
    }
};

constexpr double pixels_per_point = InkMap::ppi / 72.0;
constexpr int most_pixels = 6000;  // of a side: larger pages are read coarser

}  // namespace

struct InkCanvas::Paper {
    UserBox media;
    Allowance& allowance;
    double scale;
    InkMap map;
    std::unique_ptr<cairo_surface_t, Destroy> mask;
    std::unique_ptr<cairo_t, Destroy> cairo;

    Region region(const Extents& extents) const {
        const auto& [x1, y1, x2, y2] = extents;
        double left = 1e9;
        double top = 1e9;
        double right = -1e9;
        double bottom = -1e9;
        for (const auto& [corner_x, corner_y] : {std::pair{x1, y1}, {x1, y2}, {x2, y1}, {x2, y2}}) {
            double x = corner_x;
            double y = corner_y;
            cairo_user_to_device(cairo.get(), &x, &y);
            left = std::min(left, x);
            right = std::max(right, x);
            top = std::min(top, y);
            bottom = std::max(bottom, y);
        }
        const auto within = [](double value, int most) {
            if (!(value > 0)) return 0;  // nor a number that is none
            return static_cast<int>(std::min(value, static_cast<double>(most)));
        };
        return {within(std::floor(left), map.width), within(std::floor(top), map.height),
                within(std::ceil(right) + 1, map.width), within(std::ceil(bottom) + 1, map.height)};
    }

    void clear_mask(const Region& region) {
        const std::int64_t rows = std::max(0, region.bottom - region.top);
        allowance.pay_pixels(rows * std::max(0, region.right - region.left));
        cairo_surface_flush(mask.get());
        unsigned char* data = cairo_image_surface_get_data(mask.get());
        const int stride = cairo_image_surface_get_stride(mask.get());
        for (int y = region.top; y < region.bottom; ++y) {
            std::memset(data + static_cast<std::ptrdiff_t>(y) * stride + region.left, 0,
                        static_cast<std::size_t>(std::max(0, region.right - region.left)));
        }
        cairo_surface_mark_dirty(mask.get());
    }

    /// ink_at, cover_at: of a pixel, or of all the same.
    template <class InkAt, class CoverAt>
    void lay(const Region& region, const Paint& paint, const InkAt& ink_at, const CoverAt& cover_at) {
        cairo_surface_flush(mask.get());
        const unsigned char* data = cairo_image_surface_get_data(mask.get());
        const int stride = cairo_image_surface_get_stride(mask.get());
        for (int y = region.top; y < region.bottom; ++y) {
            const unsigned char* row = data + static_cast<std::ptrdiff_t>(y) * stride;
            auto* paper = &map.inks[static_cast<std::size_t>(y) * static_cast<std::size_t>(map.width)];
            for (int x = region.left; x < region.right; ++x) {
                if (row[x] == 0) continue;
                const double share = row[x] / 255.0 * paint.alpha * cover_at(x, y);
                const std::array<std::uint8_t, 4> ink = ink_at(x, y);
                for (std::size_t plate = 0; plate < ink.size(); ++plate) {
                    if (paint.keeps_empty_plates && ink.at(plate) == 0) continue;
                    auto& there = paper[x].at(plate);
                    there =
                        static_cast<std::uint8_t>(std::lround(there * (1 - share) + ink.at(plate) * share));
                }
            }
        }
    }

    void lay_shading(const Region& region, const Paint& paint) {
        const UserMatrix& m = paint.to_pixels;
        cairo_matrix_t to_shading{m.a, m.b, m.c, m.d, m.e, m.f};
        if (cairo_matrix_invert(&to_shading) != CAIRO_STATUS_SUCCESS) return;
        const auto ink_at = [&](int column, int row) {
            double x = column + 0.5;
            double y = row + 0.5;
            cairo_matrix_transform_point(&to_shading, &x, &y);
            return paint.shading->at(x, y);
        };
        lay(
            region, paint, [&](int x, int y) { return ink_at(x, y).value_or(std::array<std::uint8_t, 4>{}); },
            [&](int x, int y) { return ink_at(x, y) ? 1.0 : 0.0; });
    }

    /// What the path covers when it is filled or stroked; the path stays.
    template <class Asked, class Draw>
    void lay_path(Asked extents, Draw draw, const Paint& paint) {
        const Region covered = region(Extents::of(extents, cairo.get()));
        clear_mask(covered);
        draw(cairo.get());
        if (paint.shading != nullptr) return lay_shading(covered, paint);
        const auto ink = in_bytes(paint.inks);
        lay(covered, paint, [&](int, int) { return ink; }, [](int, int) { return 1.0; });
    }
};

InkCanvas::InkCanvas(const UserBox& media, Allowance& allowance)
    : paper_(std::unique_ptr<Paper>(new Paper{media, allowance, pixels_per_point, {}, {}, {}})) {
    const double longest = std::max(media.width(), media.height());
    paper_->scale = std::min(pixels_per_point, most_pixels / longest);
    InkMap& map = paper_->map;
    map.width = std::max(1, static_cast<int>(std::ceil(media.width() * paper_->scale)));
    map.height = std::max(1, static_cast<int>(std::ceil(media.height() * paper_->scale)));
    allowance.pay_pixels(std::int64_t{map.width} * map.height);
    map.inks.resize(static_cast<std::size_t>(map.width) * static_cast<std::size_t>(map.height));
    paper_->mask.reset(cairo_image_surface_create(CAIRO_FORMAT_A8, map.width, map.height));
    paper_->cairo.reset(cairo_create(paper_->mask.get()));
    const cairo_matrix_t down{
        paper_->scale, 0, 0, -paper_->scale, -media.left * paper_->scale, media.top * paper_->scale};
    cairo_set_matrix(paper_->cairo.get(), &down);
    cairo_set_source_rgba(paper_->cairo.get(), 0, 0, 0, 1);
}

InkCanvas::~InkCanvas() = default;

void InkCanvas::save() {
    cairo_save(paper_->cairo.get());
}

void InkCanvas::restore() {
    cairo_restore(paper_->cairo.get());
}

void InkCanvas::transform(const UserMatrix& matrix) {
    const double determinant = matrix.a * matrix.d - matrix.b * matrix.c;
    // Cairo stops for ever at a matrix that cannot be turned back; nothing would be seen by it anyway.
    constexpr double nothing = 1e-12;
    if (!(std::abs(determinant) > nothing) || !std::isfinite(matrix.e + matrix.f + determinant)) return;
    const cairo_matrix_t with{matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f};
    cairo_transform(paper_->cairo.get(), &with);
}

void InkCanvas::move_to(double x, double y) {
    cairo_move_to(paper_->cairo.get(), x, y);
}

void InkCanvas::line_to(double x, double y) {
    cairo_line_to(paper_->cairo.get(), x, y);
}

void InkCanvas::curve_to(double x1, double y1, double x2, double y2, double x3, double y3) {
    cairo_curve_to(paper_->cairo.get(), x1, y1, x2, y2, x3, y3);
}

void InkCanvas::close_path() {
    cairo_close_path(paper_->cairo.get());
}

void InkCanvas::rectangle(double x, double y, double width, double height) {
    cairo_rectangle(paper_->cairo.get(), x, y, width, height);
}

std::pair<double, double> InkCanvas::current_point() const {
    double x = 0;
    double y = 0;
    cairo_get_current_point(paper_->cairo.get(), &x, &y);
    return {x, y};
}

void InkCanvas::end_path(std::optional<FillRule> clip) {
    cairo_t* cairo = paper_->cairo.get();
    if (clip) {
        cairo_set_fill_rule(cairo,
                            *clip == FillRule::Winding ? CAIRO_FILL_RULE_WINDING : CAIRO_FILL_RULE_EVEN_ODD);
        cairo_clip(cairo);
    }
    cairo_new_path(cairo);
}

void InkCanvas::fill(FillRule rule, const Paint& paint) {
    cairo_set_fill_rule(paper_->cairo.get(),
                        rule == FillRule::Winding ? CAIRO_FILL_RULE_WINDING : CAIRO_FILL_RULE_EVEN_ODD);
    paper_->lay_path(cairo_fill_extents, cairo_fill_preserve, paint);
}

void InkCanvas::stroke(double width, const Paint& paint) {
    cairo_set_line_width(paper_->cairo.get(), width);
    paper_->lay_path(cairo_stroke_extents, cairo_stroke_preserve, paint);
}

void InkCanvas::fill_all(const Paint& paint) {
    cairo_t* cairo = paper_->cairo.get();
    const auto [x1, y1, x2, y2] = Extents::of(cairo_clip_extents, cairo);
    cairo_new_path(cairo);
    cairo_rectangle(cairo, x1, y1, x2 - x1, y2 - y1);
    fill(FillRule::Winding, paint);
    cairo_new_path(cairo);
}

void InkCanvas::image(const SmallInks& image, double alpha) {
    cairo_t* cairo = paper_->cairo.get();
    const Region region = paper_->region({0, 0, 1, 1});
    paper_->clear_mask(region);
    cairo_new_path(cairo);
    cairo_rectangle(cairo, 0, 0, 1, 1);
    cairo_fill(cairo);
    cairo_matrix_t to_unit;
    cairo_get_matrix(cairo, &to_unit);
    if (cairo_matrix_invert(&to_unit) != CAIRO_STATUS_SUCCESS) return;
    const auto pixel = [&](int x, int y) {
        double u = x + 0.5;
        double v = y + 0.5;
        cairo_matrix_transform_point(&to_unit, &u, &v);
        const auto column = static_cast<std::size_t>(std::clamp(u * image.width, 0.0, image.width - 1.0));
        const auto row =
            static_cast<std::size_t>(std::clamp((1 - v) * image.height, 0.0, image.height - 1.0));
        return row * static_cast<std::size_t>(image.width) + column;
    };
    const Paint paint{{}, false, std::clamp(alpha, 0.0, 1.0)};
    paper_->lay(
        region, paint, [&](int x, int y) { return image.inks[pixel(x, y)]; },
        [&](int x, int y) { return image.cover.empty() ? 1.0 : image.cover[pixel(x, y)] / 255.0; });
}

std::pair<double, double> InkCanvas::on_page(double x, double y) const {
    cairo_user_to_device(paper_->cairo.get(), &x, &y);
    return {paper_->media.left + x / paper_->scale, paper_->media.top - y / paper_->scale};
}

std::pair<double, double> InkCanvas::middle_of_path() const {
    const auto [x1, y1, x2, y2] = Extents::of(cairo_path_extents, paper_->cairo.get());
    return on_page((x1 + x2) / 2, (y1 + y2) / 2);
}

std::pair<double, double> InkCanvas::middle_of_clip() const {
    const auto [x1, y1, x2, y2] = Extents::of(cairo_clip_extents, paper_->cairo.get());
    return on_page((x1 + x2) / 2, (y1 + y2) / 2);
}

UserMatrix InkCanvas::matrix() const {
    cairo_matrix_t m;
    cairo_get_matrix(paper_->cairo.get(), &m);
    return {m.xx, m.yx, m.xy, m.yy, m.x0, m.y0};
}

double InkCanvas::thickness_of_path() const {
    const auto [x1, y1, x2, y2] = Extents::of(cairo_path_extents, paper_->cairo.get());
    const auto [across, down] = sides_of_unit();
    return std::min((x2 - x1) * across, (y2 - y1) * down);
}

std::pair<double, double> InkCanvas::sides_of_unit() const {
    cairo_matrix_t matrix;
    cairo_get_matrix(paper_->cairo.get(), &matrix);
    return {std::hypot(matrix.xx, matrix.yx) / paper_->scale,
            std::hypot(matrix.xy, matrix.yy) / paper_->scale};
}

double InkCanvas::scale() const {
    const auto [across, down] = sides_of_unit();
    return std::sqrt(across * down);
}

InkMap InkCanvas::take() {
    return std::move(paper_->map);
}

}  // namespace render
