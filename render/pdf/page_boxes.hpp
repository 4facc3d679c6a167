#pragma once

#include "render/imposed_side.hpp"
#include "render/length.hpp"

#include <string>

#include <qpdf/QPDFPageObjectHelper.hh>

namespace render {

/// A rectangle in a PDF page's own user space: y grows upwards, and the unit is the page's UserUnit.
struct UserBox {
    double left = 0;
    double bottom = 0;
    double right = 0;
    double top = 0;

    double width() const { return right - left; }
    double height() const { return top - bottom; }
};

/// How a page of a PDF lies in its own user space.
struct PageBoxes {
    UserBox trim;          // TrimBox; without it the CropBox, without that the MediaBox
    UserBox ink;           // what may be printed: the BleedBox if there is one, never less than the trim
    int rotate = 0;        // 0, 90, 180 or 270, clockwise, to see it upright
    double user_unit = 1;  // points (ISO 32000-1 §14.11.2 and table 30)
};

/// Throws CannotWork, naming the page, when it has no usable size.
PageBoxes boxes_of(QPDFPageObjectHelper page, int number);

/// The page as one sees it upright, on paper.
SourcePage upright(const PageBoxes& boxes);

/// The six numbers of the matrix that brings the page from its own space to its place on the paper.
std::string placement(const PageBoxes& boxes, const PlacedPage& place, Size paper);

/// "x y width height", in the space of a sheet whose origin is at the bottom left.
std::string pdf_rectangle(const Rect& rect, Size paper);

}  // namespace render
