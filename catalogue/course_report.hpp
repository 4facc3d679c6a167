#pragma once

#include "catalogue/day.hpp"
#include "catalogue/identifiers.hpp"

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

/// One course or several in numbers, for municipality and funds. Nothing about fewer than five people is
/// told, nor anything from which it could be worked out.
namespace catalogue {

class Catalogue;

inline constexpr int fewest_people = 5;

struct ReportCount {
    std::string what;           // "participants"
    std::string dutch;          // "deelnemers"
    std::optional<int> number;  // empty: not told
};

/// Means over those who answered both at the beginning and at the end: five people or more.
struct ReportQuestion {
    std::string dutch;
    double first = 0;
    double last = 0;
    std::optional<int> people;  // empty: would tell how few did not answer
    std::optional<int> up;      // people who answered higher; only when that and the rest are five or more
};

/// Over several courses together: never by course.
struct ReportBreakdown {
    std::string dutch;
    std::vector<std::pair<std::string, int>> groups;  // largest first; small ones are taken together
};

struct FundedCourse {
    std::string title;
    std::string place;
    std::vector<std::string> funders;
};

struct CourseReport {
    std::vector<FundedCourse> courses;
    std::string organisation;
    std::optional<Day> from;  // first and last meeting
    std::optional<Day> until;
    std::vector<ReportCount> counts;
    std::vector<ReportQuestion> questions;
    std::vector<ReportBreakdown> breakdowns;
    std::vector<std::string> quotes;  // told, Dutch
    std::vector<TextId> quoted;       // of the first course, for the ledger
};

/// courses: one or more. Where they ask different questions, those of the first count.
CourseReport course_report(std::span<const Catalogue* const> courses, Day now);

/// The same for programs: {"counts": {"participants": 8, ...}, "questions": [...], ...}; null is not told.
std::string as_json(const CourseReport& report);

/// The sum over courses, when none of the parts that must stay hidden (1 to 4) can be worked out from it by
/// somebody who knows the parts that are told.
std::optional<int> sum_that_hides_few(const std::vector<int>& parts);

/// Groups with those under five taken together under `rest`, and with the next smallest as long as they are
/// fewer than five together. Empty when nothing can be told.
std::vector<std::pair<std::string, int>> groups_that_hide_few(std::vector<std::pair<std::string, int>> groups,
                                                              const std::string& rest);

}  // namespace catalogue
