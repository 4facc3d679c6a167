#pragma once

#include "render/pdf/page_boxes.hpp"
#include "render/preflight/allowance.hpp"
#include "render/preflight/image_inks.hpp"
#include "render/preflight/ink_map.hpp"

#include <array>
#include <memory>
#include <optional>
#include <utility>

namespace render {

enum class FillRule { Winding, EvenOdd };

/// [a b c d e f] of ISO 32000-1 §8.3.3: x' = a·x + c·y + e, y' = b·x + d·y + f.
struct UserMatrix {
    double a = 1;
    double b = 0;
    double c = 0;
    double d = 1;
    double e = 0;
    double f = 0;

    /// First this, then the other.
    UserMatrix then(const UserMatrix& other) const {
        return {a * other.a + b * other.c,           a * other.b + b * other.d,
                c * other.a + d * other.c,           c * other.b + d * other.d,
                e * other.a + f * other.c + other.e, e * other.b + f * other.d + other.f};
    }
};

class InkShading;

/// Paper on which paths and images leave ink, plate by plate. Coordinates are those of a page's content.
class InkCanvas {
 public:
    struct Paint {
        std::array<double, 4> inks{};
        bool keeps_empty_plates = false;  // overprints: where it has no ink, what lies there stays
        double alpha = 1;
        const InkShading* shading = nullptr;  // instead of the inks
        UserMatrix to_pixels = {};            // from the shading's space
    };

    /// Throws Allowance::Spent, as everything that paints.
    InkCanvas(const UserBox& media, Allowance& allowance);
    InkCanvas(const InkCanvas&) = delete;
    InkCanvas& operator=(const InkCanvas&) = delete;
    ~InkCanvas();

    void save();
    void restore();
    void transform(const UserMatrix& matrix);

    void move_to(double x, double y);
    void line_to(double x, double y);
    void curve_to(double x1, double y1, double x2, double y2, double x3, double y3);
    void close_path();
    void rectangle(double x, double y, double width, double height);
    std::pair<double, double> current_point() const;
    /// Leaves the path; what is painted later stays within it when there is a rule.
    void end_path(std::optional<FillRule> clip);

    /// The path stays.
    void fill(FillRule rule, const Paint& paint);
    void stroke(double width, const Paint& paint);
    /// All that is not cut off.
    void fill_all(const Paint& paint);
    /// Onto the unit square.
    void image(const SmallInks& image, double alpha);

    /// Where a point of the content lies on the page, in points of its media.
    std::pair<double, double> on_page(double x, double y) const;
    std::pair<double, double> middle_of_path() const;
    std::pair<double, double> middle_of_clip() const;
    /// From the content to pixels of the map.
    UserMatrix matrix() const;
    /// Points on paper: the shorter side of the box around the path.
    double thickness_of_path() const;
    /// Points on paper of the unit square's sides.
    std::pair<double, double> sides_of_unit() const;
    /// Points on paper of a unit, in the geometric mean of both directions.
    double scale() const;

    InkMap take();

 private:
    struct Paper;
    std::unique_ptr<Paper> paper_;
};

}  // namespace render
