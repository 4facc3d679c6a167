#include "catalogue/catalogue.hpp"
#include "render/commands.hpp"
#include "render/pdf/pdf.hpp"
#include "render/preflight/finding.hpp"
#include "render/preflight/preflight.hpp"
#include "render/preflight/told_findings.hpp"
#include "render/press/press.hpp"
#include "render/preview.hpp"
#include "render/template_file.hpp"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace render {

namespace {

struct Order {
    std::filesystem::path file;
    PressOrder press;
    std::filesystem::path heat_maps;
    bool json = false;
    bool dutch = false;
};

nlohmann::json as_json(const Finding& finding) {
    nlohmann::json json{{"rule", finding.rule},
                        {"severity", finding.severity == Severity::Error ? "error" : "warning"},
                        {"nl", finding.dutch},
                        {"en", finding.english}};
    if (finding.page > 0) json["page"] = finding.page;
    if (finding.place) json["mm"] = {finding.place->x_mm, finding.place->y_mm};
    return json;
}

void print_json(const PreflightReport& report) {
    nlohmann::json json{{"passes", report.passes()},
                        {"pages", report.pages},
                        {"level", in_words(report.level)},
                        {"most_ink", {{"percent", report.most_ink}, {"page", report.inkiest_page}}},
                        {"not_measured", report.not_measured},
                        {"findings", nlohmann::json::array()}};
    for (const Finding& finding : report.findings) json["findings"].push_back(as_json(finding));
    fmt::print("{}\n", json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

void print_text(const Order& order, const PreflightReport& report) {
    for (const std::string& sentence :
         in_words(report.findings, order.dutch ? Tongue::Dutch : Tongue::English)) {
        fmt::print("{}\n", sentence);
    }
    fmt::print("{}: {} pages, {}, {} % ink at most{}: {}.\n", order.file.string(), report.pages,
               in_words(report.level), report.most_ink,
               report.inkiest_page > 0 ? fmt::format(" (page {})", report.inkiest_page) : "",
               report.passes() ? "ready for the printer" : "not ready");
    std::string left_out;
    for (const auto& [what, times] : report.not_measured) left_out += (left_out.empty() ? "" : ", ") + what;
    if (!left_out.empty()) fmt::print("Not in the measured ink: {}.\n", left_out);
}

void run(const Order& order, catalogue::Invocation& invocation) {
    PreflightOrder wanted{press_of(order.press, templates_folder()), {}, {}};
    if (!order.heat_maps.empty()) {
        make_folder(order.heat_maps);
        wanted.heat_maps = order.heat_maps;
    }
    const PreflightReport report = preflight(order.file, wanted);
    if (order.json) {
        print_json(report);
    } else {
        print_text(order, report);
    }
    if (!report.passes()) invocation.outcome = catalogue::Outcome::PartlyRefused;
}

}  // namespace

void add_preflight_command(CLI::App& app, catalogue::Invocation& invocation) {
    auto order = std::make_shared<Order>();  // owned by the options and the callback
    CLI::App* command = app.add_subcommand("preflight", "Look at a PDF as a printer's intake does");
    command->add_option("file", order->file, "The PDF to look at")->required();
    add_press_options(*command, order->press);
    command->add_flag("--json", order->json, "Print what was found as JSON");
    command->add_flag("--dutch", order->dutch, "Say it in Dutch");
    command->add_option("--heat-maps", order->heat_maps, "Folder for pictures of the ink on each page (PNG)");
    command->callback([order, &invocation] { run(*order, invocation); });
}

}  // namespace render
