#pragma once

#include "catalogue/invocation.hpp"

namespace catalogue {

/// consent matrix, texts, grant, deny, withdraw.
void add_consent_commands(CLI::App& app, Invocation& invocation);

}  // namespace catalogue
