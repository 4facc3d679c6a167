// The screens in waiting rooms: what plays where, when each was last seen, and which still have to lose a
// photo.

#include "server/leaders/screens_page.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/screens.hpp"
#include "server/answer.hpp"
#include "server/leaders/days.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/photo_tiles.hpp"
#include "server/leaders/reasons.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/screen_wishes.hpp"
#include "server/leaders/site_name.hpp"
#include "server/leaders/visit.hpp"
#include "server/screens/playlist.hpp"
#include "server/screens/receipts.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

using catalogue::Screen;

/// A screen asks for its list every twenty seconds; one that is silent for so long has lost its connection.
constexpr int silent_minutes = 10;

// Of the clock: "2026-07-02T11:05:00" is minute 665 of its day.
std::optional<long long> minute_of(std::string_view iso) {
    if (iso.size() < 16) return std::nullopt;
    const auto two = [&](std::size_t at) {
        int number = 0;
        std::from_chars(iso.data() + at, iso.data() + at + 2, number);
        return number;
    };
    const catalogue::Day day = catalogue::parse_day(iso.substr(0, 10));
    return static_cast<long long>(day.since_epoch.time_since_epoch().count()) * 24 * 60 + two(11) * 60 +
           two(14);
}

std::string last_seen(const Screen& screen) {
    return std::max(screen.contact, screen.beat.at);
}

bool is_silent(const Screen& screen, const std::string& now) {
    const auto seen = minute_of(last_seen(screen));
    const auto minute = minute_of(now);
    return !seen || !minute || *minute - *seen > silent_minutes;
}

std::string state_words(const Visit& visit, const std::string& state) {
    const auto found = visit.words().find(std::string{"state."} + "screen_" + state);
    return found == visit.words().end() ? std::string{} : found->second;
}

/// The photo that a screen says it shows, by its address on the screens.
const ClearedForScreen* on_show(const Screen& screen, const std::vector<ClearedForScreen>& may) {
    if (screen.beat.shows.empty()) return nullptr;
    const auto found = std::ranges::find_if(may, [&](const ClearedForScreen& photo) {
        return screen.beat.shows.find(photo->address) != std::string::npos;
    });
    return found == may.end() ? nullptr : &*found;
}

/// Everything that is asked once for the page.
struct Looked {
    const Visit& visit;
    const catalogue::Screens& screens;
    std::vector<catalogue::Practice> practices;
    std::vector<ClearedForScreen> may;
    std::string now;
};

Fields line_of(const Looked& looked, const Screen& screen, const TypedWishes& typed) {
    const Visit& visit = looked.visit;
    Fields fields;
    const ClearedForScreen* shown = on_show(screen, looked.may);
    const catalogue::Photo* photo = shown == nullptr ? nullptr : visit.desk.world().photo((*shown)->photo);
    if (photo != nullptr) {
        put_picture(visit, *photo, (*shown)->version, fields);
    } else {
        fields.put("has_picture", false)
            .put("photo", "")
            .put("version", "")
            .put("alt", "")
            .put("alt_in_dutch", false);
    }
    const std::string seen = last_seen(screen);
    const bool silent = is_silent(screen, looked.now);
    const Playlist list(looked.may, looked.screens.kept_off(screen.practice), visit.today);
    put_wishes(visit, screen, typed, fields);
    return fields.put("id", screen.id.value)
        .put("name", name_of(screen, looked.practices))
        .put("never", seen.empty())
        .put("silent", silent && !seen.empty())
        .put("well", !silent)
        .put("seen", seen.empty() ? std::string{} : moment_said(*visit.language, seen))
        .put("state", state_words(visit, screen.beat.state))
        .put("shows", photo != nullptr && !silent)
        .put("shown", photo == nullptr ? std::string{} : called(visit, *photo))
        .put("count", fmt::format("{}", list.photos().size()))
        .put("has_end", silent && screen.shows_by > looked.now)
        .put("end", screen.shows_by.empty() ? std::string{} : moment_said(*visit.language, screen.shows_by))
        .put("has_hours", !screen.wishes.hours.empty())
        .put("hours", screen.wishes.hours);
}

// What screens had and may not show any more: until the last of them has told that it is gone.
std::vector<Fields> to_lose(const Looked& looked) {
    std::vector<Fields> rows;
    const Visit& visit = looked.visit;
    for (const Receipt& receipt : receipts(visit.desk.catalogue(), looked.screens, visit.today, looked.now)) {
        const catalogue::Photo* photo = visit.desk.world().photo(receipt.photo);
        rows.push_back(Fields{}
                           .put("what", photo == nullptr ? receipt.photo.value : called(visit, *photo))
                           .put("sentence", receipt_said(*visit.language, receipt))
                           .put("waits", receipt.gone < receipt.screens));
    }
    return rows;
}

std::vector<Fields> practices_of(const Looked& looked) {
    std::vector<Fields> rows;
    for (const catalogue::Practice& practice : looked.practices)
        rows.push_back(Fields{}.put("id", practice.id.value).put("name", practice.organisation));
    return rows;
}

/// What was just done and can be undone from here: the wishes as they were, or what was left out or let on.
Fields to_go_back(const Visit& visit, const catalogue::Screens& screens) {
    Fields fields;
    const auto all = screens.all();
    const auto screen = std::ranges::find(all, catalogue::ScreenId{visit.query.text("scherm")}, &Screen::id);
    const bool set = visit.query.has("scherm") && screen != all.end();
    for (const char* name : {"scherm", "uren", "zonder", "seconden", "draai", "overgang", "praktijk", "wat"})
        fields.put(std::string{"was_"} + name, visit.query.text(name));
    const std::string what = name_of_left_out(visit, visit.query.text("wat"));
    const bool off = visit.query.text("keus") == "niet" && !what.empty();
    const bool on = visit.query.text("keus") == "toch" && !what.empty();
    return fields.put("wishes_set", set)
        .put("set_name", set ? name_of(*screen, visit.desk.catalogue().course().practices) : std::string{})
        .put("kept_off", off)
        .put("let_on", on)
        .put("kept_what", what);
}

/// Addresses that were taken away, the last ones first: for each a new one can be made.
std::vector<Fields> taken_away(const Looked& looked) {
    constexpr std::size_t most = 6;
    std::vector<Fields> rows;
    auto all = looked.screens.all();
    std::erase_if(all, [](const Screen& screen) { return screen.in_use(); });
    std::ranges::sort(all, std::ranges::greater{}, &Screen::revoked_at);
    for (const Screen& screen : all) {
        if (rows.size() == most) break;
        rows.push_back(Fields{}
                           .put("id", screen.id.value)
                           .put("name", name_of(screen, looked.practices))
                           .put("when", moment_said(*looked.visit.language, screen.revoked_at)));
    }
    return rows;
}

/// The screen that a form names, if it is one in use.
std::optional<Screen> screen_named(const Visit& visit, const catalogue::Screens& screens) {
    const auto screen = screen_known(screens, visit.form.text("scherm"));
    return screen && screen->in_use() ? screen : std::nullopt;
}

}  // namespace

std::optional<Screen> screen_known(const catalogue::Screens& screens, const std::string& id) {
    const auto all = screens.all();
    const auto found = std::ranges::find(all, catalogue::ScreenId{id}, &Screen::id);
    return found == all.end() ? std::nullopt : std::optional{*found};
}

std::string mark_of_screens(const catalogue::Screens& screens) {
    const auto all = screens.all();
    return fmt::format("{}-{}", all.size(), std::ranges::count_if(all, &Screen::in_use));
}

Answer show_screens(const Visit& visit, const ScreenNews& news, int status) {
    const catalogue::Screens screens(visit.desk.catalogue().folder());
    const Looked looked{visit, screens, visit.desk.catalogue().course().practices,
                        visit.desk.catalogue().cleared<catalogue::Channel::PracticeScreen>(visit.today),
                        visit.office.settings.moment()};
    std::vector<Fields> lines;
    std::size_t well = 0;
    for (const Screen& screen : screens.all()) {
        if (!screen.in_use()) continue;
        lines.push_back(line_of(looked, screen, news.wishes));
        well += is_silent(screen, looked.now) ? 0 : 1;
    }
    std::vector<Fields> back;
    if (visit.request.method == "GET" && visit.leads()) back.push_back(to_go_back(visit, screens));
    auto out = left_out(visit, screens);
    auto lost = to_lose(looked);
    auto gone = taken_away(looked);
    const auto dropped = screen_known(screens, visit.query.text("weg"));
    const bool was_dropped = dropped && !dropped->in_use();
    auto practices = practices_of(looked);
    Asked label{"plek", visit.say("screens.label"), news.label, visit.say("screens.label_hint"), news.error};
    const bool has_screens = !lines.empty();
    const bool has_lost = !lost.empty();
    const bool has_practices = !practices.empty();
    const std::string summary =
        visit.say("screens.summary", {fmt::format("{}", well), fmt::format("{}", lines.size())});
    const bool has_gone = !gone.empty();
    Fields fields;
    put_code(news.address, fields);
    return page(visit, "screens",
                fields.put("told", news.told)
                    .put("has_told", !news.told.empty())
                    .put("mark", mark_of_screens(screens))
                    .put("was_dropped", was_dropped)
                    .put("dropped", was_dropped ? dropped->id.value : std::string{})
                    .put("dropped_name", was_dropped ? name_of(*dropped, looked.practices) : std::string{})
                    .put("has_gone", has_gone)
                    .put("gone", std::move(gone))
                    .put("page_title", visit.say("screens.title"))
                    .put("going_back", std::move(back))
                    .put("left_out", std::move(out))
                    .put("rest", to_leave_out(visit))
                    .put("has_screens", has_screens)
                    .put("summary", summary)
                    .put("screens", std::move(lines))
                    .put("has_lost", has_lost)
                    .put("lost", std::move(lost))
                    .put("has_address", !news.address.empty())
                    .put("address", news.address)
                    .put("guessed", site_name_is_guessed(visit))
                    .put("made_for", news.made_for)
                    .put("has_practices", has_practices)
                    .put("practices", std::move(practices))
                    .put("fields", std::vector{as_fields(label)}),
                status);
}

Answer screens_page(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    return show_screens(visit, {}, 200);
}

Answer set_screen(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    catalogue::Screens screens(visit.desk.catalogue().folder());
    const auto screen = screen_named(visit, screens);
    const auto wishes = wishes_in(visit.form);
    if (!screen || !wishes) return nothing_done(visit);
    try {
        catalogue::parse_hours(wishes->hours);
    } catch (const catalogue::CannotWork&) {
        ScreenNews news;
        news.wishes = {screen->id.value, wishes->hours, visit.say("screens.when_wrong")};
        return show_screens(visit, news, 422);
    }
    screens.set(screen->id, *wishes);
    return go("/schermen?" + as_query(*screen));
}

Answer keep_off_screens(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    const catalogue::PracticeId practice{visit.form.text("praktijk")};
    const std::string what = visit.form.text("wat");
    const bool off = visit.form.text("doe") == "niet";
    const auto practices = visit.desk.catalogue().course().practices;
    const bool known = std::ranges::find(practices, practice, &catalogue::Practice::id) != practices.end();
    const bool said = off || visit.form.text("doe") == "toch";
    if (!known || !said || name_of_left_out(visit, what).empty()) return nothing_done(visit);
    catalogue::Screens screens(visit.desk.catalogue().folder());
    off ? screens.keep_off(practice, what) : screens.let_on(practice, what);
    return go(fmt::format("/schermen?keus={}&praktijk={}&wat={}", off ? "niet" : "toch",
                          in_address(practice.value), in_address(what)));
}

Answer reload_screen(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    catalogue::Screens screens(visit.desk.catalogue().folder());
    const auto screen = screen_named(visit, screens);
    if (!screen) return nothing_done(visit);
    screens.reload(screen->id);
    return go("/schermen");
}

}  // namespace server::leaders
