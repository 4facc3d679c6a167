#pragma once

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/leaders/languages.hpp"
#include "server/leaders/visit.hpp"
#include "server/screens/receipts.hpp"

#include <string>
#include <vector>

/// What the catalogue knows as codes, in the language of the page. In Dutch it reads as the program itself
/// says it (catalogue/dutch_reasons.hpp).
namespace server::leaders {

/// "Ria is gestopt op 2 juli 2026."
std::string reason_said(const Language& language, const catalogue::World& world,
                        const catalogue::Reason& reason);

/// "scherm wachtkamer"
std::string channel_said(const Language& language, catalogue::Channel channel);

/// What was printed: a kind and a title, "poster De hond van de buren"; or as the course file says it.
std::string printed_said(const Language& language, const catalogue::PrintedRun& run);

/// Why the photo may not be shown there today, all of it. Empty when it may.
std::string why_not(const Visit& visit, const catalogue::Photo& photo, catalogue::Channel channel);

/// What is to be done about something that may not hang or play any more, and why.
std::string to_do(const Visit& visit, const catalogue::RetractTask& task);
std::string why_gone(const Visit& visit, const catalogue::RetractTask& task);

/// "Foto p09 mag dan niet meer te zien zijn. De toestemming van Oksana liep tot en met 31 december 2026."
std::string ending_said(const Visit& visit, const catalogue::AgendaItem& item);

/// "Op 4 van 5 schermen weg; De Linde: nooit gezien, uit zichzelf leeg op donderdag 2 juli om 16:00."
std::string receipt_said(const Language& language, const Receipt& receipt);

}  // namespace server::leaders
