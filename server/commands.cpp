#include "server/screens/commands.hpp"

#include "catalogue/catalogue.hpp"
#include "render/render.hpp"
#include "server/door.hpp"
#include "server/http_server.hpp"
#include "server/leaders/account_commands.hpp"
#include "server/server.hpp"
#include "server/site.hpp"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

namespace server {

namespace {

std::filesystem::path templates_folder() {
    if (const char* named = std::getenv("INBEELD_TEMPLATES")) return named;
    if (std::filesystem::exists(INBEELD_TEMPLATES_SOURCE)) return INBEELD_TEMPLATES_SOURCE;
    return INBEELD_TEMPLATES_INSTALLED;
}

// Blocked before any thread starts, so that they wait for whoever asks for them.
sigset_t stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return signals;
}

void print_addresses(const catalogue::Invocation& invocation, const std::string& base) {
    fmt::print(
        "Shown as of {}{}.\n", to_string(invocation.today()),
        invocation.day_is_fixed ? " (--at), whatever day it is" : ", and every day after as of that day");
    fmt::print("  gallery  {}/\n  booklet  {}/boekje\n", base, base);
    fmt::print("  screens  inbeeld screens list, and inbeeld screens add for a new one\n");
    fmt::print("Ctrl-C stops.\n");
    std::fflush(stdout);
}

void serve(const catalogue::Invocation& invocation, const std::string& listen, const DoorSettings& door) {
    const sigset_t signals = stop_signals();
    make_library_if_missing(invocation.library);
    const LeadersDoor leaders(invocation, templates_folder() / "leaders", listen, door);
    Site site({invocation.library, templates_folder() / "site", invocation.today, render::make_booklet_pdf});
    HttpServer server(listen, site.answers());
    print_addresses(invocation, "http://" + server.address());
    int received = 0;
    sigwait(&signals, &received);
    fmt::print("Stopping.\n");
    site.stop();
    server.stop();
}

}  // namespace

void add_commands(CLI::App& app, catalogue::Invocation& invocation) {
    add_screen_commands(app, invocation);
    auto* command = app.add_subcommand("serve", "Show the gallery and the screens until stopped");
    auto listen = std::make_shared<std::string>("127.0.0.1:8080");  // owned by the option and by the callback
    command->add_option("--listen", *listen, "ADDRESS:PORT to listen on; port 0 takes a free one")
        ->capture_default_str();
    const auto door = add_door_options(*command);
    command->callback([&invocation, listen, door] { serve(invocation, *listen, *door); });
    leaders::add_account_commands(app, invocation);
}

}  // namespace server
