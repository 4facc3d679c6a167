#pragma once

#include "render/page.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace render {

/// A place on the paper that a logo is traced on, in millimetres.
struct Spot {
    double x = 0;
    double y = 0;
};

/// [a b c d e f] of ISO 32000-1 §8.3.3.
struct Matrix {
    std::array<double, 6> m{1, 0, 0, 1, 0, 0};

    Spot at(double x, double y) const;
    /// How much longer a line becomes, in the middle of all directions.
    double scale() const;
};

/// First `inner`, then `outer`.
Matrix joined(const Matrix& inner, const Matrix& outer);

/// The upper left and lower right corner of a path, its controls within: never too small, for what is to be
/// cut off. How large it looks tells box_around().
std::pair<Spot, Spot> extent_of(const std::vector<PathStep>& path);
bool is_upright_rectangle(const std::vector<PathStep>& path);

/// A path as the operators of a page build it (ISO 32000-1 §8.5.2).
class TracedPath {
 public:
    /// Whether the operator builds paths.
    bool build(const std::string& name, const std::vector<double>& numbers, const Matrix& matrix);
    void close();

    const std::vector<PathStep>& steps() const { return steps_; }
    std::pair<Spot, Spot> extent() const { return extent_of(steps_); }
    bool is_upright_rectangle() const { return render::is_upright_rectangle(steps_); }

 private:
    void step(PathStep::Kind kind, Point to, Point first = {}, Point second = {});

    std::vector<PathStep> steps_;
    Point current_;
};

}  // namespace render
