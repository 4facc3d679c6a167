#pragma once

#include "catalogue/day.hpp"

#include <filesystem>
#include <functional>

namespace CLI {
class App;
}

namespace catalogue {

/// How the program ended, as its exit code (0: all done).
enum class Outcome { Done = 0, PartlyRefused = 1, Usage = 2, CouldNotWork = 3 };

/// What every subcommand shares. `main` fills it in; nothing below main asks the clock.
struct Invocation {
    std::filesystem::path library;
    std::function<Day()> today;           // --at DATE, or the day it is
    std::function<std::string()> moment;  // ISO 8601 local date-time, of the same day as today()
    bool day_is_fixed = false;            // --at was given
    Outcome outcome = Outcome::Done;
};

/// course, consent: see `inbeeld --help`.
void add_commands(CLI::App& app, Invocation& invocation);

}  // namespace catalogue
