#pragma once

#include "catalogue/catalogue.hpp"

namespace CLI {
class App;
}

namespace server {

/// backup, restore.
void add_backup_commands(CLI::App& app, catalogue::Invocation& invocation);

}  // namespace server
