#include "catalogue/catalogue.hpp"
#include "render/commands.hpp"
#include "render/folded_sheets.hpp"
#include "render/imposed_side.hpp"
#include "render/imposition.hpp"
#include "render/label_grid.hpp"
#include "render/length.hpp"
#include "render/paper.hpp"
#include "render/pdf/impose.hpp"
#include "render/poster_tiles.hpp"
#include "render/sheet_options.hpp"

#include <array>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace render {

namespace {

enum class Style { Saddle, Perfect, TwoUp, Grid, Tiled };

/// The command line as it was given; what was not given is absent.
struct ImposeOrder {
    std::filesystem::path from;
    std::filesystem::path to;
    std::optional<Style> style;
    std::optional<Binding> binding;
    PaperStyle paper;
    std::optional<Length> paper_thickness;
    std::optional<Length> inner_margin;
    std::optional<int> signature;
    std::optional<std::pair<int, int>> grid;
    std::optional<Length> gap;
    bool repeat = false;
    std::optional<Size> tile;
    std::optional<Length> overlap;
    std::optional<Length> margin;
};

const std::map<std::string, Style> styles{{"saddle", Style::Saddle},
                                          {"perfect", Style::Perfect},
                                          {"two-up", Style::TwoUp},
                                          {"n-up", Style::Grid},
                                          {"tiled", Style::Tiled}};
const std::map<std::string, Binding> bindings{{"left", Binding::Left}, {"right", Binding::Right}};
std::optional<int> parse_count(std::string_view text) {
    int count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return count;
}

std::pair<int, int> parse_grid(const std::string& text) {
    constexpr int most = 50;
    const std::size_t times = text.find('x');
    if (times != std::string::npos) {
        const auto columns = parse_count(std::string_view(text).substr(0, times));
        const auto rows = parse_count(std::string_view(text).substr(times + 1));
        if (columns && rows && *columns >= 1 && *rows >= 1 && *columns <= most && *rows <= most) {
            return {*columns, *rows};
        }
    }
    throw CLI::ValidationError("--grid",
                               fmt::format("\"{}\" is no grid: give columns and rows, such as 2x4", text));
}

Style style_of(const ImposeOrder& order) {
    if (order.style) return *order.style;
    if (order.grid) return Style::Grid;
    if (order.tile) return Style::Tiled;
    return order.signature ? Style::Perfect : Style::Saddle;
}

/// Options that would do nothing are refused: they show that something else was meant.
void refuse_what_does_not_belong(const CLI::App& command, Style style) {
    static const std::map<Style, std::set<std::string>> own{
        {Style::Saddle,
         {"--binding", "--duplex", "--sheet", "--fit", "--marks", "--paper-thickness", "--inner-margin"}},
        {Style::Perfect,
         {"--binding", "--duplex", "--sheet", "--fit", "--marks", "--paper-thickness", "--inner-margin",
          "--signature"}},
        {Style::TwoUp, {"--binding", "--duplex", "--sheet", "--fit", "--marks"}},
        {Style::Grid, {"--duplex", "--sheet", "--fit", "--marks", "--grid", "--gap", "--repeat"}},
        {Style::Tiled, {"--tile", "--overlap", "--margin"}}};
    static const std::set<std::string> of_some = [] {
        std::set<std::string> all;
        for (const auto& [whose, options] : own) all.insert(options.begin(), options.end());
        return all;
    }();
    for (const std::string& option : of_some) {
        if (command.count(option) == 0 || own.at(style).contains(option)) continue;
        throw CLI::ValidationError(option, "does not belong to this --style");
    }
}

FoldStyle fold_of(const ImposeOrder& order) {
    return {order.paper, order.paper_thickness.value_or(Length{})};
}

ImpositionOrder imposition_of(const ImposeOrder& order, Style style) {
    ImpositionOrder imposition;
    imposition.binding = order.binding;
    const Length inner_margin = order.inner_margin.value_or(10_mm);
    switch (style) {
        case Style::Saddle:
            imposition.style = SaddleStitch{fold_of(order), inner_margin};
            break;
        case Style::Perfect:
            imposition.style = PerfectBinding{fold_of(order), order.signature.value_or(16), inner_margin};
            break;
        case Style::TwoUp:
            imposition.style = TwoUp{order.paper};
            break;
        case Style::Grid: {
            const auto [columns, rows] = order.grid.value_or(std::pair{2, 2});
            imposition.style = GridStyle{order.paper, columns, rows, order.gap.value_or(Length{}),
                                         order.repeat ? Filling::WholeSheet : Filling::Once};
            break;
        }
        case Style::Tiled: {
            const TileStyle usual;
            imposition.style =
                TileStyle{order.tile.value_or(usual.paper), order.overlap.value_or(usual.overlap),
                          order.margin.value_or(usual.margin)};
            break;
        }
    }
    return imposition;
}

void check(const ImposeOrder& order) {
    if (order.signature && (*order.signature < 4 || *order.signature % 4 != 0)) {
        throw CLI::ValidationError("--signature", "give a multiple of four, such as 16");
    }
    check_paper_thickness(order.paper_thickness);
    std::error_code ignored;
    if (std::filesystem::equivalent(order.from, order.to, ignored)) {
        throw CLI::ValidationError("--output", "give another name than the file that is read");
    }
}

void impose(const ImposeOrder& order, Style style) {
    const ImpositionReport report = impose_pdf(order.from, order.to, imposition_of(order, style));
    for (const std::string& warning : report.warnings) fmt::print(stderr, "inbeeld: {}\n", warning);
    fmt::print("{}: {}\n", order.to.string(), in_words(report));
}

void add_options(CLI::App& command, ImposeOrder& order) {
    command.add_option("file", order.from, "The PDF to impose")->required();
    command.add_option("-o,--output", order.to, "The PDF with the sheets")->required();
    add_choice(command, "--style", order.style, styles)
        ->description(
            "Stapled booklet, glued signatures, two pages side by side, labels to cut, or a poster in parts");
    add_choice(command, "--binding", order.binding, bindings)
        ->description("Side of the spine (as the file says, or left)");
    add_duplex(command, order.paper.duplex)->description("Edge over which the printer turns sheets");
    add_paper(command, "--sheet", order.paper.paper)->description("Paper to print on (as large as needed)");
    command.add_flag_callback(
        "--fit", [&] { order.paper.fitting = Fitting::Shrunk; }, "Shrink what is larger than the paper");
    command.add_flag_callback(
        "--marks", [&] { order.paper.marks = Marks::Outside; }, "Crop and fold marks around the pages");
    add_length(command, "--paper-thickness", order.paper_thickness)
        ->description("Makes up for creep: 0.10mm for 80 g/m² paper (none)");
    add_length(command, "--inner-margin", order.inner_margin)
        ->description("White beside the fold, to warn of creep (10mm)");
    command.add_option("--signature", order.signature, "Pages of a signature (16)");
    command
        .add_option_function<std::string>(
            "--grid", [&](const std::string& text) { order.grid = parse_grid(text); },
            "Columns and rows of labels (2x2)")
        ->type_name("COLUMNSxROWS");
    add_length(command, "--gap", order.gap)->description("Between labels (none: they share their cuts)");
    command.add_flag("--repeat", order.repeat, "Fill a sheet with each page");
    add_paper(command, "--tile", order.tile)->description("Paper for the parts of a poster (A4)");
    add_length(command, "--overlap", order.overlap)->description("Strip for glue between parts (10mm)");
    add_length(command, "--margin", order.margin)->description("Border the printer does not reach (10mm)");
}

}  // namespace

void add_impose_command(CLI::App& app, catalogue::Invocation& /*invocation*/) {
    auto order = std::make_shared<ImposeOrder>();  // owned by the options and the callback
    CLI::App* command =
        app.add_subcommand("impose", "Place the pages of a PDF on sheets to print, fold and cut");
    add_options(*command, *order);
    command->callback([order, command] {
        check(*order);
        const Style style = style_of(*order);
        refuse_what_does_not_belong(*command, style);
        impose(*order, style);
    });
}

}  // namespace render
