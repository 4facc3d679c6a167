#include "catalogue/catalogue.hpp"
#include "render/render.hpp"
#include "server/answer.hpp"
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
    const auto catalogue = catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadOnly);
    const auto practices = practices_of(catalogue);
    fmt::print(
        "Shown as of {}{}.\n", to_string(invocation.today()),
        invocation.day_is_fixed ? " (--at), whatever day it is" : ", and every day after as of that day");
    fmt::print("  gallery  {}/\n  booklet  {}/boekje\n", base, base);
    for (const catalogue::Practice& practice : practices) {
        if (!practice.has_screen) continue;
        fmt::print("  screen   {}/scherm/{}  {}\n", base, catalogue.screen_address(practice.id),
                   practice.organisation);
    }
    fmt::print("Ctrl-C stops.\n");
    std::fflush(stdout);
}

void serve(const catalogue::Invocation& invocation, const std::string& listen, const DoorSettings& door) {
    const sigset_t signals = stop_signals();
    make_library_if_missing(invocation.library);
    const LeadersDoor leaders(invocation, templates_folder() / "leaders", listen, door);
    const Site site(
        {invocation.library, templates_folder() / "site", invocation.today, render::make_booklet_pdf});
    HttpServer server(listen, {[&site](const Request& request) { return site.answer(request); },
                               [&site](int status) { return site.refusal(status); }});
    print_addresses(invocation, "http://" + server.address());
    int received = 0;
    sigwait(&signals, &received);
    fmt::print("Stopping.\n");
    server.stop();
}

}  // namespace

void add_commands(CLI::App& app, catalogue::Invocation& invocation) {
    auto* command = app.add_subcommand("serve", "Show the gallery and the screens until stopped");
    auto listen = std::make_shared<std::string>("127.0.0.1:8080");  // owned by the option and by the callback
    command->add_option("--listen", *listen, "ADDRESS:PORT to listen on; port 0 takes a free one")
        ->capture_default_str();
    const auto door = add_door_options(*command);
    command->callback([&invocation, listen, door] { serve(invocation, *listen, *door); });
    leaders::add_account_commands(app, invocation);
}

}  // namespace server
