#pragma once

#include "catalogue/desk.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <vector>

namespace server::leaders {

/// Whether it is the photo as it was taken.
bool is_original(const catalogue::PhotoVersion& version);

/// Whether somebody changed the photo and the maker has not said yes or no to it.
bool waits_for_maker(const catalogue::PhotoVersion& version);

/// The versions of a photo, for its page: {version_id, kind, word, has_image, can_yes, can_no, in_use,
/// on_view}. `on_view` is the one that the page shows large.
std::vector<Fields> versions_of(const Visit& visit, const catalogue::Photo& photo,
                                const catalogue::VersionId& on_view);

}  // namespace server::leaders
