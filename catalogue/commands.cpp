#include "catalogue/catalogue.hpp"

namespace catalogue {

void add_commands(CLI::App& /*app*/, Invocation& /*invocation*/) {}

}  // namespace catalogue
