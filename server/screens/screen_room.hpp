#pragma once

#include "catalogue/catalogue.hpp"
#include "catalogue/screens.hpp"
#include "server/answer.hpp"
#include "server/readers.hpp"
#include "server/screens/event_hub.hpp"
#include "server/screens/playlist.hpp"
#include "server/site_templates.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace server {

/// A header by which a screen knows an answer as ours: networks with a portal answer every question with a
/// page, a script or a pixel of their own. "scherm": the screen's own page; "deel": anything else that it
/// uses.
constexpr auto mark_of_ours = "X-In-Beeld";

/// What the screens in waiting rooms ask for: their page, list, pictures and stream of news; and what they
/// tell. Every answer asks the catalogue anew. Safe to call from several threads.
class ScreenRoom {
 public:
    struct Surroundings {
        Readers& readers;
        Commits& commits;
        const SiteTemplates& templates;
        std::filesystem::path library;
        std::function<catalogue::Day()> today;
        std::function<std::chrono::system_clock::time_point()> clock;
        std::string address;  // of the site: "https://foto.example.org"; empty: where it was asked
        std::function<Answer(int status)> message;
    };

    explicit ScreenRoom(Surroundings surroundings);

    /// steps: of the path, the first is "scherm".
    Answer answer(const Request& request, const std::vector<std::string>& steps);
    /// How many bytes a screen may tell.
    static std::size_t most_body(const std::vector<std::string>& steps);
    EventHub& hub() { return hub_; }
    /// Screens in use, and those of them that were heard of in the last five minutes.
    std::pair<std::size_t, std::size_t> count() const;

 private:
    struct Asked;
    Answer made(const Request& request, const std::vector<std::string>& steps);
    Answer of_screen(const Request& request, const std::vector<std::string>& steps, const Asked& asked);
    Answer page(const Request& request, const Asked& asked) const;
    Answer worker(const Request& request, const Asked& asked) const;
    Answer list(const Request& request, const Asked& asked);
    Answer feed(const Request& request, const Asked& asked, bool as_rss);
    void tell(const catalogue::Screen& screen, const Playlist& shown);
    Answer picture(const Request& request, const Asked& asked, const std::vector<std::string>& steps) const;
    Answer stream(const Asked& asked) const;
    Answer report(const Request& request, const Asked& asked);
    Playlist playlist(const catalogue::Screen& screen) const;
    std::string pulse() const;
    std::map<std::string, std::string> versions(const std::vector<std::string>& screens) const;
    std::shared_ptr<catalogue::Screens> screens() const;
    std::string moment(std::chrono::seconds later) const;

    Surroundings around_;
    mutable std::mutex mutex_;
    mutable std::string file_;                             // which one is open
    mutable std::shared_ptr<catalogue::Screens> screens_;  // owned by this and by the requests under way
    std::string build_;                                    // of the page and what belongs to it
    EventHub hub_;                                         // last: its thread asks the others
};

}  // namespace server
