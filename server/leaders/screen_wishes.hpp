#pragma once

#include "catalogue/screens.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <optional>
#include <string>
#include <vector>

/// How a screen behaves, and what a practice leaves out, as the page of the screens asks it.
namespace server::leaders {

/// What was typed for one screen, and what is wrong with it.
struct TypedWishes {
    std::string screen;
    std::string hours;
    std::string error;
};

/// Adds the form of a screen's wishes to its line; what was typed and refused stands in it.
void put_wishes(const Visit& visit, const catalogue::Screen& screen, const TypedWishes& typed, Fields& line);

/// As a form has them; empty: it holds what no screen can do, its hours apart.
std::optional<catalogue::ScreenWishes> wishes_in(const Form& form);

/// The same wishes as the end of an address, so that the page can offer to go back to them.
std::string as_query(const catalogue::Screen& screen);

/// What each practice leaves out.
std::vector<Fields> left_out(const Visit& visit, const catalogue::Screens& screens);
/// What could be left out: all of a maker, or a photo that screens show.
std::vector<Fields> to_leave_out(const Visit& visit);
/// Whose photos, or which photo, can be left out; empty: it is neither.
std::string name_of_left_out(const Visit& visit, const std::string& photo_or_person);

}  // namespace server::leaders
