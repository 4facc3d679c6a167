#pragma once

#include "catalogue/catalogue.hpp"

namespace ingest {

/// set-aside list, take, remove.
void add_set_aside(CLI::App& app, catalogue::Invocation& invocation);

}  // namespace ingest
