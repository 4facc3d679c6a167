#pragma once

#include "catalogue/catalogue.hpp"
#include "server/booklet_edition.hpp"
#include "server/picture_maker.hpp"

namespace CLI {
class App;
}

/// What `serve` has made by processes of their own: this program, run anew as `inbeeld prepare`. Fonts, pages
/// and pictures need much memory for a short time, and all of it goes with them.
namespace server {

/// `prepare`, which is not for people and not in the help.
void add_prepare_command(CLI::App& app, catalogue::Invocation& invocation);

/// Makes the booklet's edition so. Both live longer than what is returned.
MakeEdition edition_beside(const catalogue::Invocation& invocation, GoesOn goes_on);

/// Makes missing pictures for the site and the screens, and paints the pages of the booklet. Returns when it
/// is done, or has been ended because nobody wants to go on. Throws std::runtime_error when it failed.
void prepare_pictures_beside(const catalogue::Invocation& invocation, const GoesOn& goes_on);

}  // namespace server
