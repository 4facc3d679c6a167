#include "render/pdf/page_boxes.hpp"

#include "catalogue/catalogue.hpp"
#include "render/imposed_side.hpp"
#include "render/length.hpp"
#include "render/pdf/content.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

namespace render {

namespace {

bool has_area(const UserBox& box) {
    return box.width() > 0 && box.height() > 0;
}

/// Corners may come in any order (ISO 32000-1 §7.9.5). Nothing when it is no rectangle or has no area.
std::optional<UserBox> box_from(QPDFObjectHandle array) {
    if (!array.isRectangle()) return std::nullopt;
    const auto corners = array.getArrayAsRectangle();
    const UserBox box{std::min(corners.llx, corners.urx), std::min(corners.lly, corners.ury),
                      std::max(corners.llx, corners.urx), std::max(corners.lly, corners.ury)};
    return has_area(box) ? std::optional(box) : std::nullopt;
}

std::optional<UserBox> shared(const UserBox& one, const UserBox& other) {
    const UserBox box{std::max(one.left, other.left), std::max(one.bottom, other.bottom),
                      std::min(one.right, other.right), std::min(one.top, other.top)};
    return has_area(box) ? std::optional(box) : std::nullopt;
}

/// A box of the page as far as it lies on the medium.
std::optional<UserBox> box_on(const UserBox& media, QPDFPageObjectHelper& page, const std::string& name) {
    const auto box = box_from(page.getAttribute(name, false));
    return box ? shared(*box, media) : std::nullopt;
}

int rotation_of(QPDFPageObjectHelper& page) {
    QPDFObjectHandle rotate = page.getAttribute("/Rotate", false);
    if (!rotate.isNumber()) return 0;
    const double degrees = rotate.getNumericValue();
    if (std::fmod(degrees, 90) != 0) return 0;  // not allowed; viewers show such pages as they are
    const int turn = static_cast<int>(std::fmod(degrees, 360));
    return (turn + 360) % 360;
}

double user_unit_of(QPDFPageObjectHelper& page) {
    QPDFObjectHandle unit = page.getObjectHandle().getKey("/UserUnit");
    const double points = unit.isNumber() ? unit.getNumericValue() : 1;
    return points > 0 ? points : 1;
}

/// u = a·x + c·y + e, v = b·x + d·y + f: from the page's space to its trim seen upright, in user units.
std::array<double, 6> upright_matrix(const UserBox& trim, int rotate) {
    switch (rotate) {
        case 90:
            return {0, -1, 1, 0, -trim.bottom, trim.right};
        case 180:
            return {-1, 0, 0, -1, trim.right, trim.top};
        case 270:
            return {0, 1, -1, 0, trim.top, -trim.left};
        default:
            return {1, 0, 0, 1, -trim.left, -trim.bottom};
    }
}

/// Rounding to whole units of length must not turn a page that keeps its size into one that is scaled.
double scale_for(Length natural, Length wanted, double user_unit) {
    const Length difference = wanted - natural;
    if (difference <= Length{1} && -difference <= Length{1}) return user_unit;
    return user_unit * wanted.in_points() / natural.in_points();
}

/// More digits than lengths need: these are multiplied by coordinates of any size.
std::string matrix_number(double value) {
    std::string text = fmt::format("{:.8f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

}  // namespace

PageBoxes boxes_of(QPDFPageObjectHelper page, int number) {
    const auto media = box_from(page.getAttribute("/MediaBox", false));
    if (!media) {
        throw catalogue::CannotWork(fmt::format(
            "Page {} has no size (MediaBox): save the file again in the program that made it.", number));
    }
    PageBoxes boxes;
    boxes.rotate = rotation_of(page);
    boxes.user_unit = user_unit_of(page);
    const auto crop = box_on(*media, page, "/CropBox");
    boxes.trim = box_on(*media, page, "/TrimBox").value_or(crop.value_or(*media));
    // Without a BleedBox nothing says where bleed ends and the printer's marks begin, so there is none.
    const UserBox bleed = box_on(*media, page, "/BleedBox").value_or(boxes.trim);
    boxes.ink = {std::min(bleed.left, boxes.trim.left), std::min(bleed.bottom, boxes.trim.bottom),
                 std::max(bleed.right, boxes.trim.right), std::max(bleed.top, boxes.trim.top)};
    constexpr double smallest = 3;       // about a millimetre
    constexpr double largest = 283'465;  // 100 m
    const double width = boxes.trim.width() * boxes.user_unit;
    const double height = boxes.trim.height() * boxes.user_unit;
    const double ink = std::max(boxes.ink.width(), boxes.ink.height()) * boxes.user_unit;
    if (std::min(width, height) < smallest || !(ink < largest)) {
        throw catalogue::CannotWork(fmt::format(
            "Page {} cannot be placed, for it is {:.4g} × {:.4g} mm: look at its TrimBox and UserUnit.",
            number, width * 25.4 / 72, height * 25.4 / 72));
    }
    return boxes;
}

SourcePage upright(const PageBoxes& boxes) {
    const auto length = [&](double units) { return Length::from_points(units * boxes.user_unit); };
    const UserBox& trim = boxes.trim;
    Size size{length(trim.width()), length(trim.height())};
    if (boxes.rotate % 180 == 90) std::swap(size.width, size.height);
    // Bleed at the left, top, right and bottom of the page as it lies; each quarter turn clockwise brings the
    // bottom to the left.
    std::array<Length, 4> bleed{length(trim.left - boxes.ink.left), length(boxes.ink.top - trim.top),
                                length(boxes.ink.right - trim.right), length(trim.bottom - boxes.ink.bottom)};
    std::rotate(bleed.begin(), bleed.end() - boxes.rotate / 90, bleed.end());
    return {size, {bleed[0], bleed[1], bleed[2], bleed[3]}};
}

std::string placement(const PageBoxes& boxes, const PlacedPage& place, Size paper) {
    const int turned = place.turn == Turn::UpsideDown ? 180 : 0;
    auto [a, b, c, d, e, f] = upright_matrix(boxes.trim, (boxes.rotate + turned) % 360);
    const Size natural = upright(boxes).trim;
    const double across = scale_for(natural.width, place.trim.size.width, boxes.user_unit);
    const double up = scale_for(natural.height, place.trim.size.height, boxes.user_unit);
    const double x = place.trim.left().in_points();
    const double y = (paper.height - place.trim.bottom()).in_points();
    std::string numbers;
    for (const double value : {a * across, b * up, c * across, d * up, x + e * across, y + f * up}) {
        numbers += matrix_number(value) + " ";
    }
    return numbers;
}

std::string pdf_rectangle(const Rect& rect, Size paper) {
    return fmt::format("{} {} {} {}", pdf_number(rect.left().in_points()),
                       pdf_number((paper.height - rect.bottom()).in_points()),
                       pdf_number(rect.size.width.in_points()), pdf_number(rect.size.height.in_points()));
}

}  // namespace render
