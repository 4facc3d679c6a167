#pragma once

#include "catalogue/database/sqlite.hpp"

#include <string>
#include <utility>
#include <vector>

namespace catalogue {

/// The one sanctioned way to take anything out of the consent log: within the transaction that erases. When
/// it fails, the triggers come back with everything else.
class OpenedLog {
 public:
    explicit OpenedLog(database::Connection& connection) : connection_(connection) {
        auto triggers = connection.prepare(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'consent_event'");
        while (triggers.next()) triggers_.emplace_back(triggers.text(0), triggers.text(1));
        for (const auto& [name, sql] : triggers_) connection_.run("DROP TRIGGER " + name);
    }
    void close() {
        for (const auto& [name, sql] : triggers_) connection_.run(sql);
    }

 private:
    database::Connection& connection_;
    std::vector<std::pair<std::string, std::string>> triggers_;
};

}  // namespace catalogue
