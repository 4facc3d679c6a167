#pragma once

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/leaders/visit.hpp"

#include <optional>
#include <string>
#include <vector>

/// The consent talk: one question a screen (DOMAIN §1.9).
namespace server::leaders {

/// A question of the talk. purpose: empty for "which name?".
struct TalkQuestion {
    catalogue::Capacity capacity = catalogue::Capacity::Maker;
    std::optional<catalogue::Purpose> purpose;
};

/// All of them, in the order of the form: my photos, my name, me on a photo, my words.
std::vector<TalkQuestion> talk_questions(const catalogue::Course& course);

/// "yes", "no", "ended" (was a yes, is over), "unasked": what a chip shows; and its Dutch words.
struct Standing {
    std::string kind;
    std::string words;
};
Standing standing_of(const Visit& visit, const catalogue::Person& person, const TalkQuestion& question);

/// An event as it is written down at a page, filled in but for what was asked and answered.
catalogue::NewConsentEvent said_here(const Visit& visit, const catalogue::Person& person);

/// "in de les"
std::string purpose_words(const Visit& visit, catalogue::Purpose purpose);

/// Under which name their photos are shown on a wall.
catalogue::NameForm name_now(const Visit& visit, const catalogue::Person& person);

}  // namespace server::leaders
