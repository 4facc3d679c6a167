#include "server/backup_commands.hpp"

#include "catalogue/backup.hpp"
#include "catalogue/catalogue.hpp"

#include <filesystem>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

namespace server {

namespace {

void back_up(const catalogue::Invocation& invocation, const std::filesystem::path& folder) {
    const auto report = catalogue::back_up(invocation.library, folder);
    fmt::print("{} files are in {}: {} new or changed, {} removed. Keep it encrypted and in another house.\n",
               report.files, folder.string(), report.copied, report.removed);
}

void restore(const catalogue::Invocation& invocation, const std::filesystem::path& folder) {
    const auto report = catalogue::restore(folder, invocation.library);
    fmt::print("{} files were read back and are whole. Now: inbeeld renditions, and inbeeld verify.\n",
               report.files);
}

}  // namespace

void add_backup_commands(CLI::App& app, catalogue::Invocation& invocation) {
    auto* backup =
        app.add_subcommand("backup", "Bring a backup of the library up to date, also while it is used");
    auto to = std::make_shared<std::filesystem::path>();  // owned by the option and by the callback
    backup->add_option("FOLDER", *to, "Where the backup lies, on another disk")->required();
    backup->callback([&invocation, to] { back_up(invocation, *to); });

    auto* put_back = app.add_subcommand("restore", "Make a library of a backup, where there is none");
    auto from = std::make_shared<std::filesystem::path>();
    put_back->add_option("FOLDER", *from, "The backup")->required();
    put_back->callback([&invocation, from] { restore(invocation, *from); });
}

}  // namespace server
