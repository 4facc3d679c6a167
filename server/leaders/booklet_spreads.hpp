#pragma once

#include "catalogue/desk.hpp"
#include "render/booklet_preview.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <memory>
#include <vector>

namespace server::leaders {

/// Of what the booklet's page shows and changes.
const std::vector<catalogue::RecordName>& booklet_records();

/// The booklet as it would be printed today; null when it cannot be laid out, which is in the log.
std::shared_ptr<const render::BookletPreview> booklet_of(const Visit& visit);

/// The booklet's pages as they lie open, for the part "spreads": what is on them, what may not be, and what
/// can be moved there.
void put_spreads(const Visit& visit, Fields& fields);

}  // namespace server::leaders
