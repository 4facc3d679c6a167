#pragma once

#include "catalogue/screens.hpp"
#include "server/screens/playlist.hpp"

#include <chrono>
#include <string>

namespace server {

/// Where and when a feed is asked for.
struct FeedPlace {
    std::string root;  // the screen's own address, whole: "https://foto.example.org/scherm/..."
    std::chrono::system_clock::time_point now;
};

/// What a practice's narrowcasting system fetches, which shows our photos between slides of its own: JSON
/// Feed 1.1, with what it does not know under "_inbeeld". docs/serving.md tells what each field means.
std::string json_feed(const Playlist& shown, const catalogue::Screen& screen, const FeedPlace& place);

/// The same as RSS 2.0 with Media RSS and dcterms:valid, for systems that read nothing else.
std::string rss_feed(const Playlist& shown, const catalogue::Screen& screen, const FeedPlace& place);

}  // namespace server
