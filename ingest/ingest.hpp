#pragma once

#include "catalogue/catalogue.hpp"

namespace CLI {
class App;
}

namespace ingest {

void add_commands(CLI::App& app, catalogue::Invocation& invocation);

}  // namespace ingest
