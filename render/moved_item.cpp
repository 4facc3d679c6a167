#include "render/moved_item.hpp"

#include "render/length.hpp"
#include "render/page.hpp"

#include <type_traits>
#include <variant>

namespace render {

namespace {

void move(Drawing& drawing, Length right) {
    drawing.box.origin.x += right;
    for (PathStep& step : drawing.path) {
        for (Point* point : {&step.to, &step.first_control, &step.second_control}) point->x += right;
    }
}

}  // namespace

Item moved(Item item, Length right) {
    std::visit(
        [right](auto& one) {
            using Kind = std::decay_t<decltype(one)>;
            if constexpr (std::is_same_v<Kind, PlacedPhoto>) {
                one.frame.origin.x += right;
            } else if constexpr (std::is_same_v<Kind, PlacedLine>) {
                one.origin.x += right;
            } else if constexpr (std::is_same_v<Kind, FilledRect>) {
                one.rect.origin.x += right;
            } else if constexpr (std::is_same_v<Kind, Drawing>) {
                move(one, right);
            } else {
                one.from.x += right;
                one.to.x += right;
            }
        },
        item);
    return item;
}

}  // namespace render
