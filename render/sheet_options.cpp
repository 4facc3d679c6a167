#include "render/sheet_options.hpp"

#include "render/imposed_side.hpp"
#include "render/length.hpp"
#include "render/paper.hpp"
#include "render/pdf/impose.hpp"

#include <cmath>
#include <map>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace render {

namespace {

std::string how_to_print(Duplex duplex) {
    switch (duplex) {
        case Duplex::ShortEdge:
            return "on both sides, turned over the short edge";
        case Duplex::LongEdge:
            return "on both sides, turned over the long edge";
        case Duplex::Simplex:
            break;
    }
    return "on one side";
}

}  // namespace

CLI::Option* add_length(CLI::App& command, const std::string& name, std::optional<Length>& value) {
    return command
        .add_option_function<std::string>(
            name,
            [&value, name](const std::string& text) {
                value = parse_length(text);
                if (!value)
                    throw CLI::ValidationError(
                        name, fmt::format("\"{}\" is no length: give one with its unit, such as 10mm", text));
            })
        ->type_name("LENGTH");
}

CLI::Option* add_paper(CLI::App& command, const std::string& name, std::optional<Size>& value) {
    return command
        .add_option_function<std::string>(
            name,
            [&value, name](const std::string& text) {
                value = parse_paper(text);
                if (!value)
                    throw CLI::ValidationError(
                        name,
                        fmt::format("\"{}\" is no paper size: give one such as A4, SRA3 or 320x450mm", text));
            })
        ->type_name("PAPER");
}

CLI::Option* add_duplex(CLI::App& command, std::optional<Duplex>& value) {
    static const std::map<std::string, Duplex> duplexes{
        {"long", Duplex::LongEdge}, {"short", Duplex::ShortEdge}, {"none", Duplex::Simplex}};
    return add_choice(command, "--duplex", value, duplexes);
}

void check_paper_thickness(std::optional<Length> thickness) {
    if (thickness && *thickness > 1_mm) {
        throw CLI::ValidationError("--paper-thickness",
                                   "paper is at most 1 mm thick; 80 g/m² office paper is 0.10mm");
    }
}

std::string in_words(const ImpositionReport& report) {
    const int percent = static_cast<int>(std::lround(report.scale * 100));
    const std::string shrunk = percent < 100 ? fmt::format(", shrunk to {} %,", percent) : "";
    return fmt::format("{} page{}{} on {} sheet{} of {}; print {}, without fitting to the paper.",
                       report.pages, report.pages == 1 ? "" : "s", shrunk, report.sheets(),
                       report.sheets() == 1 ? "" : "s", in_words(report.paper), how_to_print(report.duplex));
}

}  // namespace render
