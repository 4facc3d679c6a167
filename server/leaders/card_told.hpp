#pragma once

#include "catalogue/jobs.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

/// What reading a card told, for who stands beside the reader: how far it is, what came in and of whom.
namespace server::leaders {

/// Adds it to the line of a job that reads a card.
void put_card_told(const Visit& visit, const catalogue::Job& job, Fields& line);

/// Whether every photo of that card is in, by the last time that it was read.
bool may_be_wiped(const Visit& visit, const std::string& path);

}  // namespace server::leaders
