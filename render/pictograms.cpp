#include "render/pictograms.hpp"

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/vector_path.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include <fmt/format.h>

namespace render {

void Pictograms::draw(Page& page, const std::string& name, const Rect& box, Ink ink,
                      const std::string& alt) const {
    const double width = file_.number(name + ".width");
    const double height = file_.number(name + ".height");
    const double scale = std::min(box.size.width.in_mm() / width, box.size.height.in_mm() / height);
    const Length spare_x = box.size.width - Length::from_mm(width * scale);
    const Length spare_y = box.size.height - Length::from_mm(height * scale);
    const GridPlace place{{box.left() + spare_x / 2, box.top() + spare_y / 2}, scale};
    std::string unsaid = alt;
    for (const char* part : {"fill", "line"}) {
        const std::string key = name + "." + part;
        if (!file_.has(key)) continue;
        const auto steps = read_svg_path(file_.text(key));
        if (!steps) {
            throw catalogue::CannotWork(
                fmt::format("The pictogram {} cannot be drawn: its {} must be a path as in SVG, such as "
                            "\"M4 4H20V20Z\".",
                            name, part));
        }
        const bool is_line = std::string(part) == "line";
        std::optional<Length> pen;
        if (is_line) pen = Length::from_mm(file_.millimetres(name + ".pen").in_mm() * scale);
        page.items.emplace_back(Drawing{on_paper(*steps, place), pen, ink, unsaid, box});
        unsaid.clear();
    }
}

}  // namespace render
