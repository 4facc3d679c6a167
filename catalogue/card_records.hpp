#pragma once

#include "catalogue/course_file/json.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/identifiers.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Cards and loans as records: parts of the course file to which commands add.
namespace catalogue {

/// The key of the course file under which the hashes of earlier owners' files are kept, by card.
inline constexpr std::string_view earlier_owner_files = "earlier_owner_files";

/// What is to be kept under a key of a course file that comes in: for `cards`, `loans` and
/// `earlier_owner_files` with what the library has added to it; any other value as it is.
course_file::Json with_cards_and_loans_kept(const database::Connection& connection, std::string_view key,
                                            const course_file::Json& incoming);

/// Writes down files that a previous owner left on a card, by SHA-256. Within a transaction, before
/// index_cards.
void keep_earlier_files(database::Connection& connection, const CardId& card,
                        const std::vector<std::string>& files);

/// Fills the tables by which cards are looked up. Within a transaction.
void index_cards(database::Connection& connection);

/// A number as it is looked up, however somebody typed it: capitals only, no dashes, O read as 0 and I and L
/// as 1.
std::string as_looked_up(std::string_view number);

}  // namespace catalogue
