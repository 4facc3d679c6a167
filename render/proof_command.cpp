#include "catalogue/catalogue.hpp"
#include "render/commands.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pictograms.hpp"
#include "render/preview.hpp"
#include "render/proof.hpp"
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

struct ProofOrder {
    std::string person;
    std::filesystem::path file;
    std::filesystem::path previews;
};

catalogue::Outcome make_proof(const ProofOrder& order, const catalogue::Invocation& invocation) {
    const auto catalogue = catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadOnly);
    const catalogue::Day today = invocation.today();
    const catalogue::ProofSheet sheet = catalogue.proof_sheet({order.person}, today);
    for (const catalogue::PhotoId& photo : sheet.not_in_yet) {
        fmt::print(stderr, "inbeeld: {}: its picture is not in the library yet, so it is not in the proof.\n",
                   photo.value);
    }
    if (sheet.photos.empty() && sheet.texts.empty()) {
        throw catalogue::CannotWork(fmt::format(
            "There is nothing of {} to show: no photo that is certainly theirs, and no text.", order.person));
    }
    const Typesetter typesetter;
    const ProofTemplate look = read_proof_template(templates_folder() / "proof.toml");
    const Pictograms pictograms(templates_folder() / "pictograms.toml");
    const catalogue::Course course = catalogue.course();
    const Publication proof = lay_out_proof({look, typesetter, pictograms, course, today}, sheet);
    write_pdf(proof, order.file, {Edition::Screen, invocation.moment(), {}});
    if (!order.previews.empty()) {
        make_folder(order.previews);
        paint_previews(proof, order.previews, "proof");
    }
    fmt::print("The proof has {} pages with {} photos and is in {}. It is for {} alone.\n",
               proof.pages.size(), sheet.photos.size(), order.file.string(), order.person);
    return sheet.not_in_yet.empty() ? catalogue::Outcome::Done : catalogue::Outcome::PartlyRefused;
}

}  // namespace

void add_proof_command(CLI::App& app, catalogue::Invocation& invocation) {
    auto order = std::make_shared<ProofOrder>();  // owned by the options and the callback
    CLI::App* command = app.add_subcommand(
        "proof",
        "Make one participant's proof: their photos and words with what they said, to sign (A4, PDF)");
    command->add_option("--person", order->person, "Whose")->required()->type_name("ID");
    command->add_option("-o,--output", order->file, "File to write")->required()->type_name("FILE.pdf");
    command->add_option("--preview", order->previews, "Folder for previews (PNG)");
    command->callback([order, &invocation] { invocation.outcome = make_proof(*order, invocation); });
}

}  // namespace render
