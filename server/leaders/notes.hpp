#pragma once

#include "server/leaders/visit.hpp"

#include <string>
#include <string_view>
#include <vector>

/// What was done, as it is kept with its step: not in a language, but as the words' key with what fills them,
/// so that every leader reads it in their own.
namespace server::leaders {

/// To be kept. with: names and the like, or again what is noted.
std::string noted(std::string_view key, const std::vector<std::string>& with = {});

/// The same as a sentence for who visits. What was kept as a sentence, by an older version, stays as it is.
std::string read_note(const Visit& visit, std::string_view note);

}  // namespace server::leaders
