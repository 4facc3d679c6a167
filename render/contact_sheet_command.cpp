#include "catalogue/catalogue.hpp"
#include "render/commands.hpp"
#include "render/contact_sheet.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pictograms.hpp"
#include "render/preview.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace render {

namespace {

struct ContactSheetOrder {
    std::string person;
    std::string design;
    std::filesystem::path file;
    std::filesystem::path previews;
};

catalogue::Outcome make_contact_sheet(const ContactSheetOrder& order,
                                      const catalogue::Invocation& invocation) {
    const auto catalogue = catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadOnly);
    const catalogue::Day today = invocation.today();
    const catalogue::ProofSheet sheet = catalogue.proof_sheet({order.person}, today);
    for (const catalogue::PhotoId& photo : sheet.not_in_yet) {
        fmt::print(stderr, "inbeeld: {}: its picture is not in the library yet, so it is not on the sheet.\n",
                   photo.value);
    }
    if (sheet.photos.empty()) {
        throw catalogue::CannotWork(fmt::format(
            "There is no photo that is certainly of {}, so there is nothing to choose from.", order.person));
    }
    const Typesetter typesetter;
    const ContactSheetTemplate look = read_contact_sheet_template(template_in("contact-sheet", order.design));
    const Pictograms pictograms(templates_folder() / "pictograms.toml");
    const Publication paper = lay_out_contact_sheet({look, typesetter, pictograms, today}, sheet);
    write_pdf(paper, order.file, {Edition::Screen, invocation.moment(), {}});
    if (!order.previews.empty()) {
        make_folder(order.previews);
        paint_previews(paper, order.previews, "contact-sheet");
    }
    fmt::print("The contact sheet has {} pages with {} photos and is in {}. It is for {} alone.\n",
               paper.pages.size(), sheet.photos.size(), order.file.string(), order.person);
    return sheet.not_in_yet.empty() ? catalogue::Outcome::Done : catalogue::Outcome::PartlyRefused;
}

}  // namespace

void add_contact_sheet_command(CLI::App& app, catalogue::Invocation& invocation) {
    auto order = std::make_shared<ContactSheetOrder>();  // owned by the options and the callback
    CLI::App* command = app.add_subcommand(
        "contact-sheet", "Make one participant's photos in small, numbered, to choose from (A4, PDF)");
    command->add_option("--person", order->person, "Whose")->required()->type_name("ID");
    command->add_option("-o,--output", order->file, "File to write")->required()->type_name("FILE.pdf");
    command->add_option("--design", order->design,
                        "Another design than the usual on A4: a3, one sheet for 24 photos");
    command->add_option("--preview", order->previews, "Folder for previews (PNG)");
    command->callback([order, &invocation] { invocation.outcome = make_contact_sheet(*order, invocation); });
}

}  // namespace render
