#pragma once

#include "catalogue/catalogue.hpp"

namespace CLI {
class App;
}

namespace ingest {

void add_ingest(CLI::App& app, catalogue::Invocation& invocation);

/// Opens the library for long work, in which others come in between, and clears away what an interrupted run
/// left.
catalogue::Catalogue open_for_writing(const catalogue::Invocation& invocation);

}  // namespace ingest
