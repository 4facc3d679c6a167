#pragma once

#include "catalogue/catalogue.hpp"

namespace CLI {
class App;
}

namespace server::leaders {

/// account add, list, close, link.
void add_account_commands(CLI::App& app, catalogue::Invocation& invocation);

}  // namespace server::leaders
