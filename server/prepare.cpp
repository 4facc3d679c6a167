#include "server/prepare.hpp"

#include "catalogue/catalogue.hpp"
#include "render/render.hpp"
#include "server/booklet_edition.hpp"
#include "server/picture_maker.hpp"
#include "server/running_program.hpp"
#include "server/web_pictures.hpp"

#include <cstdio>
#include <stdexcept>
#include <string>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <sys/resource.h>

namespace server {

namespace {

constexpr auto pictures = "pictures";
constexpr auto booklet = "booklet";

// A signal ends the process as a power cut would: what is not finished is not there.
bool always() {
    return true;
}

void prepare_pictures(const catalogue::Invocation& invocation) {
    ::setpriority(PRIO_PROCESS, 0, 19);  // all others go first
    const auto catalogue = catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadOnly);
    make_web_pictures(catalogue, invocation.today(), always);
    paint_edition(catalogue, invocation.today(), render::paint_booklet_pages, always);
}

void prepare_booklet(catalogue::Invocation& invocation) {
    const auto catalogue = catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadOnly);
    try {
        make_edition(catalogue, invocation.today(), render::make_booklet_pdf);
    } catch (const catalogue::LibraryInUse& error) {
        fmt::print(stderr, "{}\n", error.what());
        invocation.outcome = catalogue::Outcome::PartlyRefused;
    }
}

// Its exit code, or -1 when it was ended. What it says goes where we say things.
int run_beside(const catalogue::Invocation& invocation, const std::string& what, const GoesOn& goes_on) {
    RunningProgram running("/proc/self/exe", {"--library", invocation.library.string(), "--at",
                                              to_string(invocation.today()), "prepare", what});
    if (!running.began()) throw std::runtime_error("no process could be begun");
    std::string said;
    while (running.listen(said)) {
        if (!goes_on()) return -1;
    }
    if (!said.empty()) fmt::print(stderr, "{}", said);
    return running.wait();
}

}  // namespace

void add_prepare_command(CLI::App& app, catalogue::Invocation& invocation) {
    auto* command = app.add_subcommand("prepare", "What serve has made by processes of their own")->group("");
    command->require_subcommand(1);
    command->add_subcommand(pictures, "Missing pictures, and the pages of the booklet")
        ->callback([&invocation] { prepare_pictures(invocation); });
    command->add_subcommand(booklet, "The booklet")->callback([&invocation] { prepare_booklet(invocation); });
}

MakeEdition edition_beside(const catalogue::Invocation& invocation, GoesOn goes_on) {
    return [&invocation, goes_on = std::move(goes_on)](const catalogue::Catalogue&, catalogue::Day) {
        const int code = run_beside(invocation, booklet, goes_on);
        if (code == static_cast<int>(catalogue::Outcome::PartlyRefused)) {
            throw catalogue::LibraryInUse("The library is in use; the booklet cannot be written down now.");
        }
        if (code != 0) throw std::runtime_error("the booklet's process did not come to its end");
    };
}

void prepare_pictures_beside(const catalogue::Invocation& invocation, const GoesOn& goes_on) {
    const int code = run_beside(invocation, pictures, goes_on);
    if (code != 0 && goes_on()) throw std::runtime_error("their process did not come to its end");
}

}  // namespace server
