#include "server/server.hpp"

namespace server {

void add_commands(CLI::App& /*app*/, catalogue::Invocation& /*invocation*/) {}

}  // namespace server
