#pragma once

#include "catalogue/database/sqlite.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// All records of a course as they are at one moment, and how to put them back.
namespace catalogue {

/// By list ("photos"; "part" for what has no table of its own) and id.
using Records = std::map<std::pair<std::string, std::string>, std::string>;

/// All but the answers in the log, which are only ever added: a course has tens of thousands of them.
Records read_all_records(database::Connection& connection);
/// One of them; empty when it is not there.
std::optional<std::string> read_record(database::Connection& connection, const std::string& list,
                                       const std::string& id);

/// One record that changed; before or after is empty when it was not there.
struct ChangedRecord {
    std::string list;
    std::string id;
    std::optional<std::string> before;
    std::optional<std::string> after;
};

std::vector<ChangedRecord> difference(const Records& before, const Records& after);

/// Where the log of answers ends now, and what was added to it behind there.
std::int64_t end_of_answers(database::Connection& connection);
std::vector<ChangedRecord> answers_behind(database::Connection& connection, std::int64_t end);

/// Puts a record as it was before. Within a transaction. Consent events are left alone.
void put_back(database::Connection& connection, const ChangedRecord& record);

}  // namespace catalogue
