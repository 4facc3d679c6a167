#pragma once

#include "ingest/scrub.hpp"

#include <vector>

namespace ingest {

enum class Form { Lines, Json };

/// Tells on standard output what became of each file.
void say(const std::vector<Scrubbed>& results, Form form);

}  // namespace ingest
