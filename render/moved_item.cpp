#include "render/moved_item.hpp"

#include "render/length.hpp"
#include "render/page.hpp"

#include <type_traits>
#include <variant>

namespace render {

namespace {

void move(Point& point, Point by) {
    point.x += by.x;
    point.y += by.y;
}

void move(Drawing& drawing, Point by) {
    move(drawing.box.origin, by);
    for (PathStep& step : drawing.path) {
        for (Point* point : {&step.to, &step.first_control, &step.second_control}) move(*point, by);
    }
    for (Gradient& gradient : drawing.gradient) {
        gradient.to_page[4] += by.x.in_mm();
        gradient.to_page[5] += by.y.in_mm();
    }
}

}  // namespace

Item moved(Item item, Point by) {
    std::visit(
        [by](auto& one) {
            using Kind = std::decay_t<decltype(one)>;
            if constexpr (std::is_same_v<Kind, PlacedPhoto>) {
                move(one.frame.origin, by);
            } else if constexpr (std::is_same_v<Kind, PlacedLine>) {
                move(one.origin, by);
            } else if constexpr (std::is_same_v<Kind, FilledRect>) {
                move(one.rect.origin, by);
            } else if constexpr (std::is_same_v<Kind, Drawing>) {
                move(one, by);
            } else {
                move(one.from, by);
                move(one.to, by);
            }
        },
        item);
    return item;
}

}  // namespace render
