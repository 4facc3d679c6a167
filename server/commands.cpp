#include "server/screens/commands.hpp"

#include "catalogue/catalogue.hpp"
#include "server/archive_commands.hpp"
#include "server/backup_commands.hpp"
#include "server/certificate.hpp"
#include "server/door.hpp"
#include "server/encryption.hpp"
#include "server/http_server.hpp"
#include "server/leaders/account_commands.hpp"
#include "server/limits.hpp"
#include "server/picture_maker.hpp"
#include "server/prepare.hpp"
#include "server/rounds.hpp"
#include "server/server.hpp"
#include "server/site.hpp"

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <malloc.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

namespace server {

namespace {

std::filesystem::path templates_folder() {
    if (const char* named = std::getenv("INBEELD_TEMPLATES")) return named;
    if (std::filesystem::exists(INBEELD_TEMPLATES_SOURCE)) return INBEELD_TEMPLATES_SOURCE;
    // Beside the program, wherever a package has put both.
    std::error_code error;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
    const std::filesystem::path beside = program.parent_path().parent_path() / "share/inbeeld/templates";
    return std::filesystem::exists(beside, error) ? beside : INBEELD_TEMPLATES_INSTALLED;
}

// Once installed they lie among the other assets.
std::filesystem::path browser_packages() {
    return std::filesystem::exists(INBEELD_BROWSER_PACKAGES) ? INBEELD_BROWSER_PACKAGES : "";
}

// Blocked before any thread starts, so that they wait for whoever asks for them.
sigset_t stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return signals;
}

// Each thread would get room of its own from the memory, and keep what it once needed. What is large is asked
// of the system and given back to it, also after something larger was (mallopt(3)).
void be_modest() {
    mallopt(M_ARENA_MAX, 2);
    mallopt(M_MMAP_THRESHOLD, 256 * 1024);
    mallopt(M_TRIM_THRESHOLD, 1024 * 1024);
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

// SIGHUP has the certificate read again. Without one it is an end, when there is a terminal that can hang up.
void wait_for_the_end(const sigset_t& signals, Certificate* certificate) {
    const bool at_a_terminal = ::isatty(STDIN_FILENO) == 1;
    for (;;) {
        int received = 0;
        sigwait(&signals, &received);
        if (received != SIGHUP || (!certificate && at_a_terminal)) return;
        if (certificate) certificate->renew();
    }
}

struct Public {
    std::string listen = "127.0.0.1:8080";
    std::string address;
    bool listed = false;
};

// The time, moved to the day that was asked for with --at.
std::function<std::chrono::system_clock::time_point()> clock_of(const catalogue::Invocation& invocation) {
    const auto begun = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    const auto moved =
        invocation.day_is_fixed ? invocation.today().since_epoch - begun : std::chrono::days{0};
    return [moved] { return std::chrono::system_clock::now() + moved; };
}

// A page cannot be ended between, and takes long on a busy machine. What is not finished is not there: it is
// made beside its place, and made again.
void leave_anyway_after(std::chrono::seconds patience) {
    std::thread([patience] {
        std::this_thread::sleep_for(patience);
        std::_Exit(0);
    }).detach();
}

void serve(const catalogue::Invocation& invocation, const Public& open, const DoorSettings& door) {
    const std::string& listen = open.listen;
    const sigset_t signals = stop_signals();
    be_modest();
    make_library_if_missing(invocation.library);
    const std::unique_ptr<Certificate> certificate = certificate_of(door);
    const Encryption encryption{certificate.get(), strict_host_of(open.address)};
    const LeadersDoor leaders(invocation, templates_folder() / "leaders", listen, door, encryption);
    std::atomic<bool> leaving = false;
    SiteSettings settings{invocation.library, templates_folder() / "site", invocation.today,
                          edition_beside(invocation, [&leaving] { return !leaving; })};
    settings.clock = clock_of(invocation);
    settings.browser_packages = browser_packages();
    settings.address = open.address;
    settings.listed = open.listed;
    Site site(settings);
    PictureMaker pictures([&site] { return site.now(); },
                          [&](const GoesOn& goes_on) {
                              site.let_go_of_older_answers();
                              prepare_pictures_beside(invocation, goes_on);
                          });
    const Rounds rounds(std::chrono::seconds(5), {[&leaders] {
                                                      if (leaders.let_go_of_unused()) malloc_trim(0);
                                                  },
                                                  [&certificate] {
                                                      if (certificate) certificate->look_again();
                                                  }});
    Limits limits;
    limits.proxied = door.proxied;
    HttpServer server(listen, site.answers(), limits, encryption);
    if (open.address.empty() && (door.https || door.proxied)) {
        spdlog::warn(
            "links to the site are guessed: say how people reach it, with --address https://... or address "
            "in "
            "the settings");
    }
    print_addresses(invocation, (certificate ? "https://" : "http://") + server.address());
    wait_for_the_end(signals, certificate.get());
    fmt::print("Stopping.\n");
    std::fflush(stdout);
    leave_anyway_after(std::chrono::seconds(5));
    pictures.stop();
    leaving = true;  // a booklet that somebody asks for just then takes half a minute
    site.stop();
    server.stop();
}

}  // namespace

void add_commands(CLI::App& app, catalogue::Invocation& invocation) {
    add_screen_commands(app, invocation);
    add_archive_commands(app, invocation);
    add_backup_commands(app, invocation);
    add_prepare_command(app, invocation);
    auto* command = app.add_subcommand("serve", "Show the gallery and the screens until stopped");
    auto open = std::make_shared<Public>();  // owned by the options and by the callback
    command->add_option("--listen", open->listen, "ADDRESS:PORT to listen on; port 0 takes a free one")
        ->capture_default_str();
    command->add_option("--address", open->address,
                        "Where people find the site: https://foto.example.org (for share cards)");
    command->add_flag("--listed", open->listed, "Search engines may find the gallery");
    const auto door = add_door_options(*command);
    command->callback([&invocation, open, door] {
        door->site = open->address;
        serve(invocation, *open, *door);
    });
    leaders::add_account_commands(app, invocation);
}

}  // namespace server
