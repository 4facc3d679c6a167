#pragma once

#include "catalogue/channel.hpp"
#include "catalogue/consent_rule.hpp"
#include "catalogue/world.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace catalogue {

/// Why not, for the leaders to read (DOMAIN §3.2): one sentence a reason. Names the persons concerned, so
/// never for the public.
std::vector<std::string> in_dutch(const World& world, const std::vector<Reason>& reasons);

/// How the leaders call somebody among themselves: by the name that the person goes by.
std::string name_of(const World& world, const std::optional<PersonId>& who);

/// A channel in a word or two: "scherm wachtkamer" (DOMAIN §3.1).
std::string_view in_dutch(Channel channel);

}  // namespace catalogue
