#include "server/screens/screen_room.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/screens.hpp"
#include "server/answer.hpp"
#include "server/commits.hpp"
#include "server/fingerprint.hpp"
#include "server/screens/event_hub.hpp"
#include "server/screens/feed.hpp"
#include "server/screens/playlist.hpp"
#include "server/screens/server_time.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstddef>
#include <ctime>
#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <Poco/Exception.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>
#include <fmt/core.h>
#include <sys/stat.h>

namespace server {

namespace {

using catalogue::Channel;

constexpr auto json = "application/json; charset=utf-8";
constexpr std::size_t longest_report = 4096;

// "n=k3j2..." of the query, when it is nothing but letters and digits: it goes back as it came.
std::string echo_in(std::string_view query) {
    if (!query.starts_with("n=")) return {};
    const std::string_view echo = query.substr(2);
    const bool plain = !echo.empty() && echo.size() <= 32 &&
                       std::ranges::all_of(echo, [](unsigned char c) { return std::isalnum(c) != 0; });
    return plain ? std::string{echo} : std::string{};
}

// A screen's own words, for the leaders to read: short, and nothing but visible ASCII.
std::string said(const Poco::JSON::Object& told, const std::string& key) {
    std::string text = told.optValue<std::string>(key, "").substr(0, 120);
    std::erase_if(text, [](unsigned char c) { return c < 0x20 || c > 0x7e; });
    return text;
}

std::string build_of(const SiteTemplates& templates) {
    std::string all = templates.fill("screen", Fields{}.put("root", "").put("build", ""));
    for (const char* name : {"screen.js", "screen.css", "screen-worker.js", "screen-lease.js",
                             "screen-hours.js", "screen-shelf.js", "screen-wall.js", "screen-talk.js"}) {
        if (const std::string* asset = templates.asset(name)) all += *asset;
    }
    return fingerprint(all).substr(0, 12);
}

// Whoever is told this by us, and not by some box on the way, throws everything away.
Answer gone(const Request& request) {
    Answer answer = content(request, R"({"inbeeld":1,"weg":true,"echo":")" + echo_in(request.query) + "\"}",
                            json, Keep::Never);
    answer.status = 410;
    return answer;
}

}  // namespace

struct ScreenRoom::Asked {
    catalogue::Screen screen;
    std::string root;  // "/scherm/TOKEN"
};

ScreenRoom::ScreenRoom(Surroundings surroundings)
    : around_(std::move(surroundings)),
      build_(build_of(around_.templates)),
      hub_({[this] { return pulse(); },
            [this](const std::vector<std::string>& screens) { return versions(screens); }}) {}

std::string ScreenRoom::pulse() const {
    try {
        return fmt::format("{} {} {}", around_.commits.count(), screens()->revision(),
                           to_string(around_.today()));
    } catch (const std::exception&) {
        return "?";  // and is told of where it is asked for
    }
}

// A library that was put back or made anew is another one.
std::shared_ptr<catalogue::Screens> ScreenRoom::screens() const {
    const std::scoped_lock lock(mutex_);
    struct stat found{};
    const bool there = ::stat((around_.library / "screens.db").c_str(), &found) == 0;
    std::string file = there ? fmt::format("{}/{}", found.st_dev, found.st_ino) : std::string{};
    if (screens_ == nullptr || file.empty() || file != file_) {
        screens_ = std::make_shared<catalogue::Screens>(around_.library);
        file_ = std::move(file);
    }
    return screens_;
}

std::size_t ScreenRoom::most_body(const std::vector<std::string>& steps) {
    return steps.size() == 3 && steps[0] == "scherm" && steps[2] == "melding" ? longest_report : 0;
}

Answer ScreenRoom::answer(const Request& request, const std::vector<std::string>& steps) {
    Answer answer = made(request, steps);
    if (answer.header(mark_of_ours) == nullptr) answer.set(mark_of_ours, "deel");
    return answer;
}

Answer ScreenRoom::made(const Request& request, const std::vector<std::string>& steps) {
    const auto screen = screens()->with_token(steps.at(1));
    if (!screen) return around_.message(404);
    const Asked asked{*screen, "/scherm/" + steps[1]};
    const bool reports = steps.size() == 3 && steps[2] == "melding";
    if (reports) return request.method == "POST" ? report(request, asked) : around_.message(405);
    if (request.method == "POST") return around_.message(405);
    if (!screen->in_use()) {
        return steps.size() == 3 && steps[2] == "lijst" ? gone(request) : around_.message(410);
    }
    return of_screen(request, steps, asked);
}

Answer ScreenRoom::of_screen(const Request& request, const std::vector<std::string>& steps,
                             const Asked& asked) {
    if (steps.size() == 2) return page(request, asked);
    const std::string& what = steps[2];
    if (steps.size() == 3 && what == "sw.js") return worker(request, asked);
    if (steps.size() == 3 && what == "lijst") return list(request, asked);
    if (steps.size() == 3 && what == "stroom") return stream(asked);
    if (steps.size() == 3 && what == "feed.json") return feed(request, asked, false);
    if (steps.size() == 3 && what == "feed.xml") return feed(request, asked, true);
    if (what == "beeld" && (steps.size() == 4 || steps.size() == 5)) return picture(request, asked, steps);
    return around_.message(404);
}

Answer ScreenRoom::page(const Request& request, const Asked& asked) const {
    const Fields fields =
        Fields{}.put("root", asked.root).put("build", fmt::format("{}-{}", build_, asked.screen.reloads));
    Answer answer =
        content(request, around_.templates.fill("screen", fields), "text/html; charset=utf-8", Keep::Never);
    answer.set(mark_of_ours, "scherm");
    // Should its scripts not come, it loads itself anew; the first thing that they do is to call that off.
    answer.set("Refresh", "300");
    return answer;
}

Answer ScreenRoom::worker(const Request& request, const Asked& asked) const {
    const std::string* script = around_.templates.asset("screen-worker.js");
    if (script == nullptr) return around_.message(404);
    Answer answer = content(request, *script, "text/javascript; charset=utf-8", Keep::Never);
    answer.set("Service-Worker-Allowed", asked.root);
    return answer;
}

Playlist ScreenRoom::playlist(const catalogue::Screen& screen) const {
    const auto catalogue = around_.readers.lend();
    const catalogue::Day day = around_.today();
    return {catalogue->cleared<Channel::PracticeScreen>(day), screens()->kept_off(screen.practice), day};
}

std::string ScreenRoom::moment(std::chrono::seconds later) const {
    const std::tm then = local_time(around_.clock() + later);
    char text[32];
    return {text, std::strftime(text, sizeof text, "%FT%T", &then)};
}

Answer ScreenRoom::list(const Request& request, const Asked& asked) {
    const Playlist shown = playlist(asked.screen);
    if (request.method == "GET") tell(asked.screen, shown);
    return content(request,
                   shown.json_for(asked.screen, asked.root, server_time(around_.clock()),
                                  echo_in(request.query), build_),
                   json, Keep::Never);
}

void ScreenRoom::tell(const catalogue::Screen& screen, const Playlist& shown) {
    const std::chrono::seconds lease(screen.wishes.lease_seconds);
    screens()->told(screen.id, {shown.told(), shown.version_for(screen), moment({}), moment(lease)});
}

// A system of somebody else's, which tells nothing back. Whoever comes to ask again has had the answer
// before, and keeps to that; but where a page of ours runs under the same address, only that page knows what
// it holds.
Answer ScreenRoom::feed(const Request& request, const Asked& asked, bool as_rss) {
    const Playlist shown = playlist(asked.screen);
    const catalogue::Screen& screen = asked.screen;
    if (request.method == "GET") {
        const bool alone = screen.beat.at.empty() || screen.beat.state == "feed";
        if (alone && !screen.list.empty()) {
            catalogue::ScreenBeat beat;
            beat.at = moment({});
            beat.list = screen.list;
            beat.state = "feed";
            screens()->heard(screen.id, beat);
        }
        tell(screen, shown);
    }
    const std::string site = around_.address.empty() ? "http://" + request.here : around_.address;
    const FeedPlace place{site + asked.root, around_.clock()};
    return as_rss ? content(request, rss_feed(shown, screen, place), "application/rss+xml; charset=utf-8",
                            Keep::Never)
                  : content(request, json_feed(shown, screen, place), "application/feed+json; charset=utf-8",
                            Keep::Never);
}

Answer ScreenRoom::picture(const Request& request, const Asked& asked,
                           const std::vector<std::string>& steps) const {
    const int width = steps.size() == 5 && steps[4] == "3840" ? 3840 : 1920;
    if (steps.size() == 5 && steps[4] != "3840" && steps[4] != "1920") return around_.message(404);
    const Playlist shown = playlist(asked.screen);
    for (const ClearedForScreen& photo : shown.photos()) {
        if (photo->address != steps[3]) continue;
        const auto file = screen_picture_file(photo, width);
        return file ? file_content(request, *file, "image/jpeg", Keep::Never) : around_.message(404);
    }
    const auto catalogue = around_.readers.lend();
    return around_.message(catalogue->was_public(Channel::PracticeScreen, steps[3]) ? 410 : 404);
}

Answer ScreenRoom::stream(const Asked& asked) const {
    if (hub_.connections() >= EventHub::most) return around_.message(503);
    Answer answer;
    answer.set("Content-Type", "text/event-stream");
    answer.set("Cache-Control", "no-store");
    answer.set("X-Accel-Buffering", "no");  // nginx passes it on at once
    answer.body = "retry: 5000\n\nevent: ping\ndata: 1\n\n";
    answer.follower = asked.screen.id.value;
    return answer;
}

Answer ScreenRoom::report(const Request& request, const Asked& asked) {
    Poco::JSON::Object::Ptr told;
    try {
        told = Poco::JSON::Parser().parse(request.body).extract<Poco::JSON::Object::Ptr>();
        catalogue::ScreenBeat beat;
        beat.at = moment({});
        beat.list = said(*told, "versie");
        beat.shows = said(*told, "toont");
        beat.state = said(*told, "staat");
        beat.build = said(*told, "uitgave");
        beat.size = said(*told, "maat");
        beat.fault = said(*told, "fout");
        beat.megabytes = told->optValue<int>("geheugen", 0);
        beat.up_seconds = told->optValue<int>("loopt", 0);
        screens()->heard(asked.screen.id, beat);
    } catch (const Poco::Exception&) {
        return around_.message(400);
    }
    Answer answer;
    answer.status = 204;
    answer.set("Cache-Control", "no-store");
    return answer;
}

std::pair<std::size_t, std::size_t> ScreenRoom::count() const {
    const std::string lately = moment(std::chrono::minutes(-5));
    std::pair<std::size_t, std::size_t> counts;
    for (const catalogue::Screen& screen : screens()->all()) {
        if (!screen.in_use()) continue;
        ++counts.first;
        if (std::max(screen.contact, screen.beat.at) >= lately) ++counts.second;
    }
    return counts;
}

std::map<std::string, std::string> ScreenRoom::versions(const std::vector<std::string>& followers) const {
    std::map<std::string, std::string> versions;
    std::map<catalogue::PracticeId, Playlist> of_practice;
    for (const catalogue::Screen& screen : screens()->all()) {
        if (!screen.in_use() || std::ranges::find(followers, screen.id.value) == followers.end()) continue;
        auto found = of_practice.find(screen.practice);
        if (found == of_practice.end()) {
            found = of_practice.emplace(screen.practice, playlist(screen)).first;
        }
        versions[screen.id.value] = found->second.version_for(screen);
    }
    return versions;
}

}  // namespace server
