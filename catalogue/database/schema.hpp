#pragma once

#include "catalogue/database/sqlite.hpp"

namespace catalogue::database {

/// The newest version of the tables that this program knows.
int newest_schema();

/// The version of the tables in this database; 0 for an empty one.
int schema_of(const Connection& connection);

/// Brings the tables to `version` (the newest, except in tests), one migration after the other, all or none.
/// Throws CannotWork when they are newer than this program.
void migrate(Connection& connection, int version = newest_schema());

}  // namespace catalogue::database
