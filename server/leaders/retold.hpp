#pragma once

#include "server/leaders/visit.hpp"

#include <span>
#include <string>
#include <string_view>

namespace server::leaders {

/// A sentence that the program says in Dutch, in the language of the page. `keys` name the words that it may
/// be made of, with {} for what differs; a kind of paper in it gets its name. Unchanged when none of them
/// fits.
std::string retold(const Visit& visit, std::string_view sentence, std::span<const char* const> keys);

}  // namespace server::leaders
