#pragma once

#include "catalogue/catalogue.hpp"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace render {

/// The pages of the site that codes on paper may lead to, as of one day. For as long as one command runs.
class SitePages {
 public:
    /// None: paper without codes.
    SitePages() = default;

    /// site: its address, "https://foto.example.org"; empty: there is none, so neither are there pages.
    /// Throws CannotWork when it is no address.
    SitePages(std::string site, const catalogue::Catalogue& catalogue, catalogue::Day today);

    /// The page of this photo. Empty when the photo is not cleared for the site too, and when the site tells
    /// more of its maker's name than the paper does: a code must not tell who is anonymous on the wall.
    template <catalogue::Channel paper>
    std::string page_of(const catalogue::Cleared<paper>& photo) const {
        return page_of(photo->photo, photo->name.form);
    }

 private:
    std::string page_of(const catalogue::PhotoId& photo, catalogue::NameForm on_paper) const;

    std::string site_;
    std::vector<catalogue::Cleared<catalogue::Channel::Site>> shown_;
};

/// --site, which goes before what the settings say.
void add_site_option(CLI::App& command, std::string& site);

/// Where people find the site: as typed, or as the settings' [serve] says it. The site has one address, so
/// paper reads the key of the command that shows it. Empty when nobody said.
std::string site_address(const CLI::App& command, const std::string& typed);

}  // namespace render
