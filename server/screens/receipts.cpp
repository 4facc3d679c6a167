#include "server/screens/receipts.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/screens.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server {

namespace {

// What was last heard of it: that it asked, or that it told.
std::string last_seen(const catalogue::Screen& screen) {
    return std::max(screen.contact, screen.beat.at);
}

std::string clause(const Straggler& straggler) {
    const std::string seen = straggler.seen.empty() ? std::string{"nooit gezien"}
                                                    : "niet gezien sinds " + moment_in_dutch(straggler.seen);
    return fmt::format("{}: {}, {} {}", straggler.name, seen,
                       straggler.over ? "uit zichzelf leeg sinds" : "uit zichzelf leeg op",
                       moment_in_dutch(straggler.shows_by));
}

}  // namespace

std::string moment_in_dutch(std::string_view iso) {
    if (iso.size() < 16) return std::string{iso};
    const catalogue::Day day = catalogue::parse_day(iso.substr(0, 10));
    return fmt::format("{} {} om {}", weekday_in_dutch(day), day_and_month_in_dutch(day), iso.substr(11, 5));
}

std::string name_of(const catalogue::Screen& screen, const std::vector<catalogue::Practice>& practices) {
    const auto practice = std::ranges::find(practices, screen.practice, &catalogue::Practice::id);
    const std::string& name = practice == practices.end() ? screen.practice.value : practice->organisation;
    return screen.label.empty() ? name : fmt::format("{}, {}", name, screen.label);
}

std::string Receipt::sentence() const {
    std::string text = gone == screens ? fmt::format("Van alle {} schermen weg", screens)
                                       : fmt::format("Op {} van {} schermen weg", gone, screens);
    if (screens == 1) text = gone == 1 ? "Van het scherm weg" : "Nog niet van het scherm weg";
    for (const Straggler& straggler : stragglers) text += "; " + clause(straggler);
    return text + ".";
}

std::vector<Receipt> receipts(const catalogue::Catalogue& catalogue, const catalogue::Screens& screens,
                              catalogue::Day today, const std::string& now) {
    std::vector<catalogue::PhotoId> may;
    for (const auto& photo : catalogue.cleared<catalogue::Channel::PracticeScreen>(today)) {
        may.push_back(photo->photo);
    }
    const std::vector<catalogue::Practice> practices = catalogue.course().practices;
    std::map<catalogue::ScreenId, catalogue::Screen> known;
    for (catalogue::Screen& each : screens.all()) known.emplace(each.id, std::move(each));
    std::vector<Receipt> all;
    for (const catalogue::OnScreen& on : screens.to_lose(may)) {
        if (all.empty() || all.back().photo != on.photo) all.push_back({on.photo, 0, 0, {}, {}});
        Receipt& receipt = all.back();
        ++receipt.screens;
        if (!on.gone.empty()) {
            ++receipt.gone;
            receipt.last_gone = std::max(receipt.last_gone, on.gone);
            continue;
        }
        const catalogue::Screen& screen = known.at(on.screen);
        receipt.stragglers.push_back({screen.id, name_of(screen, practices), last_seen(screen),
                                      screen.shows_by, screen.shows_by < now});
    }
    return all;
}

}  // namespace server
