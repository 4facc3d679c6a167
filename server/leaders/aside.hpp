#pragma once

#include "catalogue/jobs.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

/// Photos of cards that are from before the camera was lent: nobody sees them until somebody says whose they
/// are.
namespace server::leaders {

/// Whether that is a job with such photos.
bool is_of_aside(const catalogue::Job& job);

/// How many there are, by card.
void put_aside(const Visit& visit, Fields& fields);

}  // namespace server::leaders
