#pragma once

#include "a_leader.hpp"
#include "a_site.hpp"
#include "catalogue/accounts.hpp"
#include "tests/catalogue/a_course.hpp"
#include "visitor.hpp"

#include <string>

/// The leaders' pages of a course, with Jacqueline signed in.
namespace an_office {

struct Office {
    explicit Office(const a_course::Json& course = a_site::course()) : pages(course), leader(pages) {
        leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
        leader.get("/");
    }

    a_leader::Pages pages;
    a_leader::Browser leader;
};

inline bool says(const visitor::Reply& reply, const std::string& words) {
    return reply.body.find(words) != std::string::npos;
}

}  // namespace an_office
