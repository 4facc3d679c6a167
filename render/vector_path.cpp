#include "render/vector_path.hpp"

#include "render/length.hpp"
#include "render/page.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <optional>
#include <string_view>
#include <system_error>
#include <vector>

namespace render {

namespace {

using Kind = PathStep::Kind;

GridPoint between(GridPoint from, GridPoint to, double share) {
    return {from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share};
}

/// An elliptical arc as it is written: SVG 1.1 §8.3.8.
struct Arc {
    GridPoint from;
    GridPoint to;
    double radius_x = 0;
    double radius_y = 0;
    double turn = 0;  // of the ellipse, radians
    bool large = false;
    bool sweep = false;
};

/// The same by its centre.
struct CentredArc {
    GridPoint centre;
    double radius_x = 0;
    double radius_y = 0;
    double turn = 0;
    double start = 0;  // radians
    double extent = 0;

    GridPoint turned(double x, double y) const {
        return {x * std::cos(turn) - y * std::sin(turn), x * std::sin(turn) + y * std::cos(turn)};
    }
    GridPoint at(double angle) const {
        const GridPoint point = turned(radius_x * std::cos(angle), radius_y * std::sin(angle));
        return {centre.x + point.x, centre.y + point.y};
    }
    GridPoint direction(double angle) const {
        return turned(-radius_x * std::sin(angle), radius_y * std::cos(angle));
    }
};

/// SVG 1.1 appendix F.6.5, with radii that are too small made large enough (F.6.6).
CentredArc centred(const Arc& arc) {
    const double half_x = (arc.from.x - arc.to.x) / 2;
    const double half_y = (arc.from.y - arc.to.y) / 2;
    const double x = half_x * std::cos(arc.turn) + half_y * std::sin(arc.turn);
    const double y = -half_x * std::sin(arc.turn) + half_y * std::cos(arc.turn);
    CentredArc found;
    const double stretch = std::max(1.0, std::hypot(x / arc.radius_x, y / arc.radius_y));
    found.radius_x = arc.radius_x * stretch;
    found.radius_y = arc.radius_y * stretch;
    found.turn = arc.turn;
    const double reach = std::pow(x / found.radius_x, 2) + std::pow(y / found.radius_y, 2);
    const double share = std::sqrt(std::max(0.0, 1 / reach - 1)) * (arc.large == arc.sweep ? -1 : 1);
    const double centre_x = share * found.radius_x * y / found.radius_y;
    const double centre_y = -share * found.radius_y * x / found.radius_x;
    const GridPoint off = found.turned(centre_x, centre_y);
    found.centre = {off.x + (arc.from.x + arc.to.x) / 2, off.y + (arc.from.y + arc.to.y) / 2};
    found.start = std::atan2((y - centre_y) / found.radius_y, (x - centre_x) / found.radius_x);
    const double end = std::atan2((-y - centre_y) / found.radius_y, (-x - centre_x) / found.radius_x);
    found.extent = end - found.start;
    if (arc.sweep && found.extent < 0) found.extent += 2 * std::numbers::pi;
    if (!arc.sweep && found.extent > 0) found.extent -= 2 * std::numbers::pi;
    return found;
}

class PathReader {
 public:
    explicit PathReader(std::string_view text) : text_(text) {}

    std::optional<std::vector<GridStep>> read() {
        skip_spaces();
        while (at_ < text_.size()) {
            if (!read_command()) return std::nullopt;
            skip_spaces();
        }
        return steps_;
    }

 private:
    void skip_spaces() {
        while (at_ < text_.size() && std::string_view(" \t\r\n,").find(text_[at_]) != std::string_view::npos)
            ++at_;
    }

    bool is_number_next() {
        skip_spaces();
        return at_ < text_.size() &&
               std::string_view("+-.0123456789").find(text_[at_]) != std::string_view::npos;
    }

    double number() {
        skip_spaces();
        if (at_ < text_.size() && text_[at_] == '+') ++at_;
        double value = 0;
        const auto read = std::from_chars(text_.data() + at_, text_.data() + text_.size(), value);
        if (read.ec != std::errc{} || !std::isfinite(value)) broken_ = true;
        at_ = static_cast<std::size_t>(read.ptr - text_.data());
        return value;
    }

    /// The flags of an arc may be written without a space between them.
    bool flag() {
        skip_spaces();
        if (at_ >= text_.size() || (text_[at_] != '0' && text_[at_] != '1')) {
            broken_ = true;
            return false;
        }
        return text_[at_++] == '1';
    }

    GridPoint point() {
        const double x = number();
        const double y = number();
        return relative_ ? GridPoint{pen_.x + x, pen_.y + y} : GridPoint{x, y};
    }

    bool read_command() {
        const char letter = text_[at_];
        constexpr std::string_view letters = "MLHVCSQTAZ";
        relative_ = letter >= 'a' && letter <= 'z';
        char command = static_cast<char>(relative_ ? letter - 'a' + 'A' : letter);
        if (letters.find(command) == std::string_view::npos) return false;
        if (steps_.empty() && command != 'M') return false;
        ++at_;
        if (command == 'Z') {
            steps_.push_back({Kind::Close, {}, {}, {}});
            pen_ = begin_;
            return true;
        }
        // Numbers may go on without a letter; after a move they are lines.
        do {
            read_step(command);
            if (command == 'M') command = 'L';
        } while (!broken_ && is_number_next());
        return !broken_;
    }

    void read_step(char command) {
        switch (command) {
            case 'M':
                pen_ = begin_ = point();
                steps_.push_back({Kind::Move, pen_, {}, {}});
                break;
            case 'L':
                line_to(point());
                break;
            case 'H':
                line_to({number() + (relative_ ? pen_.x : 0), pen_.y});
                break;
            case 'V':
                line_to({pen_.x, number() + (relative_ ? pen_.y : 0)});
                break;
            case 'A':
                read_arc();
                break;
            default:
                read_curve(command);
                return;
        }
        mirrored_cubic_ = mirrored_quadratic_ = pen_;
    }

    void read_curve(char command) {
        const bool is_cubic = command == 'C' || command == 'S';
        const GridPoint first = command == 'C' || command == 'Q' ? point()
                                : is_cubic                       ? mirrored_cubic_
                                                                 : mirrored_quadratic_;
        const GridPoint second = is_cubic ? point() : first;
        const GridPoint to = point();
        const auto mirrored = [to](GridPoint control) {
            return GridPoint{2 * to.x - control.x, 2 * to.y - control.y};
        };
        constexpr double quadratic_share = 2.0 / 3;
        if (is_cubic) {
            curve_to(to, first, second);
        } else {
            curve_to(to, between(pen_, first, quadratic_share), between(to, first, quadratic_share));
        }
        mirrored_cubic_ = is_cubic ? mirrored(second) : to;
        mirrored_quadratic_ = is_cubic ? to : mirrored(first);
    }

    void read_arc() {
        Arc arc;
        arc.from = pen_;
        arc.radius_x = std::abs(number());
        arc.radius_y = std::abs(number());
        arc.turn = number() * std::numbers::pi / 180;
        arc.large = flag();
        arc.sweep = flag();
        arc.to = point();
        if (broken_ || arc.from == arc.to) return;
        if (arc.radius_x == 0 || arc.radius_y == 0) return line_to(arc.to);
        const CentredArc round = centred(arc);
        const int parts =
            std::max(1, static_cast<int>(std::ceil(std::abs(round.extent) * 2 / std::numbers::pi)));
        const double part = round.extent / parts;
        const double handle = std::tan(part / 4) * 4 / 3;
        for (int i = 0; i < parts; ++i) {
            const double from = round.start + part * i;
            const GridPoint leaving = round.direction(from);
            const GridPoint arriving = round.direction(from + part);
            const GridPoint to = i + 1 == parts ? arc.to : round.at(from + part);
            curve_to(to, {pen_.x + leaving.x * handle, pen_.y + leaving.y * handle},
                     {to.x - arriving.x * handle, to.y - arriving.y * handle});
        }
    }

    void line_to(GridPoint to) {
        steps_.push_back({Kind::Line, to, {}, {}});
        pen_ = to;
    }

    void curve_to(GridPoint to, GridPoint first, GridPoint second) {
        steps_.push_back({Kind::Curve, to, first, second});
        pen_ = to;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    bool broken_ = false;
    bool relative_ = false;
    GridPoint pen_;
    GridPoint begin_;
    GridPoint mirrored_cubic_;
    GridPoint mirrored_quadratic_;
    std::vector<GridStep> steps_;
};

/// Along one axis: from where to where a path has come, in units.
struct Reach {
    double least = std::numeric_limits<double>::infinity();
    double most = -std::numeric_limits<double>::infinity();

    void take(double place) {
        least = std::min(least, place);
        most = std::max(most, place);
    }

    /// Where a curve turns back its derivative, of the second degree, is zero.
    void take_curve(double from, double first, double second, double to) {
        take(to);
        const double a = to - 3 * second + 3 * first - from;
        const double b = 2 * (second - 2 * first + from);
        const double c = first - from;
        const double root = std::sqrt(std::max(0.0, b * b - 4 * a * c));
        // Both ways to write the roots: one of them holds when a is next to nothing.
        const double q = -0.5 * (b + std::copysign(root, b));
        for (const double t : {q / a, c / q}) {
            if (!(t > 0 && t < 1)) continue;  // nor what is no number
            const double s = 1 - t;
            take(s * s * s * from + 3 * s * s * t * first + 3 * s * t * t * second + t * t * t * to);
        }
    }
};

}  // namespace

std::optional<Rect> box_around(const std::vector<PathStep>& path) {
    const auto units = [](Length length) { return static_cast<double>(length.units); };
    Reach x;
    Reach y;
    Point pen;
    Point begin;
    for (const PathStep& step : path) {
        if (step.kind == Kind::Close) {
            pen = begin;
            continue;
        }
        if (step.kind == Kind::Move) begin = step.to;
        if (step.kind == Kind::Curve) {
            x.take_curve(units(pen.x), units(step.first_control.x), units(step.second_control.x),
                         units(step.to.x));
            y.take_curve(units(pen.y), units(step.first_control.y), units(step.second_control.y),
                         units(step.to.y));
        }
        x.take(units(step.to.x));
        y.take(units(step.to.y));
        pen = step.to;
    }
    if (x.most < x.least) return std::nullopt;
    const auto length = [](double place) { return Length{std::llround(place)}; };
    const Point corner{length(x.least), length(y.least)};
    return Rect{corner, {length(x.most) - corner.x, length(y.most) - corner.y}};
}

std::optional<std::vector<GridStep>> read_svg_path(std::string_view text) {
    return PathReader(text).read();
}

std::vector<PathStep> on_paper(const std::vector<GridStep>& steps, const GridPlace& place) {
    std::vector<PathStep> path;
    path.reserve(steps.size());
    for (const GridStep& step : steps) {
        path.push_back(
            {step.kind, place.at(step.to), place.at(step.first_control), place.at(step.second_control)});
    }
    return path;
}

std::vector<PathStep> outline_of(const Rect& rect) {
    return {{Kind::Move, {rect.left(), rect.top()}, {}, {}},
            {Kind::Line, {rect.right(), rect.top()}, {}, {}},
            {Kind::Line, {rect.right(), rect.bottom()}, {}, {}},
            {Kind::Line, {rect.left(), rect.bottom()}, {}, {}},
            {Kind::Close, {}, {}, {}}};
}

std::vector<PathStep> circle_in(const Rect& square) {
    // How far the controls of a quarter circle stand from its ends, in radii.
    constexpr double reach = 0.5522847498;
    const Length r = square.size.width / 2;
    const Length k = Length::from_mm(r.in_mm() * reach);
    const Point c{square.left() + r, square.top() + r};
    const auto at = [&](Length x, Length y) { return Point{c.x + x, c.y + y}; };
    return {{Kind::Move, at(r, {}), {}, {}},
            {Kind::Curve, at({}, r), at(r, k), at(k, r)},
            {Kind::Curve, at(-r, {}), at(-k, r), at(-r, k)},
            {Kind::Curve, at({}, -r), at(-r, -k), at(-k, -r)},
            {Kind::Curve, at(r, {}), at(k, -r), at(r, -k)},
            {Kind::Close, {}, {}, {}}};
}

}  // namespace render
