#pragma once

#include "catalogue/catalogue.hpp"
#include "catalogue/screens.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace server {

/// A screen that may still show a photo, as far as is known.
struct Straggler {
    catalogue::ScreenId screen;
    std::string name;      // "De Zilverlinde, begane grond"
    std::string seen;      // when it was last heard of, ISO 8601; empty: never
    std::string shows_by;  // until when it may show what it was told
    bool over = false;     // that moment is past: it shows a neutral slide by itself
};

/// Whether a photo that may not be shown any more is gone from the screens that had it.
struct Receipt {
    catalogue::PhotoId photo;
    int screens = 0;  // had it
    int gone = 0;     // told that they have it no more
    std::vector<Straggler> stragglers;
    std::string last_gone;  // when the last of those told so; empty: none did

    /// "Op 4 van 5 schermen weg; De Linde: niet gezien sinds dinsdag 30 juni."
    std::string sentence() const;
};

/// Every photo that screens had and may not show now, on that day. now: ISO 8601 local date-time.
std::vector<Receipt> receipts(const catalogue::Catalogue& catalogue, const catalogue::Screens& screens,
                              catalogue::Day today, const std::string& now);

/// What a screen is called: its practice and its label.
std::string name_of(const catalogue::Screen& screen, const std::vector<catalogue::Practice>& practices);

/// "dinsdag 30 juni om 14:05".
std::string moment_in_dutch(std::string_view iso);

}  // namespace server
