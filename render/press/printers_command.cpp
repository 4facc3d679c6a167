#include "catalogue/catalogue.hpp"
#include "render/commands.hpp"
#include "render/pdf/pdf.hpp"
#include "render/press/printer_profile.hpp"
#include "render/template_file.hpp"

#include <cstdio>
#include <string>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace render {

namespace {

std::string papers_of(const PrinterProfile& printer) {
    std::string papers;
    for (const auto& [kind, word] :
         {std::pair{PaperKind::Coated, "coated"}, {PaperKind::Uncoated, "uncoated"}}) {
        const auto& condition = printer.condition(kind);
        if (!condition) continue;
        papers += fmt::format("{}{} {}{}", papers.empty() ? "" : ", ", word, condition->identifier,
                              kind == printer.usual_paper ? "*" : "");
    }
    return papers.empty() ? "any paper" : papers;
}

void list_printers(catalogue::Invocation& invocation) {
    const Printers printers = all_printers(templates_folder());
    for (const PrinterProfile& printer : printers.profiles) {
        fmt::print("{:<14} {}\n", printer.id, printer.name);
        fmt::print("{:<14} {}, bleed {:g} mm, {}, {}; {} to {} pages by {}, cover {}; ink {} %\n", "",
                   in_words(printer.level), printer.bleed.in_mm(),
                   printer.marks == PrinterProfile::Marks::All ? "marks" : "no marks", papers_of(printer),
                   printer.least_pages, printer.most_pages, printer.multiple,
                   printer.cover == PrinterProfile::Cover::Apart ? "apart" : "counted", printer.most_ink);
    }
    for (const std::string& broken : printers.broken) fmt::print(stderr, "inbeeld: {}\n", broken);
    if (!printers.broken.empty()) invocation.outcome = catalogue::Outcome::PartlyRefused;
}

}  // namespace

void add_printers_command(CLI::App& app, catalogue::Invocation& invocation) {
    app.add_subcommand("printers", "List the printers whose wishes are known (templates/printers)")
        ->callback([&invocation] { list_printers(invocation); });
}

}  // namespace render
