#include "catalogue/catalogue.hpp"
#include "render/commands.hpp"
#include "render/consent_form.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pictograms.hpp"
#include "render/preview.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <filesystem>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace render {

namespace {

struct ConsentFormOrder {
    std::filesystem::path file;
    std::filesystem::path previews;
    std::string language = "nl";
    SlipNumbers slips;
};

void make_consent_form(const ConsentFormOrder& order, const catalogue::Invocation& invocation) {
    const auto catalogue = catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadOnly);
    const catalogue::Course course = catalogue.course();
    const ConsentFormTemplate look = read_consent_form_template(templates_folder(), order.language);
    const Typesetter typesetter;
    const Pictograms pictograms(templates_folder() / "pictograms.toml");
    const Publication form =
        lay_out_consent_form({look, typesetter, pictograms, course, invocation.today()}, order.slips);
    write_pdf(form, order.file, {Edition::Screen, invocation.moment(), {}});
    if (!order.previews.empty()) {
        make_folder(order.previews);
        paint_previews(form, order.previews, "consent-form");
    }
    fmt::print("The consent form, {} pages with {} portrait slips, is in {}.\n", form.pages.size(),
               order.slips.count, order.file.string());
}

}  // namespace

void add_consent_form_command(CLI::App& app, catalogue::Invocation& invocation) {
    auto order = std::make_shared<ConsentFormOrder>();  // owned by the options and the callback
    CLI::App* command = app.add_subcommand(
        "consent-form", "Make the form on which people say what may be shown, and portrait slips (A4, PDF)");
    command->add_option("-o,--output", order->file, "File to write")->required()->type_name("FILE.pdf");
    command->add_option("--language", order->language, "Language of the form (BCP 47)")
        ->capture_default_str();
    constexpr int most_slips = 200;
    command->add_option("--slips", order->slips.count, "How many portrait slips")
        ->check(CLI::Range(0, most_slips))
        ->capture_default_str();
    command->add_option("--first-slip", order->slips.first, "Number of the first portrait slip")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
    command->add_option("--preview", order->previews, "Folder for previews (PNG)");
    command->callback([order, &invocation] { make_consent_form(*order, invocation); });
}

}  // namespace render
