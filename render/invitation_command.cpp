#include "catalogue/catalogue.hpp"
#include "render/commands.hpp"
#include "render/invitation.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pictograms.hpp"
#include "render/preview.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <filesystem>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace render {

namespace {

struct InvitationOrder {
    std::filesystem::path file;
    std::filesystem::path previews;
};

void make_invitation(const InvitationOrder& order, const catalogue::Invocation& invocation) {
    const auto catalogue = catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadOnly);
    const Typesetter typesetter;
    const InvitationTemplate look = read_invitation_template(templates_folder() / "invitation.toml");
    const Pictograms pictograms(templates_folder() / "pictograms.toml");
    const Publication invitation = lay_out_invitation(look, typesetter, pictograms, catalogue.course());
    write_pdf(invitation, order.file, {Edition::Screen, invocation.moment(), {}});
    if (!order.previews.empty()) {
        make_folder(order.previews);
        paint_previews(invitation, order.previews, "invitation");
    }
    fmt::print("The invitation is in {}. It is the same for every referrer, and names nobody.\n",
               order.file.string());
}

}  // namespace

void add_invitation_command(CLI::App& app, catalogue::Invocation& invocation) {
    auto order = std::make_shared<InvitationOrder>();  // owned by the options and the callback
    CLI::App* command = app.add_subcommand(
        "invitation", "Make the invitation to the opening, one for all referrers (A4, PDF)");
    command->add_option("-o,--output", order->file, "File to write")->required()->type_name("FILE.pdf");
    command->add_option("--preview", order->previews, "Folder for previews (PNG)");
    command->callback([order, &invocation] { make_invitation(*order, invocation); });
}

}  // namespace render
