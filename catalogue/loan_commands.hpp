#pragma once

#include "catalogue/invocation.hpp"

namespace catalogue {

/// loan add, end, list.
void add_loan_commands(CLI::App& app, Invocation& invocation);

}  // namespace catalogue
