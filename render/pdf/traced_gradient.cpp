#include "render/pdf/traced_gradient.hpp"

#include "render/page.hpp"
#include "render/pdf/function.hpp"
#include "render/pdf/logo_inks.hpp"
#include "render/pdf/numbers.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/pdf/smooth_shading.hpp"
#include "render/pdf/traced_path.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace render {

namespace {

using Stops = std::vector<Gradient::Stop>;

/// How many numbers a colour has; 0 in a colour space that is not known.
std::size_t components_of(QPDFObjectHandle space) {
    if (space.isArray() && space.getArrayNItems() == 1) space = space.getArrayItem(0);
    if (space.isName()) {
        if (space.getName() == "/DeviceGray") return 1;
        if (space.getName() == "/DeviceRGB") return 3;
        return space.getName() == "/DeviceCMYK" ? 4 : 0;
    }
    if (!space.isArray() || space.getArrayNItems() < 2 || !space.getArrayItem(0).isName()) return 0;
    const std::string kind = space.getArrayItem(0).getName();
    if (kind == "/CalGray") return 1;
    if (kind == "/CalRGB") return 3;
    QPDFObjectHandle profile = space.getArrayItem(1);
    if (kind != "/ICCBased" || !profile.isStream()) return 0;
    const double count = number_in(profile.getDict(), "/N", 0);
    return count == 1 || count == 3 || count == 4 ? static_cast<std::size_t>(count) : 0;
}

/// Where its colours are looked at, as shares of the way: for each stretch between two turns a hair inside
/// both its ends, for there may be an edge, and at even steps in between.
struct Looked {
    double at = 0;      // where the stop goes
    double inside = 0;  // where the colour is asked
};

std::vector<Looked> places_in(const SmoothShading& shading, const SmoothShading* veil) {
    constexpr double hair = 1e-6;
    constexpr double least = 1e-7;  // a stretch that is shorter shows nothing
    constexpr int steps_of_all = 64;
    constexpr int steps_of_each = 8;
    constexpr std::size_t many = 200;  // turns: as a table has, near to each other
    const auto [first, last] = shading.domain;
    std::vector<double> turns = shading.colours.turns(first, last);
    if (veil != nullptr) {
        const std::vector<double> more = veil->colours.turns(first, last);
        turns.insert(turns.end(), more.begin(), more.end());
        std::sort(turns.begin(), turns.end());
    }
    const bool close = turns.size() > many;
    turns.insert(turns.begin(), first);
    turns.push_back(last);
    std::vector<Looked> places;
    for (std::size_t i = 0; i + 1 < turns.size(); ++i) {
        // The end of a stretch is the beginning of the next, to the last digit: programs sort the stops.
        const double from = (turns[i] - first) / (last - first);
        const double to = (turns[i + 1] - first) / (last - first);
        const double length = to - from;
        if (length < least) continue;
        const int steps =
            close ? 1 : std::max(steps_of_each, static_cast<int>(std::ceil(length * steps_of_all)));
        places.push_back({from, from + length * hair});
        for (int step = 1; step < steps; ++step)
            places.push_back({from + length * step / steps, from + length * step / steps});
        places.push_back({to, from + length * (1 - hair)});
    }
    return places;
}

std::array<double, 7> looks_of(const Gradient::Stop& stop) {
    const auto& [at, ink, shown] = stop;
    return {ink.cyan / 100.0, ink.magenta / 100.0, ink.yellow / 100.0, ink.black / 100.0,
            shown.red,        shown.green,         shown.blue};
}

/// Whether all stops between those two are as the straight way from one to the other, on paper and on a
/// screen: inks are whole percents, so one is the least that can be asked.
bool is_straight(const Stops& stops, std::size_t from, std::size_t to) {
    constexpr double hardly = 0.0101;
    const auto begin = looks_of(stops[from]);
    const auto end = looks_of(stops[to]);
    const double length = stops[to].at - stops[from].at;
    for (std::size_t i = from + 1; i < to; ++i) {
        const double share = length > 0 ? (stops[i].at - stops[from].at) / length : 0;
        const auto there = looks_of(stops[i]);
        for (std::size_t k = 0; k < there.size(); ++k) {
            if (std::abs(begin.at(k) + share * (end.at(k) - begin.at(k)) - there.at(k)) > hardly)
                return false;
        }
    }
    return true;
}

bool look_alike(const Gradient::Stop& one, const Gradient::Stop& other) {
    constexpr double hardly = 0.001;
    const auto here = looks_of(one);
    const auto there = looks_of(other);
    return std::equal(here.begin(), here.end(), there.begin(),
                      [](double a, double b) { return std::abs(a - b) < hardly; });
}

/// The same run of colours with as few stops as show it.
Stops thinned(const Stops& stops) {
    constexpr std::size_t farthest = 200;  // looked ahead
    Stops kept{stops.front()};
    std::size_t from = 0;
    while (from + 1 < stops.size()) {
        std::size_t to = from + 1;
        const bool jumps = stops[to].at <= stops[from].at;
        while (!jumps && to + 1 < stops.size() && to - from < farthest && stops[to + 1].at > stops[to].at &&
               is_straight(stops, from, to + 1))
            ++to;
        if (!jumps || !look_alike(stops[from], stops[to])) kept.push_back(stops[to]);
        from = to;
    }
    if (kept.size() < 2) kept.push_back(stops.back());
    return kept;
}

/// Its numbers near to one, wherever the file had them: they are written with so many digits.
void settle(Gradient& gradient, const SmoothShading& shading, const Matrix& to_paper) {
    const double across = shading.end.x - shading.begin.x;
    const double down = shading.end.y - shading.begin.y;
    const double unit =
        std::max({std::abs(across), std::abs(down), shading.begin.radius, shading.end.radius}) / 100;
    gradient.begin = {0, 0, shading.begin.radius / unit};
    gradient.end = {across / unit, down / unit, shading.end.radius / unit};
    gradient.to_page = joined({{unit, 0, 0, unit, shading.begin.x, shading.begin.y}}, to_paper).m;
}

bool is_flat(const Matrix& matrix) {
    const auto& m = matrix.m;
    constexpr double least = 1e-9;
    constexpr double most = 1e9;
    const double area = std::abs(m[0] * m[3] - m[1] * m[2]);
    return !(area > least) ||
           !std::all_of(m.begin(), m.end(), [](double number) { return std::abs(number) < most; });
}

GradientTrouble trouble_of(FunctionTrouble trouble) {
    if (trouble == FunctionTrouble::Rare) return GradientTrouble::Rare;
    return trouble == FunctionTrouble::TooMuch ? GradientTrouble::TooMuch : GradientTrouble::Damaged;
}

}  // namespace

namespace {

using Colour = std::vector<double>;

bool is_alike(const SmoothShading& one, const SmoothShading& other) {
    const auto same = [](const SmoothShading::End& a, const SmoothShading::End& b) {
        return a.x == b.x && a.y == b.y && a.radius == b.radius;
    };
    return one.has_circles == other.has_circles && same(one.begin, other.begin) && same(one.end, other.end) &&
           one.domain == other.domain && one.before == other.before && one.behind == other.behind;
}

/// In as many numbers; empty between inks and light.
Colour in_numbers(const Colour& colour, std::size_t count) {
    if (colour.size() == count) return colour;
    if (colour.size() == 1 && count == 3) return Colour(3, colour[0]);
    if (colour == Colour{1} && count == 4) return Colour(4, 0);
    return {};
}

Colour mixed(const Colour& colour, const Colour& ground, double share) {
    Colour between = colour;
    for (std::size_t i = 0; i < between.size(); ++i) between[i] = ground[i] + share * (colour[i] - ground[i]);
    return between;
}

/// The veil as it is drawn; trouble where it does not go along with the gradient.
std::variant<SmoothShading, GradientTrouble> read_veil(const Veil& veil, const SmoothShading& shading) {
    auto found = read_shading(veil.shading);
    if (const auto* trouble = std::get_if<FunctionTrouble>(&found)) return trouble_of(*trouble);
    auto read = std::get<SmoothShading>(std::move(found));
    const bool grey = components_of(read.space) == 1 && read.colours.results() == 1;
    if (!grey || !is_alike(read, shading)) return GradientTrouble::Veiled;
    return read;
}

}  // namespace

std::variant<Gradient, GradientTrouble> traced_gradient(const QPDFObjectHandle& shading,
                                                        const Matrix& to_paper, const LogoInks& inks,
                                                        const std::optional<Veil>& veil) {
    const auto found = read_shading(shading);
    if (const auto* trouble = std::get_if<FunctionTrouble>(&found)) return trouble_of(*trouble);
    const auto& read = std::get<SmoothShading>(found);
    const std::size_t components = components_of(read.space);
    if (components == 0) return GradientTrouble::Spot;
    if (read.colours.results() != components) return GradientTrouble::Damaged;
    Gradient gradient;
    gradient.kind = read.has_circles ? Gradient::Kind::Circles : Gradient::Kind::Line;
    if (read.is_empty()) return GradientTrouble::Flat;
    settle(gradient, read, to_paper);
    if (is_flat({gradient.to_page})) return GradientTrouble::Flat;
    std::optional<SmoothShading> veiled;
    Colour ground;
    if (veil) {
        auto veil_read = read_veil(*veil, read);
        if (const auto* trouble = std::get_if<GradientTrouble>(&veil_read)) return *trouble;
        veiled = std::get<SmoothShading>(std::move(veil_read));
        ground = in_numbers(veil->ground, std::max(components, veil->ground.size()));
        if (ground.empty() || in_numbers(Colour(components, 0), ground.size()).empty())
            return GradientTrouble::Veiled;
    }
    const std::vector<Looked> places = places_in(read, veiled ? &*veiled : nullptr);
    std::vector<Colour> colours;
    colours.reserve(places.size());
    const auto [first, last] = read.domain;
    for (const Looked& place : places) {
        const double at = first + place.inside * (last - first);
        colours.push_back(read.colours.at(at));
        if (!veiled) continue;
        const double share = std::clamp(veiled->colours.at(at).front(), 0.0, 1.0);
        colours.back() = mixed(in_numbers(colours.back(), ground.size()), ground, share);
    }
    const std::vector<LogoColour> run = inks.of_run(colours);
    Stops stops;
    for (std::size_t i = 0; i < places.size(); ++i) stops.push_back({places[i].at, run[i].ink, run[i].shown});
    gradient.stops = thinned(stops);
    gradient.before = read.before ? Gradient::Outside::Same : Gradient::Outside::Nothing;
    gradient.behind = read.behind ? Gradient::Outside::Same : Gradient::Outside::Nothing;
    return gradient;
}

}  // namespace render
