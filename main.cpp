#include "catalogue/catalogue.hpp"
#include "ingest/ingest.hpp"
#include "render/render.hpp"
#include "server/server.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>

#include <CLI/CLI.hpp>

namespace {

std::string local_time(const char* format) {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm local{};
    localtime_r(&now, &local);
    char text[32];
    return {text, std::strftime(text, sizeof text, format, &local)};
}

catalogue::Invocation invocation_as_of(const std::optional<catalogue::Day>& day) {
    catalogue::Invocation invocation;
    invocation.day_is_fixed = day.has_value();
    invocation.today = [day] { return day ? *day : catalogue::parse_day(local_time("%F")); };
    invocation.moment = [day] { return day ? to_string(*day) + local_time("T%T") : local_time("%FT%T"); };
    return invocation;
}

int code(catalogue::Outcome outcome) {
    return static_cast<int>(outcome);
}

// Empty, or why not: as CLI11 asks.
std::string is_day(const std::string& text) {
    try {
        catalogue::parse_day(text);
        return {};
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
}

int run(int argc, char** argv) {
    CLI::App app{"inbeeld takes a neighbourhood photography course from the SD card to the wall."};
    app.require_subcommand(1);
    app.fallthrough();
    app.set_version_flag("--version", INBEELD_VERSION);

    std::string at;
    std::optional<catalogue::Day> day;
    catalogue::Invocation invocation = invocation_as_of(day);
    const char* from_environment = std::getenv("INBEELD_LIBRARY");
    invocation.library = from_environment ? from_environment : "library";
    app.add_option("--library", invocation.library, "Folder of the library (or INBEELD_LIBRARY)")
        ->capture_default_str();
    app.add_option("--at", at, "Work as if it were this day: YYYY-MM-DD (now, if not given)")
        ->check(is_day, "")
        ->each([&](const std::string& text) {
            const auto fixed = invocation_as_of(catalogue::parse_day(text));
            invocation.today = fixed.today;
            invocation.moment = fixed.moment;
            invocation.day_is_fixed = true;
        });

    // Every key is explained in packaging/inbeeld.toml. What is typed goes before what is written there.
    app.set_config("--config", "/etc/inbeeld/inbeeld.toml", "File with settings");

    catalogue::add_commands(app, invocation);
    ingest::add_commands(app, invocation);
    render::add_commands(app, invocation);
    server::add_commands(app, invocation);

    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& help) {
        return app.exit(help);
    } catch (const CLI::ParseError& error) {
        app.exit(error);
        return code(catalogue::Outcome::Usage);
    }
    return code(invocation.outcome);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "inbeeld: %s\n", error.what());
        return code(catalogue::Outcome::CouldNotWork);
    }
}
