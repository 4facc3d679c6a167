#pragma once

#include "catalogue/screens.hpp"
#include "server/answer.hpp"
#include "server/leaders/screen_wishes.hpp"
#include "server/leaders/visit.hpp"

#include <optional>
#include <string>

namespace server::leaders {

/// What the page of the screens tells beside how they are.
struct ScreenNews {
    std::string label = {};  // that was typed for a new one, and what is wrong with it
    std::string error = {};
    std::string address = {};  // of the screen that was just made, told this once
    std::string made_for = {};
    std::string dropped = {};  // id of the screen whose address was just taken away
    std::string told = {};     // what is wrong with the page that was sent
    TypedWishes wishes = {};
};

Answer show_screens(const Visit& visit, const ScreenNews& news, int status);

/// The screen of that id, in use or not.
std::optional<catalogue::Screen> screen_known(const catalogue::Screens& screens, const std::string& id);

/// Changes with every screen that is made or taken away: a page that was sent twice makes nothing twice.
std::string mark_of_screens(const catalogue::Screens& screens);

}  // namespace server::leaders
