#pragma once

#include "catalogue/catalogue.hpp"

namespace CLI {
class App;
}

namespace server {

/// screens: see `inbeeld screens --help`.
void add_screen_commands(CLI::App& app, catalogue::Invocation& invocation);

}  // namespace server
