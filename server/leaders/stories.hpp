#pragma once

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <string>

/// A maker's own story for the booklet, and what they said about the course.
namespace server::leaders {

/// Words that somebody is typing on a person's page.
struct StoryTyped {
    std::string which;     // "story", "quote" for another one, or the id of a text that is there
    std::string language;  // "ar"
    std::string text;
    std::string error;
};

/// The person's stories and quotes, and the fields to write them.
void put_stories(const Visit& visit, const catalogue::Person& person, const StoryTyped& typed,
                 Fields& fields);

}  // namespace server::leaders
