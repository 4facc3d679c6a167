#pragma once

#include "catalogue/catalogue.hpp"

namespace CLI {
class App;
}

namespace ingest {

/// verify
void add_verify(CLI::App& app, catalogue::Invocation& invocation);

}  // namespace ingest
