#include "server/archive_commands.hpp"

#include "catalogue/catalogue.hpp"
#include "server/archive_export.hpp"

#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

namespace server {

void add_archive_commands(CLI::App& app, catalogue::Invocation& invocation) {
    auto* archive = app.add_subcommand("archive", "Hand photos over to an archive");
    archive->require_subcommand(1);
    auto* hand_over = archive->add_subcommand(
        "export",
        "What may be kept for later, as a folder with a IIIF manifest; nothing of it is served here");
    auto order = std::make_shared<ArchiveOrder>();  // owned by the options and by the callback
    hand_over->add_option("FOLDER", order->folder, "A folder that is not there yet")->required();
    hand_over->add_option("--address", order->address, "Where the archive will have it: https://…")
        ->required();
    hand_over->callback([&invocation, order] {
        const Archived made = export_archive(invocation, *order);
        fmt::print("{} photos are in {}  {}\n", made.photos, order->folder.string(), made.output);
    });
}

}  // namespace server
