#pragma once

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/jobs.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// What the program makes for the leaders while they go on working.
namespace server::leaders {

/// The PDFs and archives that a job made.
std::vector<std::filesystem::path> files_of(const Visit& visit, std::int64_t job);

/// What may be printed now, looked up once for a page. A file that somebody withdrew from since it was made
/// is not handed out any more: it would be printed.
class StillFine {
 public:
    explicit StillFine(const Visit& visit);

    bool is(const std::filesystem::path& file) const;
    /// "foto p01 van Ria" for a poster, the file's name for everything else.
    std::string label_of(const Visit& visit, const std::filesystem::path& file) const;

 private:
    bool may_be_shown(const catalogue::Output& output) const;
    bool may_be_seen(const catalogue::Output::Item& item, const std::string& channel) const;
    bool may_be_read(const catalogue::TextId& text, const std::string& channel) const;

    const catalogue::World& world_;
    catalogue::Day today_;
    catalogue::Ledger ledger_;
};

bool is_over(const catalogue::Job& job);

/// A job as a line: what, when, by whom, how it stands, its files and what was refused.
Fields line_of(const Visit& visit, const catalogue::Job& job, const StillFine& fine);

/// Puts a job on the list; "{job}" in its arguments becomes its number.
std::int64_t ask_for_job(const Visit& visit, const std::string& kind, std::vector<std::string> arguments);

}  // namespace server::leaders
