#pragma once

#include "catalogue/catalogue.hpp"
#include "catalogue/screens.hpp"
#include "server/booklet_edition.hpp"
#include "server/http_server.hpp"
#include "server/site.hpp"
#include "tests/catalogue/a_course.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

/// A small course with its site, as the public meets it.
namespace a_site {

using a_course::Json;

/// Three makers: one named in full, one under another name, one without a name. All said yes to the website,
/// the screens and the booklet, for their photos and their words.
Json course();

/// Words that go with a photo: kind "title" or "caption".
void add_text(Json& course, const std::string& photo, const std::string& kind, const Json& words);

/// A maker's answer to one purpose, for all of their photos and words.
catalogue::NewConsentEvent answer(const std::string& person, const std::string& purpose,
                                  const std::string& decision);

/// A library in a folder of its own with every photo of the course in it, and the real server in front of it.
class Site {
 public:
    explicit Site(const Json& course, server::MakeBooklet make_booklet = {},
                  const std::filesystem::path& browser_packages = {});
    Site(const Site&) = delete;
    Site& operator=(const Site&) = delete;

    /// Puts answers in the log the way the leaders would, while the server runs.
    void record(const std::vector<catalogue::NewConsentEvent>& events);

    /// Public addresses of what may be shown now.
    std::vector<std::string> site_addresses();
    std::string site_address(const std::string& photo);
    std::string screen_picture_address(const std::string& photo);
    /// The token of a screen there, made when it is first asked for.
    std::string screen_token(const std::string& practice);

    catalogue::Catalogue reader() const;

    a_course::Folder folder;
    std::filesystem::path library;
    catalogue::Day today = a_course::today;
    catalogue::Screens screens;
    std::map<std::string, std::string> tokens;
    server::Site site;
    server::HttpServer http;
};

/// What the file of a photo's rendition holds, so that a test can tell photos apart.
std::string coded_picture(const std::string& photo, int width);

}  // namespace a_site
