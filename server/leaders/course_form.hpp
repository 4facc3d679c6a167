#pragma once

#include "catalogue/catalogue.hpp"
#include "server/answer.hpp"
#include "server/leaders/visit.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>

namespace server::leaders {

inline constexpr std::size_t longest_course_line = 120;  // characters
inline constexpr std::size_t most_meetings = 40;

/// A form of which each field is typed text, and what is wrong with it.
struct TypedCourse {
    std::map<std::string, std::string> values;
    std::map<std::string, std::string> errors;
    std::string told;

    std::string value(const std::string& field) const {
        const auto found = values.find(field);
        return found == values.end() ? std::string{} : found->second;
    }
    std::string error(const std::string& field) const {
        const auto found = errors.find(field);
        return found == errors.end() ? std::string{} : found->second;
    }
};

/// The course as the page shows it before anything is typed.
TypedCourse course_as_it_is(const Visit& visit);
/// What was typed in one form of the page, over everything else of the page.
TypedCourse over(TypedCourse now, const TypedCourse& typed);

/// Reads the lines of one form; what is wrong with them is written into `typed`.
void read_about_course(const Visit& visit, TypedCourse& typed);
void read_about_exhibition(const Visit& visit, TypedCourse& typed);
std::optional<catalogue::Day> day_in(const Visit& visit, TypedCourse& typed, const std::string& field);
/// The name of the field with a practice's name; practice: empty for a new one.
std::string practice_field(const catalogue::PracticeId& practice);

/// The practices together, and the loans together: what a page of the course was made of.
const std::vector<catalogue::RecordName>& records_of_practices();
const std::vector<catalogue::RecordName>& records_of_loans();

Answer show_course(const Visit& visit, const TypedCourse& typed, int status);

}  // namespace server::leaders
