#include "render/painter.hpp"

#include "catalogue/catalogue.hpp"
#include "render/decoded_photo.hpp"
#include "render/gradient_pattern.hpp"
#include "render/ink.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/screen_jpeg.hpp"
#include "render/truetype.hpp"
#include "render/type.hpp"
#include "render/whole_file.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <numbers>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <cairo.h>

namespace render {

namespace {

struct Destroy {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};

/// From the pixels of a picture as coded to the unit square in which it is upright (Exif 2.32, tag
/// Orientation).
cairo_matrix_t upright(int orientation) {
    switch (orientation) {
        case 2:
            return {-1, 0, 0, 1, 1, 0};
        case 3:
            return {-1, 0, 0, -1, 1, 1};
        case 4:
            return {1, 0, 0, -1, 0, 1};
        case 5:
            return {0, 1, 1, 0, 0, 0};
        case 6:
            return {0, 1, -1, 0, 1, 0};
        case 7:
            return {0, -1, -1, 0, 1, 1};
        case 8:
            return {0, -1, 1, 0, 0, 1};
        default:
            return {1, 0, 0, 1, 0, 0};
    }
}

/// What of a page is painted.
enum class Extent { WithBleedAndMarks, Trimmed };

class Painter {
 public:
    Painter(const Publication& publication, std::size_t page, Ppi ppi, Extent extent)
        : publication_(publication), page_(publication.pages.at(page)), scale_(ppi.value / 72.0) {
        const Length around = extent == Extent::Trimmed ? Length{} : page_.bleed + page_.margin;
        const auto pixels = [this](Length length) {
            return static_cast<int>(std::lround(length.in_points() * scale_));
        };
        surface_.reset(cairo_image_surface_create(CAIRO_FORMAT_RGB24, pixels(page_.trim.width + 2 * around),
                                                  pixels(page_.trim.height + 2 * around)));
        cairo_.reset(cairo_create(surface_.get()));
        cairo_set_source_rgb(cairo_.get(), 1, 1, 1);
        cairo_paint(cairo_.get());
        cairo_scale(cairo_.get(), scale_, scale_);
        cairo_translate(cairo_.get(), around.in_points(), around.in_points());
    }

    void paint() {
        for (const auto& item : page_.items) {
            std::visit([this](const auto& one) { paint(one); }, item);
        }
    }

    bool write_to(std::FILE* file) const {
        const auto write = [](void* closure, const unsigned char* bytes, unsigned length) {
            const bool whole = std::fwrite(bytes, 1, length, static_cast<std::FILE*>(closure)) == length;
            return whole ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
        };
        cairo_surface_flush(surface_.get());
        return cairo_status(cairo_.get()) == CAIRO_STATUS_SUCCESS &&
               cairo_surface_write_to_png_stream(surface_.get(), write, file) == CAIRO_STATUS_SUCCESS;
    }

    std::string as_png() const {
        std::string bytes;
        const auto write = [](void* closure, const unsigned char* more, unsigned length) {
            static_cast<std::string*>(closure)->append(more, more + length);
            return CAIRO_STATUS_SUCCESS;
        };
        cairo_surface_flush(surface_.get());
        cairo_surface_write_to_png_stream(surface_.get(), write, &bytes);
        return bytes;
    }

    std::string as_jpeg() const {
        cairo_surface_flush(surface_.get());
        // NOLINTNEXTLINE(*-reinterpret-cast): Cairo's own type for pixels
        const auto* first =
            reinterpret_cast<const std::uint32_t*>(cairo_image_surface_get_data(surface_.get()));
        return code_jpeg({first, cairo_image_surface_get_width(surface_.get()),
                          cairo_image_surface_get_height(surface_.get()),
                          cairo_image_surface_get_stride(surface_.get())});
    }

 private:
    void paint(const PlacedPhoto& placed) {
        const PhotoSource& source = publication_.photos.at(placed.photo);
        const Rect& frame = placed.frame;
        int width = static_cast<int>(std::ceil(frame.size.width.in_points() * scale_));
        int height = static_cast<int>(std::ceil(frame.size.height.in_points() * scale_));
        constexpr int first_lying_orientation = 5;
        if (source.orientation >= first_lying_orientation) std::swap(width, height);
        DecodedPhoto photo = decode_photo(source.master, width, height);
        const int stride = photo.width * static_cast<int>(sizeof(std::uint32_t));
        const std::unique_ptr<cairo_surface_t, Destroy> pixels(cairo_image_surface_create_for_data(
            // NOLINTNEXTLINE(*-reinterpret-cast): Cairo's own type for pixels
            reinterpret_cast<unsigned char*>(photo.pixels.data()), CAIRO_FORMAT_RGB24, photo.width,
            photo.height, stride));
        cairo_save(cairo_.get());
        cairo_translate(cairo_.get(), frame.left().in_points(), frame.top().in_points());
        cairo_scale(cairo_.get(), frame.size.width.in_points(), frame.size.height.in_points());
        const cairo_matrix_t turn = upright(source.orientation);
        cairo_transform(cairo_.get(), &turn);
        cairo_rectangle(cairo_.get(), 0, 0, 1, 1);
        cairo_scale(cairo_.get(), 1.0 / photo.width, 1.0 / photo.height);
        cairo_set_source_surface(cairo_.get(), pixels.get(), 0, 0);
        // The edge pixels go on outside, or the photo would have a pale rim.
        cairo_pattern_set_extend(cairo_get_source(cairo_.get()), CAIRO_EXTEND_PAD);
        cairo_pattern_set_filter(cairo_get_source(cairo_.get()), CAIRO_FILTER_GOOD);
        cairo_fill(cairo_.get());
        cairo_restore(cairo_.get());
    }

    void paint(const PlacedLine& placed) {
        use(placed.ink);
        cairo_save(cairo_.get());
        cairo_translate(cairo_.get(), placed.origin.x.in_points(), placed.origin.y.in_points());
        if (placed.reading == Reading::Down) cairo_rotate(cairo_.get(), std::numbers::pi / 2);
        const double left = placed.line.indent.in_points();
        for (const auto& run : placed.line.runs) {
            for (const auto& glyph : run.glyphs) {
                trace(outline_of(run.font, glyph.id), {left + glyph.x, -glyph.y, run.size});
            }
        }
        cairo_fill(cairo_.get());
        cairo_restore(cairo_.get());
    }

    void paint(const FilledRect& filled) {
        use(filled.ink);
        const Rect& rect = filled.rect;
        cairo_rectangle(cairo_.get(), rect.left().in_points(), rect.top().in_points(),
                        rect.size.width.in_points(), rect.size.height.in_points());
        cairo_fill(cairo_.get());
    }

    void paint(const Rule& rule) {
        use(rule.ink);
        stroke(rule.from, rule.to, rule.thickness.in_points());
    }

    void paint(const Drawing& drawing) {
        use_colour_of(drawing);
        for (const PathStep& step : drawing.path) trace(step);
        if (!drawing.pen) {
            const bool even_odd = drawing.rule == FillRule::EvenOdd;
            cairo_set_fill_rule(cairo_.get(), even_odd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING);
            cairo_fill(cairo_.get());
            cairo_set_fill_rule(cairo_.get(), CAIRO_FILL_RULE_WINDING);
            return;
        }
        cairo_save(cairo_.get());
        cairo_set_line_width(cairo_.get(), drawing.pen->in_points());
        cairo_set_line_cap(cairo_.get(), static_cast<cairo_line_cap_t>(drawing.ends));
        cairo_set_line_join(cairo_.get(), static_cast<cairo_line_join_t>(drawing.corners));
        cairo_set_miter_limit(cairo_.get(), drawing.mitre);
        cairo_stroke(cairo_.get());
        cairo_restore(cairo_.get());
    }

    void paint(const CropMark& mark) {
        constexpr double hairline = 0.25;  // points
        use(black_ink);
        stroke(mark.from, mark.to, hairline);
    }

    void trace(const PathStep& step) {
        const double x = step.to.x.in_points();
        const double y = step.to.y.in_points();
        switch (step.kind) {
            case PathStep::Kind::Move:
                cairo_move_to(cairo_.get(), x, y);
                break;
            case PathStep::Kind::Line:
                cairo_line_to(cairo_.get(), x, y);
                break;
            case PathStep::Kind::Curve:
                cairo_curve_to(cairo_.get(), step.first_control.x.in_points(),
                               step.first_control.y.in_points(), step.second_control.x.in_points(),
                               step.second_control.y.in_points(), x, y);
                break;
            case PathStep::Kind::Close:
                cairo_close_path(cairo_.get());
                break;
        }
    }

    struct Pen {
        double x;
        double y;
        double size;
    };

    void trace(const std::vector<OutlineStep>& outline, Pen pen) {
        const auto x = [pen](double em) { return pen.x + em * pen.size; };
        const auto y = [pen](double em) { return pen.y - em * pen.size; };
        for (const auto& step : outline) {
            switch (step.kind) {
                case OutlineStep::Kind::Move:
                    cairo_move_to(cairo_.get(), x(step.x), y(step.y));
                    break;
                case OutlineStep::Kind::Line:
                    cairo_line_to(cairo_.get(), x(step.x), y(step.y));
                    break;
                case OutlineStep::Kind::Curve:
                    cairo_curve_to(cairo_.get(), x(step.x1), y(step.y1), x(step.x2), y(step.y2), x(step.x),
                                   y(step.y));
                    break;
                case OutlineStep::Kind::Close:
                    cairo_close_path(cairo_.get());
                    break;
            }
        }
    }

    const std::vector<OutlineStep>& outline_of(FontNumber number, std::uint32_t glyph) {
        const auto [entry, added] = outlines_.try_emplace({number, glyph});
        if (added) {
            const auto font = fonts_.try_emplace(number, publication_.fonts.at(number)).first;
            entry->second = font->second.outline(glyph);
        }
        return entry->second;
    }

    void use(Ink ink) { use(on_screen(ink)); }

    void use(Rgb colour) { cairo_set_source_rgb(cairo_.get(), colour.red, colour.green, colour.blue); }

    void use_colour_of(const Drawing& drawing) {
        if (!drawing.gradient.empty()) return use(drawing.gradient.front());
        use(drawing.shown.value_or(on_screen(drawing.ink)));
    }

    void use(const Gradient& gradient) {
        const CairoPattern pattern = pattern_of(gradient);
        if (!pattern) return use(gradient.stops.back().shown);
        cairo_set_source(cairo_.get(), pattern.get());
    }

    void stroke(Point from, Point to, double thickness) {
        cairo_set_line_width(cairo_.get(), thickness);
        cairo_move_to(cairo_.get(), from.x.in_points(), from.y.in_points());
        cairo_line_to(cairo_.get(), to.x.in_points(), to.y.in_points());
        cairo_stroke(cairo_.get());
    }

    const Publication& publication_;
    const Page& page_;
    double scale_;  // pixels a point
    std::unique_ptr<cairo_surface_t, Destroy> surface_;
    std::unique_ptr<cairo_t, Destroy> cairo_;
    std::map<FontNumber, TrueType> fonts_;
    std::map<std::pair<FontNumber, std::uint32_t>, std::vector<OutlineStep>> outlines_;
};

}  // namespace

void paint_png(const Publication& publication, std::size_t page, Ppi ppi,
               const std::filesystem::path& target) {
    Painter painter(publication, page, ppi, Extent::WithBleedAndMarks);
    painter.paint();
    WholeFile file(target);
    if (!painter.write_to(file.handle())) {
        throw catalogue::CannotWork(
            "The preview " + target.string() +
            " could not be painted: choose fewer pixels an inch, or make room on the disk.");
    }
    file.commit();
}

std::string paint_trimmed_jpeg(const Publication& publication, std::size_t page, Ppi ppi) {
    Painter painter(publication, page, ppi, Extent::Trimmed);
    painter.paint();
    return painter.as_jpeg();
}

std::string paint_trimmed_png(const Publication& publication, std::size_t page, Ppi ppi) {
    Painter painter(publication, page, ppi, Extent::Trimmed);
    painter.paint();
    return painter.as_png();
}

}  // namespace render
