#include "render/paper.hpp"

#include "catalogue/catalogue.hpp"
#include "render/imposed_side.hpp"
#include "render/length.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace render {

namespace {

struct NamedPaper {
    std::string_view name;
    Size size;
};

constexpr std::array named_papers{
    NamedPaper{"A0", {841_mm, 1189_mm}},  NamedPaper{"A1", {594_mm, 841_mm}},
    NamedPaper{"A2", {420_mm, 594_mm}},   NamedPaper{"A3", {297_mm, 420_mm}},
    NamedPaper{"A4", {210_mm, 297_mm}},   NamedPaper{"A5", {148_mm, 210_mm}},
    NamedPaper{"A6", {105_mm, 148_mm}},   NamedPaper{"B3", {353_mm, 500_mm}},
    NamedPaper{"B4", {250_mm, 353_mm}},   NamedPaper{"B5", {176_mm, 250_mm}},
    NamedPaper{"SRA3", {320_mm, 450_mm}}, NamedPaper{"SRA4", {225_mm, 320_mm}},
    NamedPaper{"RA3", {305_mm, 430_mm}},  NamedPaper{"RA4", {215_mm, 305_mm}},
};

constexpr std::array<std::pair<std::string_view, double>, 4> units{
    {{"mm", 1}, {"cm", 10}, {"pt", 25.4 / 72}, {"in", 25.4}}};

constexpr double largest_paper_mm = 5000;

std::string plain(std::string_view text) {
    std::string plain;
    for (const char c : text) {
        if (c == ' ') continue;
        plain += c == ',' ? '.' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return plain;
}

Size turned_like(Size paper, Size block) {
    const bool lies = paper.width > paper.height;
    const bool block_lies = block.width > block.height;
    return lies == block_lies ? paper : Size{paper.height, paper.width};
}

Length largest(const Edges& edges) {
    return std::max({edges.left, edges.top, edges.right, edges.bottom});
}

Length part(Length room, double of) {
    return {static_cast<std::int64_t>(static_cast<double>(room.units) * of)};
}

catalogue::CannotWork does_not_fit(const Block& block, Size paper, Marks marks) {
    return catalogue::CannotWork(fmt::format(
        "What is to be printed on one side is {}{} and does not fit on paper of {}: choose larger paper with "
        "--sheet, or shrink it with --fit.",
        in_words(block.size), marks == Marks::Outside ? " with marks around it" : "", in_words(paper)));
}

}  // namespace

std::optional<Length> parse_length(std::string_view text) {
    const std::string length = plain(text);
    double value = 0;
    const char* end = length.data() + length.size();
    const auto [unit, error] = std::from_chars(length.data(), end, value);
    if (error != std::errc{} || !(value >= 0)) return std::nullopt;
    for (const auto& [name, mm] : units) {
        if (std::string_view(unit, static_cast<std::size_t>(end - unit)) != name) continue;
        const double in_mm = value * mm;
        if (in_mm > largest_paper_mm) return std::nullopt;
        return Length::from_mm(in_mm);
    }
    return std::nullopt;
}

std::optional<Size> parse_paper(std::string_view text) {
    const std::string wanted = plain(text);
    for (const auto& paper : named_papers) {
        if (plain(paper.name) == wanted) return paper.size;
    }
    const std::size_t times = wanted.find('x');
    if (times == std::string::npos) return std::nullopt;
    const auto height = parse_length(wanted.substr(times + 1));
    auto width = parse_length(wanted.substr(0, times));
    if (!width && wanted.size() > 2) {  // the unit may be said once, at the end
        width = parse_length(wanted.substr(0, times) + wanted.substr(wanted.size() - 2));
    }
    if (!width || !height || *width < 10_mm || *height < 10_mm) return std::nullopt;
    return Size{*width, *height};
}

std::string in_words(Size size) {
    const auto tenths = [](Length length) { return std::round(length.in_mm() * 10) / 10; };
    return fmt::format("{} × {} mm", tenths(size.width), tenths(size.height));
}

Length scaled(Length length, double scale) {
    return {std::llround(static_cast<double>(length.units) * scale)};
}

Size scaled(Size size, double scale) {
    return {scaled(size.width, scale), scaled(size.height, scale)};
}

SourcePage scaled(const SourcePage& page, double scale) {
    const Edges& bleed = page.bleed;
    return {scaled(page.trim, scale),
            {scaled(bleed.left, scale), scaled(bleed.top, scale), scaled(bleed.right, scale),
             scaled(bleed.bottom, scale)}};
}

BlockPlace place_on_paper(const Block& block, const PaperStyle& style) {
    const bool marked = style.marks == Marks::Outside;
    const Length offset = std::max(largest(block.bleed), 3_mm);
    const Length around = marked ? offset + mark_length : Length{};
    const Size needed{block.size.width + 2 * around, block.size.height + 2 * around};
    if (!style.paper) return {needed, {{around, around}, block.size}, 1, offset};

    const Size paper = turned_like(*style.paper, block.size);
    double scale = 1;
    if (needed.width > paper.width || needed.height > paper.height) {
        const Size room{paper.width - 2 * around, paper.height - 2 * around};
        if (style.fitting == Fitting::AtActualSize || room.width <= Length{} || room.height <= Length{}) {
            throw does_not_fit(block, paper, style.marks);
        }
        scale = std::min(room.width.in_mm() / block.size.width.in_mm(),
                         room.height.in_mm() / block.size.height.in_mm());
    }
    const Size size{part(block.size.width, scale), part(block.size.height, scale)};
    return {paper, {{(paper.width - size.width) / 2, (paper.height - size.height) / 2}, size}, scale, offset};
}

}  // namespace render
