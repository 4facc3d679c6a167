#include "catalogue/catalogue.hpp"
#include "render/pdf/pdf.hpp"
#include "render/press/press.hpp"
#include "render/press/printer_profile.hpp"

#include <filesystem>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace render {

void add_press_options(CLI::App& command, PressOrder& order) {
    command
        .add_option("--printer", order.printer, "Make it as this printer asks; inbeeld printers lists them")
        ->type_name("NAME");
    command
        .add_option_function<std::string>(
            "--paper",
            [&order](const std::string& text) {
                if (text != "coated" && text != "uncoated") {
                    throw CLI::ValidationError("--paper",
                                               fmt::format("\"{}\" is not one of coated|uncoated", text));
                }
                order.paper = text == "coated" ? PaperKind::Coated : PaperKind::Uncoated;
            },
            "Paper that the printer is to use (as his file says)")
        ->type_name("coated|uncoated")
        ->needs("--printer");
}

std::optional<Press> press_of(const PressOrder& order, const std::filesystem::path& templates) {
    if (order.printer.empty()) return std::nullopt;
    Press press{printer_named(templates, order.printer), {}};
    press.paper = order.paper.value_or(press.printer.usual_paper);
    const bool needs_condition =
        press.printer.level != PdfxLevel::None || press.printer.photos == Photos::Converted;
    if (needs_condition && !press.printer.condition(press.paper)) {
        throw catalogue::CannotWork(fmt::format(
            "The printer {} has no {} paper: choose the other --paper, or add it to "
            "templates/printers/{}.toml.",
            press.printer.id, press.paper == PaperKind::Coated ? "coated" : "uncoated", press.printer.id));
    }
    return press;
}

PdfOptions options_for(const Press& press, const std::string& moment) {
    PdfOptions options;
    options.moment = moment;
    options.condition = press.printer.condition(press.paper);
    if (options.condition) options.condition->embedded = press.printer.embeds_profile;
    options.level = press.printer.level;
    options.photos = press.printer.photos;
    options.most_ink = press.printer.most_ink;
    options.most_ppi = press.printer.fine_ppi;
    return options;
}

}  // namespace render
