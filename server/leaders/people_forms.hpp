#pragma once

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace server::leaders {

/// What is typed about a person, and what is wrong with it, by field.
struct PersonTyped {
    std::string first;
    std::string full;
    std::string pseudonym;
    std::string born;
    std::string languages;  // "nl, ar"
    std::string decides;    // "mentor": a mentor or guardian decides with them; empty: nobody
    std::optional<catalogue::Day> born_day;
    std::map<std::string, std::string> errors;
    std::string told;  // about the whole form: stale

    bool good() const { return errors.empty(); }
};

PersonTyped typed_of(const catalogue::Person& person, catalogue::Day today);
PersonTyped read_person_form(const Visit& visit);
/// person: as they were called until now; nullptr for somebody new. Whoever gets another name goes by it.
catalogue::Names names_of(const PersonTyped& typed, const catalogue::Person* person);
/// Writes down who decides with them from today on, when that is somebody else than until now.
void decide_with(catalogue::Catalogue& catalogue, const catalogue::PersonId& person,
                 const std::optional<catalogue::LegalRepresentative>& now, const PersonTyped& typed,
                 catalogue::Day today);
/// The field with who decides with them, for the part "decides".
void put_deciders(const Visit& visit, const PersonTyped& typed, Fields& fields);
std::vector<std::string> languages_in(const std::string& text);
std::vector<Fields> fields_of(const Visit& visit, const PersonTyped& typed);

}  // namespace server::leaders
