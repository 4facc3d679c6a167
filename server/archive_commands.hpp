#pragma once

#include "catalogue/catalogue.hpp"

namespace CLI {
class App;
}

namespace server {

/// archive: see `inbeeld --help`.
void add_archive_commands(CLI::App& app, catalogue::Invocation& invocation);

}  // namespace server
