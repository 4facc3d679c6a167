#pragma once

#include "catalogue/channel.hpp"
#include "catalogue/identifiers.hpp"

#include <array>
#include <string>
#include <vector>

/// What staff wrote down when they weighed whether showing an unknown adult does them harm (art. 21 Aw).
namespace catalogue {

class Catalogue;

struct Weighing {
    std::string depiction;  // who on the photo
    std::vector<Purpose> purposes;
    std::string by;
    std::string reason;
    std::string on;  // ISO 8601 date; empty: not said
};

/// Of everybody on the photo for whom there is one.
std::vector<Weighing> weighings(const Catalogue& catalogue, const PhotoId& photo);

/// It does not count any more: they asked not to be shown, or somebody thinks otherwise. `catalogue` must be
/// open for writing. Throws CannotWork when nothing was weighed for them.
void take_weighing_back(const Catalogue& catalogue, const PhotoId& photo, const std::string& depiction);

/// The only purposes for which a weighing may stand in for a yes (DOMAIN §1.4, PORTRAYED).
inline constexpr std::array purposes_to_weigh = {Purpose::Class, Purpose::Exhibition, Purpose::Booklet};

}  // namespace catalogue
