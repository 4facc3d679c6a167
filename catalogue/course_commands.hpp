#pragma once

#include "catalogue/change.hpp"
#include "catalogue/day.hpp"
#include "catalogue/invocation.hpp"

#include <string>

namespace CLI {
class App;
}

namespace catalogue {

/// Makes one change in the library of the command line; answers the id of what was made.
std::string write_down(const Invocation& invocation, const Change& change);

/// photo, depiction, issue, version.
void add_looking_commands(CLI::App& app, Invocation& invocation);
/// text.
void add_text_commands(CLI::App& app, Invocation& invocation);
/// person.
void add_person_commands(CLI::App& app, Invocation& invocation);

/// person export, person erase. After add_person_commands.
void add_rights_commands(CLI::App& app, Invocation& invocation);
/// ledger.
void add_ledger_commands(CLI::App& app, Invocation& invocation);

/// retract, agenda, hold.
void add_due_commands(CLI::App& app, Invocation& invocation);
/// The day that was typed for an option; today when nothing was. Throws CannotWork for what is no day.
Day day_or_today(const Invocation& invocation, const char* option, const std::string& text);
/// form, quote, funders.
void add_form_commands(CLI::App& app, Invocation& invocation);
/// retention.
void add_retention_command(CLI::App& app, Invocation& invocation);

}  // namespace catalogue
