#pragma once

#include "catalogue/course_file/json.hpp"
#include "catalogue/day.hpp"
#include "catalogue/retention.hpp"
#include "catalogue/world.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace catalogue {

/// The table with its proposed values.
inline constexpr std::array proposed_retention = {
    RetentionSetting{"unselected_months", "months after closing that photos nobody chose are kept", 3},
    RetentionSetting{"digital_years", "years that a yes counts when no end was said", 2},
    RetentionSetting{"digital_max_years", "years that any yes counts at most, before asking again", 5},
    RetentionSetting{"intake_months",
                     "months after closing that who sent somebody is kept, or until the report is accepted",
                     6},
    RetentionSetting{"forms_months",
                     "months after closing that forms are kept, or until the report is accepted; totals stay",
                     6},
    RetentionSetting{"proof_years", "years after the last use that proof of consent is kept", 5},
    RetentionSetting{"books_years", "years that what was made and printed is kept", 7},
};

/// What a person's record says of how they came, beside the referrer.
inline constexpr std::array<std::string_view, 3> intake_fields = {"intake", "reason", "helper"};

/// The dates and numbers that the rule works with.
class RetentionTable {
 public:
    /// Throws CannotWork, CourseFileBroken.
    explicit RetentionTable(const course_file::Json& file);

    int value(std::string_view key) const;
    Day closing() const { return closing_; }
    Day months_after_closing(std::string_view key) const;
    Day years_after(Day day, std::string_view key) const;
    /// That many months after closing, or the report if that was accepted before.
    Day until_report(std::string_view key) const;

 private:
    std::map<std::string_view, int> values_;
    Day closing_;
    std::optional<Day> report_accepted_;
};

/// The numbers alone, for a course that may not say yet when it closes.
std::map<std::string_view, int> retention_values(const course_file::Json& file);

/// A pure function over the records; pictures that a card's reading set aside are not among them, the
/// database knows those.
std::vector<RetentionItem> retention_items(const course_file::Json& file, const World& world, Day now);

bool is_held(const World& world, const std::optional<PersonId>& person, Day now);

}  // namespace catalogue
