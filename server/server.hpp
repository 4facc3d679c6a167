#pragma once

#include "catalogue/catalogue.hpp"

namespace CLI {
class App;
}

namespace server {

/// serve: see `inbeeld serve --help`.
void add_commands(CLI::App& app, catalogue::Invocation& invocation);

}  // namespace server
