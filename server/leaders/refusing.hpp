#pragma once

#include "server/answer.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <map>
#include <string>

/// When what was sent cannot be: the page again, with a sentence beside each field and all that was typed.
namespace server::leaders {

struct Refusal {
    std::map<std::string, std::string> by_field = {};  // a sentence beside each
    std::string as_a_whole = {};                       // a sentence above the page
    int status = 422;
};

/// The page on which the form stood, made anew by `shown`.
Answer refused_on(const Visit& visit, PageShown shown, const Refusal& refusal);

/// The same on the nearest page above the address to which the form was sent. Not every address has one: then
/// a page with the sentence alone.
Answer refused_above(const Visit& visit, const Refusal& refusal);

/// Puts what was typed back into the fields of a page that is shown again, and beside them what is wrong.
void put_back(const Visit& visit, Fields& fields);

}  // namespace server::leaders
