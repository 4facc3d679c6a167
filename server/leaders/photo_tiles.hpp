#pragma once

#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <optional>
#include <string>

namespace server::leaders {

/// A photo small, for who has signed in: its address, shape, maker and where it stands.
Fields tile_of(const Visit& visit, const catalogue::Photo& photo);

/// The same for looking at it: {has_picture, src, large, alt, width, height, share}.
void put_picture(const Visit& visit, const catalogue::Photo& photo, const catalogue::VersionId& version,
                 Fields& fields);

/// The photo that a route names, when it may be looked at. Set aside, deleted and erased ones are not there.
const catalogue::Photo* photo_here(const Visit& visit, const std::string& id);

/// The number of a portrait slip is a few signs on one line.
bool is_too_long_for_slip(const std::string& slip);

/// The page that says that there is no such photo.
Answer no_such_photo(const Visit& visit);

/// "foto van Ria"
std::string called(const Visit& visit, const catalogue::Photo& photo);
/// The same, to be kept with a step.
std::string called_in_note(const Visit& visit, const catalogue::Photo& photo);

/// Who takes part, as buttons: {id, name, number, chosen}.
std::vector<Fields> makers(const Visit& visit, const std::optional<catalogue::PersonId>& chosen);

/// Everything about who and what is on a photo, for the parts "people_part" and "issues_part".
void put_looking(const Visit& visit, const catalogue::Photo& photo, const std::string& back, Fields& fields);

}  // namespace server::leaders
