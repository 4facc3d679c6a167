#pragma once

#include "catalogue/catalogue.hpp"
#include "catalogue/screens.hpp"
#include "server/screens/server_time.hpp"

#include <string>
#include <vector>

namespace server {

using ClearedForScreen = catalogue::Cleared<catalogue::Channel::PracticeScreen>;

/// What the screens of one practice show on one day: made afresh whenever somebody asks.
class Playlist {
 public:
    /// photos: all that is cleared for screens; kept_off: photos and makers that this practice leaves out.
    Playlist(std::vector<ClearedForScreen> photos, const std::vector<std::string>& kept_off,
             catalogue::Day day);

    const std::vector<ClearedForScreen>& photos() const { return photos_; }

    /// Changes when anything changes that a screen with these wishes shows.
    std::string version_for(const catalogue::Screen& screen) const;

    /// The list as JSON. root: the screen's own address, "/scherm/..."; echo: what the asker sent along, so
    /// that an answer from some cache on the way is known for what it is; build: of the page.
    std::string json_for(const catalogue::Screen& screen, const std::string& root, const ServerTime& time,
                         const std::string& echo, const std::string& build) const;

    std::vector<catalogue::TellPhoto> told() const;
    /// One by one, as a round shows them.
    std::vector<const ClearedForScreen*> in_order() const;

 private:
    std::vector<ClearedForScreen> photos_;
    std::vector<std::size_t> order_;
    std::vector<std::vector<std::size_t>> landscape_;  // slides of a screen that is wider than high
    std::vector<std::vector<std::size_t>> portrait_;
    std::string version_;
};

/// As seen: Exif orientations 5 to 8 lie on their side.
bool is_upright(const catalogue::Picture& picture);

/// The picture to send for a device that wants this width: 1920, or 3840 where there is one.
std::optional<std::filesystem::path> screen_picture_file(const ClearedForScreen& photo, int width);

}  // namespace server
