#include "catalogue/register_facts.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/retention.hpp"

#include <map>
#include <set>
#include <string>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

constexpr const char* to_fill_in = "______________";

std::string or_line(const std::string& text) {
    return text.empty() ? to_fill_in : text;
}

// Kinds, not organisations: in a small group those tell who.
std::string kinds_of_referrers(const database::Connection& connection) {
    std::set<std::string> kinds;
    for (const Json& referrer : read_part(connection, "referrers")) {
        const std::string kind = text_in(referrer, "kind");
        if (!kind.empty()) kinds.insert(kind);
    }
    return kinds.empty() ? "verwijzers uit de wijk" : fmt::format("{}", fmt::join(kinds, ", "));
}

}  // namespace

std::map<std::string, std::string> register_facts(const Catalogue& catalogue) {
    const database::Connection connection(catalogue.folder() / "catalogue.db", database::Mode::ReadOnly);
    const Course course = catalogue.course();
    std::map<std::string, std::string> facts;
    facts["course"] = or_line(course.title);
    facts["organisation"] = or_line(course.organisation);
    facts["privacy_email"] = or_line(course.privacy_email);
    const Json organisation = read_part(connection, "organisation");
    facts["city"] = or_line(organisation.is_object() ? text_in(organisation, "city") : std::string{});
    const Json about = read_part(connection, "course");
    const auto most = about.find("max_participants");
    facts["max_participants"] =
        most != about.end() && most->is_number_integer() ? fmt::format("{}", most->get<int>()) : to_fill_in;
    facts["referrers"] = kinds_of_referrers(connection);
    for (const RetentionSetting& setting : retention_settings(catalogue)) {
        facts[std::string{setting.key}] = fmt::format("{}", setting.value);
    }
    return facts;
}

}  // namespace catalogue
