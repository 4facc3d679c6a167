#pragma once

#include "catalogue/catalogue.hpp"

namespace CLI {
class App;
}

namespace ingest {

/// card prepare, card wipe.
void add_card_commands(CLI::App& app, catalogue::Invocation& invocation);

}  // namespace ingest
