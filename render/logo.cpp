#include "render/logo.hpp"

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/logo_picture.hpp"
#include "render/page.hpp"
#include "render/vector_path.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace render {

namespace {

constexpr double usual_area = 620;  // of each, in mm²: 36 by 17 mm or so
constexpr Length between = 9_mm;

/// The shape, moved and made smaller or larger.
Drawing placed(const Drawing& shape, double share, Point corner) {
    const auto there = [&](Point point) {
        return Point{corner.x + Length::from_mm(point.x.in_mm() * share),
                     corner.y + Length::from_mm(point.y.in_mm() * share)};
    };
    Drawing drawing = shape;
    for (PathStep& step : drawing.path) {
        step.to = there(step.to);
        step.first_control = there(step.first_control);
        step.second_control = there(step.second_control);
    }
    if (drawing.pen) drawing.pen = Length::from_mm(drawing.pen->in_mm() * share);
    for (Gradient& gradient : drawing.gradient) {
        for (double& number : gradient.to_page) number *= share;
        gradient.to_page[4] += corner.x.in_mm();
        gradient.to_page[5] += corner.y.in_mm();
    }
    return drawing;
}

void draw(Page& page, const Logo& logo, const Rect& frame) {
    const double share = frame.size.width.in_mm() / logo.size.width.in_mm();
    bool first = true;
    for (const Drawing& shape : logo.shapes) {
        Drawing drawing = placed(shape, share, frame.origin);
        drawing.box = frame;
        if (first) drawing.alt = "Beeldmerk";
        first = false;
        page.items.emplace_back(std::move(drawing));
    }
}

Size size_with_area(const Logo& logo, double area) {
    const double aspect = logo.size.width.in_mm() / logo.size.height.in_mm();
    const double width = std::sqrt(area * aspect);
    return {Length::from_mm(width), Length::from_mm(width / aspect)};
}

/// How many logos stand in each row: in as few rows as fit the width, as long as each other as may be. Eight
/// stand four and four, not seven and one.
std::vector<std::size_t> even_rows(const std::vector<Size>& sizes, Length width) {
    struct Way {
        std::size_t rows = 0;
        double unevenness = 0;  // of the lengths of rows, their squares together
        std::size_t from = 0;   // where the last row begins
    };
    std::vector<Way> best{{}};  // for so many logos from the first
    for (std::size_t end = 1; end <= sizes.size(); ++end) {
        Way way{sizes.size() + 1, 0, 0};
        Length length = -between;
        for (std::size_t begin = end; begin-- > 0;) {
            length += sizes[begin].width + between;
            if (length > width) break;
            const double square = length.in_mm() * length.in_mm();
            const Way other{best[begin].rows + 1, best[begin].unevenness + square, begin};
            if (std::tie(other.rows, other.unevenness) < std::tie(way.rows, way.unevenness)) way = other;
        }
        best.push_back(way);
    }
    std::vector<std::size_t> rows;
    for (std::size_t end = sizes.size(); end > 0; end = best[end].from) rows.push_back(end - best[end].from);
    return {rows.rbegin(), rows.rend()};
}

/// Frames from the top left of a room of that width, in rows; empty when one is wider than the room.
std::vector<Rect> frames_in(const std::vector<Logo>& logos, double area, Length width) {
    std::vector<Size> sizes;
    for (const Logo& logo : logos) sizes.push_back(size_with_area(logo, area));
    if (std::any_of(sizes.begin(), sizes.end(), [&](Size size) { return size.width > width; })) return {};
    std::vector<Rect> frames;
    Length top;
    for (const std::size_t count : even_rows(sizes, width)) {
        const std::size_t first = frames.size();
        Length height;
        for (std::size_t i = first; i < first + count; ++i) height = std::max(height, sizes[i].height);
        Length left;
        for (std::size_t i = first; i < first + count; ++i) {
            frames.push_back({{left, top + (height - sizes[i].height) / 2}, sizes[i]});
            left += sizes[i].width + between;
        }
        top += height + between;
    }
    return frames;
}

Length bottom_of(const std::vector<Rect>& frames) {
    Length bottom;
    for (const Rect& frame : frames) bottom = std::max(bottom, frame.bottom());
    return bottom;
}

}  // namespace

Logo read_logo(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    if (bytes.empty()) {
        throw catalogue::CannotWork("The logo " + file.string() +
                                    " cannot be read: look whether the name is right.");
    }
    return logo_from(bytes, file.string());
}

Logo logo_from(std::string_view bytes, const std::string& name) {
    if (!bytes.starts_with("%PDF-")) return traced_logo(svg_as_pdf(bytes, name), name);
    const std::string pdf{bytes};
    try {
        return traced_logo(pdf, name);
    } catch (const LogoRefused& refused) {
        if (refused.why != LogoTrouble::Letters) throw;
        const auto outlined = outlined_letters(pdf);
        if (!outlined) throw;
        return traced_logo(*outlined, name);
    }
}

Logo logo_of(std::vector<Drawing> shapes, const std::string& name) {
    Length left{1'000'000'000};
    Length top = left;
    Length right{-1'000'000'000};
    Length bottom = right;
    for (const Drawing& shape : shapes) {
        const auto box = box_around(shape.path);
        if (!box) continue;
        const Length half = shape.pen.value_or(Length{}) / 2;
        left = std::min(left, box->left() - half);
        top = std::min(top, box->top() - half);
        right = std::max(right, box->right() + half);
        bottom = std::max(bottom, box->bottom() + half);
    }
    if (right <= left || bottom <= top) {
        throw LogoRefused(LogoTrouble::Empty,
                          "The logo " + name + " shows nothing: ask for another file of it.");
    }
    for (Drawing& shape : shapes) {
        for (PathStep& step : shape.path) {
            for (Point* point : {&step.to, &step.first_control, &step.second_control}) {
                *point = {point->x - left, point->y - top};
            }
        }
        for (Gradient& gradient : shape.gradient) {
            gradient.to_page[4] -= left.in_mm();
            gradient.to_page[5] -= top.in_mm();
        }
    }
    return {{right - left, bottom - top}, std::move(shapes)};
}

std::vector<Logo> read_logos(const std::vector<std::filesystem::path>& files) {
    std::vector<Logo> logos;
    logos.reserve(files.size());
    for (const auto& file : files) logos.push_back(read_logo(file));
    return logos;
}

bool add_logos(Page& page, const std::vector<Logo>& logos, const Rect& room) {
    if (logos.empty()) return true;
    constexpr double smaller = 0.9;
    constexpr int most_steps = 16;
    double area = usual_area / smaller;
    for (int step = 0; step < most_steps; ++step) {
        area *= smaller;
        const std::vector<Rect> frames = frames_in(logos, area, room.size.width);
        if (frames.empty() || bottom_of(frames) > room.size.height) continue;
        const Length top = room.bottom() - bottom_of(frames);
        for (std::size_t i = 0; i < logos.size(); ++i) {
            const Point corner{room.left() + frames[i].left(), top + frames[i].top()};
            draw(page, logos[i], {corner, frames[i].size});
        }
        return true;
    }
    return false;
}

Rect room_under(const Page& page, const Rect& area) {
    Length lowest = area.top();
    for (const Item& item : page.items) {
        if (const auto* line = std::get_if<PlacedLine>(&item)) {
            lowest = std::max(lowest, line->origin.y + line->line.descent);
        } else if (const auto* photo = std::get_if<PlacedPhoto>(&item)) {
            lowest = std::max(lowest, photo->frame.bottom());
        } else if (const auto* drawing = std::get_if<Drawing>(&item)) {
            lowest = std::max(lowest, drawing->box.bottom());
        }
    }
    const Length top = lowest == area.top() ? lowest : lowest + between;
    return {{area.left(), top}, {area.size.width, std::max(Length{}, area.bottom() - top)}};
}

}  // namespace render
