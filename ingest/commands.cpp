#include "ingest/ingest.hpp"

namespace ingest {

void add_commands(CLI::App& /*app*/, catalogue::Invocation& /*invocation*/) {}

}  // namespace ingest
