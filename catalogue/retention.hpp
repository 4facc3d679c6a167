#pragma once

#include "catalogue/day.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// How long things are kept (DOMAIN §1.2): what is past its time, and taking it away.
namespace catalogue {

class Catalogue;

enum class RetentionRow {
    Unselected,     // originals that were not chosen
    Selected,       // chosen photos, and words, whose yes is over
    Intake,         // who sent somebody, and why
    Forms,          // first and last forms, on code
    Proof,          // answers in the consent log, with the person
    PreviousOwner,  // pictures of a camera's previous owner
    Books           // what was made and printed
};

/// "unselected", "forms"
std::string_view name_of(RetentionRow row);

/// One thing that has been kept long enough.
struct RetentionItem {
    RetentionRow row = RetentionRow::Unselected;
    std::string what;   // id of a photo, text or output; a code for what is about a person
    std::string why;    // English, for the volunteer
    Day since;          // the first day on which it should not be there any more
    bool held = false;  // it is on hold, and must stay (AVG art. 18)
};

/// A setting of the table, as the course says it or as proposed there: "unselected_months", 3.
struct RetentionSetting {
    std::string_view key;
    std::string_view meaning;
    int value = 0;
};

std::vector<RetentionSetting> retention_settings(const Catalogue& catalogue);
/// Throws CannotWork for a setting that does not exist or a number that cannot be.
void set_retention(const Catalogue& catalogue, std::string_view key, int value);
/// The day on which the final report was accepted: forms and intake are not needed after it.
void set_report_accepted(const Catalogue& catalogue, Day on);

/// What is past its time on that day. An archive yes keeps a photo. Throws CannotWork when the course does
/// not say when it closes (its last meeting, or course.key_dates.closing).
std::vector<RetentionItem> past_retention(const Catalogue& catalogue, Day now);

struct RetentionDone {
    std::vector<RetentionItem> gone;
    std::vector<std::pair<RetentionItem, std::string>> refused;  // with why, one clause
};

/// Takes it away for good; what is on hold is refused and stays. The catalogue must be open for writing.
RetentionDone apply_retention(Catalogue& catalogue, Day now);

}  // namespace catalogue
