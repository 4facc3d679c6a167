#include "render/length.hpp"
#include "render/page.hpp"
#include "render/press/press.hpp"
#include "render/press/printer_profile.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>

namespace render {

namespace {

constexpr Length mark_room = 12_mm;  // outside the bleed
constexpr Length mark_gap = 2_mm;    // between bleed and marks: a printer may need a little more bleed
constexpr Length corner = 10_mm;     // beside a crop mark that stays free

class MarkedPage {
 public:
    explicit MarkedPage(Page& page) : page_(page) {}

    void add_crop_marks() {
        constexpr Length length = 6_mm;
        for (const Length x : {Length{}, page_.trim.width}) add_standing(x, length);
        for (const Length y : {Length{}, page_.trim.height}) add_lying(y, length);
    }

    /// Shorter, where the bleed ends.
    void add_bleed_marks() {
        constexpr Length length = 3_mm;
        if (page_.bleed == Length{}) return;
        for (const Length x : {-page_.bleed, page_.trim.width + page_.bleed}) add_standing(x, length);
        for (const Length y : {-page_.bleed, page_.trim.height + page_.bleed}) add_lying(y, length);
    }

    /// In the middle of each side: a cross in a circle shows where plates do not lie over each other.
    void add_registration_marks() {
        const Length away = page_.bleed + mark_room / 2;
        const Length middle = page_.trim.width / 2;
        const Length half_way = page_.trim.height / 2;
        add_target({middle, -away});
        add_target({middle, page_.trim.height + away});
        add_target({-away, half_way});
        add_target({page_.trim.width + away, half_way});
    }

    /// Full inks, halves and overprints, above the page.
    void add_colour_bar() {
        constexpr std::array bar{Ink{100, 0, 0, 0},   Ink{0, 100, 0, 0},  Ink{0, 0, 100, 0},
                                 Ink{0, 0, 0, 100},   Ink{50, 0, 0, 0},   Ink{0, 50, 0, 0},
                                 Ink{0, 0, 50, 0},    Ink{0, 0, 0, 50},   Ink{100, 100, 0, 0},
                                 Ink{0, 100, 100, 0}, Ink{100, 0, 100, 0}};
        const Length patch = std::min(5_mm, strip() / static_cast<std::int64_t>(bar.size()));
        if (patch < 2_mm) return;  // too small to be measured
        const Length top = -page_.bleed - mark_room / 2 - patch / 2;
        Length left = corner;
        for (const Ink& ink : bar) {
            page_.items.emplace_back(FilledRect{{{left, top}, {patch, patch}}, ink});
            left += patch;
        }
    }

    /// Below the page.
    void add_slug(const Typesetter& typesetter, const std::string& text) {
        const WordStyle style{{Face::Sans, Weight::Regular, Slant::Upright, 6_pt, 8_pt}, black_ink};
        TextBlock slug = set_block(typesetter, {text, "nl", style, Role::Artifact}, strip());
        constexpr std::size_t most_lines = 2;
        if (slug.lines.size() > most_lines) slug = part_of(slug, 0, most_lines);
        add(page_, slug, {corner, page_.trim.height + page_.bleed + mark_gap + 2_mm});
    }

 private:
    /// From the corner to the registration mark.
    Length strip() const { return std::max(page_.trim.width / 2 - corner - 6_mm, 10_mm); }

    void add_standing(Length x, Length length) {
        const Length from = page_.bleed + mark_gap;
        page_.items.emplace_back(CropMark{{x, -from}, {x, -from - length}});
        const Length below = page_.trim.height + from;
        page_.items.emplace_back(CropMark{{x, below}, {x, below + length}});
    }

    void add_lying(Length y, Length length) {
        const Length from = page_.bleed + mark_gap;
        page_.items.emplace_back(CropMark{{-from, y}, {-from - length, y}});
        const Length beside = page_.trim.width + from;
        page_.items.emplace_back(CropMark{{beside, y}, {beside + length, y}});
    }

    void add_target(Point centre) {
        constexpr Length arm = 3_mm;
        constexpr double radius_mm = 1.5;
        constexpr int parts = 32;  // of the circle: straight to the eye
        page_.items.emplace_back(CropMark{{centre.x - arm, centre.y}, {centre.x + arm, centre.y}});
        page_.items.emplace_back(CropMark{{centre.x, centre.y - arm}, {centre.x, centre.y + arm}});
        const auto on_circle = [&](int part) {
            const double angle = 2 * std::numbers::pi * part / parts;
            return Point{centre.x + Length::from_mm(radius_mm * std::cos(angle)),
                         centre.y + Length::from_mm(radius_mm * std::sin(angle))};
        };
        for (int part = 0; part < parts; ++part) {
            page_.items.emplace_back(CropMark{on_circle(part), on_circle(part + 1)});
        }
    }

    Page& page_;
};

std::string condition_of(const Press& press) {
    const auto& condition = press.printer.condition(press.paper);
    return condition ? " · " + condition->identifier : "";
}

}  // namespace

void prepare_for_press(Publication& publication, const Typesetter& typesetter, const Press& press,
                       const Job& job) {
    const bool marked = press.printer.marks == PrinterProfile::Marks::All;
    std::size_t number = 0;
    for (Page& page : publication.pages) {
        ++number;
        std::erase_if(page.items, [](const Item& item) { return std::holds_alternative<CropMark>(item); });
        page.bleed = press.printer.bleed_of(page.trim);
        page.margin = marked ? mark_room : Length{};
        if (!marked) continue;
        MarkedPage marks(page);
        marks.add_crop_marks();
        marks.add_bleed_marks();
        marks.add_registration_marks();
        marks.add_colour_bar();
        marks.add_slug(typesetter, fmt::format("In Beeld · {} · {}/{} · {}{}", job.name, number,
                                               publication.pages.size(), job.date, condition_of(press)));
    }
    publication.fonts = typesetter.fonts();
}

}  // namespace render
