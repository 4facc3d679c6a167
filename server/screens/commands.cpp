// The screens in waiting rooms, from the command line.

#include "server/screens/commands.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/screens.hpp"
#include "server/door.hpp"
#include "server/screens/export.hpp"
#include "server/screens/receipts.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <fmt/core.h>

namespace server {

namespace {

using Poco::JSON::Array;
using Poco::JSON::Object;

struct Said {
    std::string screen;
    std::string practice;
    std::string label;
    std::string address;  // of the site: "https://foto.example.org"
    std::string photo;
    std::string person;
    std::string folder;
    std::string until;
    int days = 28;
    std::optional<std::string> lease;
    std::optional<int> seconds;
    std::optional<std::string> fade;
    std::optional<int> turned;
    std::optional<std::string> hours;
    bool all = false;
    bool json = false;
};

catalogue::Screens opened(const catalogue::Invocation& invocation) {
    catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadOnly);  // or says what is wrong
    return catalogue::Screens(invocation.library);
}

// "24h", "7d": between an hour and seven days.
int seconds_of(const std::string& lease) {
    std::size_t read = 0;
    int number = 0;
    try {
        number = std::stoi(lease, &read);
    } catch (const std::exception&) {
        read = 0;
    }
    const std::string unit = lease.substr(std::min(read, lease.size()));
    if (read == 0 || number < 1 || number > 1000 || (unit != "h" && unit != "d")) {
        throw catalogue::CannotWork(
            fmt::format("'{}' is no length of time for a lease; write hours or days, like 24h or 7d", lease));
    }
    return number * (unit == "h" ? 3600 : 24 * 3600);
}

catalogue::ScreenWishes with(catalogue::ScreenWishes wishes, const Said& said) {
    if (said.lease) wishes.lease_seconds = seconds_of(*said.lease);
    if (said.seconds) wishes.seconds = *said.seconds;
    if (said.fade) wishes.fade = *said.fade == "soft";
    if (said.turned) wishes.turned = *said.turned;
    if (said.hours) wishes.hours = *said.hours;
    return wishes;
}

catalogue::PracticeId existing(const catalogue::Invocation& invocation, const std::string& practice) {
    for (const catalogue::Practice& each :
         practices_of(catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadOnly))) {
        if (each.id.value == practice) return each.id;
    }
    throw catalogue::CannotWork(fmt::format(
        "The course has no practice {}; it is the id of one of its referrers, like r1", practice));
}

void add_screen(const catalogue::Invocation& invocation, const Said& said) {
    catalogue::Screens screens = opened(invocation);
    const auto added =
        screens.add(existing(invocation, said.practice), said.label, with({}, said), invocation.moment());
    fmt::print(
        "Screen {} is made. Its address is told only now; open it on the device that hangs there:\n"
        "  {}/scherm/{}\n",
        added.id.value, said.address, added.token);
}

std::string length_of(int seconds) {
    return seconds % 86400 == 0 ? fmt::format("{}d", seconds / 86400) : fmt::format("{}h", seconds / 3600);
}

Object::Ptr as_json(const catalogue::Screen& screen, const std::string& name) {
    Object::Ptr row = new Object;
    row->set("screen", screen.id.value);
    row->set("practice", screen.practice.value);
    row->set("name", name);
    row->set("label", screen.label);
    row->set("made_at", screen.made_at);
    row->set("revoked_at", screen.revoked_at);
    row->set("lease", length_of(screen.wishes.lease_seconds));
    row->set("seconds", screen.wishes.seconds);
    row->set("fade", screen.wishes.fade ? "soft" : "none");
    row->set("turned", screen.wishes.turned);
    row->set("hours", screen.wishes.hours);
    row->set("contact", screen.contact);
    row->set("shows_by", screen.shows_by);
    row->set("heard_at", screen.beat.at);
    row->set("state", screen.beat.state);
    row->set("shows", screen.beat.shows);
    row->set("size", screen.beat.size);
    row->set("fault", screen.beat.fault);
    row->set("megabytes", screen.beat.megabytes);
    row->set("up_seconds", screen.beat.up_seconds);
    return row;
}

void print_json(const Array& rows) {
    std::ostringstream text;
    rows.stringify(text, 2);
    fmt::print("{}\n", text.str());
}

// Which photo has this public address on the screens: for the leaders, who may know.
std::string photo_at(const catalogue::Catalogue& catalogue, catalogue::Day today,
                     std::string_view addresses) {
    std::string found;
    for (const auto& photo : catalogue.cleared<catalogue::Channel::PracticeScreen>(today)) {
        if (addresses.find(photo->address) == std::string_view::npos) continue;
        found += (found.empty() ? "" : " and ") + photo->photo.value;
    }
    return found;
}

std::string in_words(const catalogue::Screen& screen, const std::string& on_show) {
    if (!screen.in_use()) return "revoked " + screen.revoked_at;
    if (screen.beat.at.empty()) return screen.contact.empty() ? "never seen" : "seen " + screen.contact;
    std::string text = fmt::format("heard {}, {}", screen.beat.at, screen.beat.state);
    if (!on_show.empty()) text += ", shows " + on_show;
    if (!screen.beat.size.empty()) text += ", " + screen.beat.size;
    if (!screen.beat.fault.empty()) text += ", last fault: " + screen.beat.fault;
    return text;
}

void list_screens(const catalogue::Invocation& invocation, const Said& said) {
    const catalogue::Screens screens = opened(invocation);
    const auto catalogue = catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadOnly);
    const auto practices = practices_of(catalogue);
    Array rows;
    for (const catalogue::Screen& screen : screens.all()) {
        const std::string name = name_of(screen, practices);
        rows.add(as_json(screen, name));
        if (said.json) continue;
        fmt::print("{}  {}: {}; lease {}{}\n", screen.id.value, name,
                   in_words(screen, photo_at(catalogue, invocation.today(), screen.beat.shows)),
                   length_of(screen.wishes.lease_seconds),
                   screen.wishes.hours.empty() ? "" : ", open " + screen.wishes.hours);
    }
    if (said.json) return print_json(rows);
    for (const catalogue::Practice& practice : practices) {
        for (const std::string& off : screens.kept_off(practice.id)) {
            fmt::print("{}: {} is kept off\n", practice.organisation, off);
        }
    }
}

void print_receipts(const catalogue::Invocation& invocation, const Said& said) {
    const catalogue::Screens screens = opened(invocation);
    const auto catalogue = catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadOnly);
    Array rows;
    for (const Receipt& receipt : receipts(catalogue, screens, invocation.today(), invocation.moment())) {
        if (!said.photo.empty() && said.photo != receipt.photo.value) continue;
        if (!said.json) fmt::print("{}: {}\n", receipt.photo.value, receipt.sentence());
        Object::Ptr row = new Object;
        row->set("photo", receipt.photo.value);
        row->set("screens", receipt.screens);
        row->set("gone", receipt.gone);
        row->set("last_gone", receipt.last_gone);
        row->set("sentence", receipt.sentence());
        Array::Ptr waiting = new Array;
        for (const Straggler& straggler : receipt.stragglers) waiting->add(straggler.screen.value);
        row->set("waiting_for", waiting);
        rows.add(row);
    }
    if (said.json) print_json(rows);
}

void revoke(const catalogue::Invocation& invocation, const Said& said) {
    opened(invocation).revoke({said.screen}, invocation.moment());
    fmt::print("Screen {} is revoked: its address stops working, and it empties itself.\n", said.screen);
}

void set(const catalogue::Invocation& invocation, const Said& said) {
    catalogue::Screens screens = opened(invocation);
    screens.set({said.screen}, with(screens.screen({said.screen}).wishes, said));
    fmt::print("Screen {} hears of it within seconds.\n", said.screen);
}

void reload(const catalogue::Invocation& invocation, const Said& said) {
    catalogue::Screens screens = opened(invocation);
    if (said.screen.empty() != said.all) throw catalogue::CannotWork("Name one screen, or --all");
    for (const catalogue::Screen& each : screens.all()) {
        if (!each.in_use() || (!said.all && each.id.value != said.screen)) continue;
        screens.reload(each.id);
        fmt::print("Screen {} loads itself anew.\n", each.id.value);
    }
}

void keep(const catalogue::Invocation& invocation, const Said& said, bool off) {
    catalogue::Screens screens = opened(invocation);
    const catalogue::PracticeId practice = existing(invocation, said.practice);
    const std::string& what = said.photo.empty() ? said.person : said.photo;
    if (what.empty() || (!said.photo.empty() && !said.person.empty())) {
        throw catalogue::CannotWork("Name either a photo or a maker: --photo p05, or --person d3");
    }
    off ? screens.keep_off(practice, what) : screens.let_on(practice, what);
    fmt::print("{} is {} the screens of {}.\n", what, off ? "kept off" : "let on", practice.value);
}

using Run = void (*)(const catalogue::Invocation&, const Said&);

struct Command {
    CLI::App* app;
    std::shared_ptr<Said> said;  // owned by the options and by the callback
};

Command command(CLI::App& of, const catalogue::Invocation& invocation, const char* name, const char* what,
                Run run) {
    Command made{of.add_subcommand(name, what), std::make_shared<Said>()};
    made.app->callback([&invocation, said = made.said, run] { run(invocation, *said); });
    return made;
}

void add_wishes(const Command& to) {
    to.app->add_option("--lease", to.said->lease, "Shows photos so long without contact: 1h to 7d (24h)");
    to.app->add_option("--seconds", to.said->seconds, "Seconds a slide stays: 8 to 12 (10)");
    to.app->add_option("--fade", to.said->fade, "soft or none")->check(CLI::IsMember({"soft", "none"}));
    to.app->add_option("--turned", to.said->turned,
                       "Degrees clockwise that the picture is turned: 0, 90, 180, 270");
    to.app->add_option("--hours", to.said->hours,
                       "When it is on: \"ma-vr 08:00-18:00; za 09:00-12:00\"; \"\": always");
}

void export_folder(const catalogue::Invocation& invocation, const Said& said) {
    const catalogue::Day until =
        said.until.empty() ? catalogue::Day{invocation.today().since_epoch + std::chrono::days(said.days)}
                           : catalogue::parse_day(said.until);
    const Exported made = export_slides(
        invocation, {said.folder, existing(invocation, said.practice), until, said.seconds.value_or(10)});
    fmt::print("{} slides are in {}{}. They may be shown until {}.\n", made.slides, said.folder,
               made.film.empty() ? " (no film: ffmpeg is not installed)" : ", and as " + made.film,
               to_string(until));
    fmt::print("{} in the ledger, {} at {}: inbeeld retract tells when something must come off.\n",
               made.output, made.placement, said.practice);
}

// Empty, or why not: as CLI11 asks.
std::string is_day(const std::string& text) {
    try {
        catalogue::parse_day(text);
        return {};
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
}

void add_export(CLI::App& screens, const catalogue::Invocation& invocation) {
    const Command to = command(screens, invocation, "export",
                               "Slides as files, for a television that takes nothing else", export_folder);
    to.app->add_option("FOLDER", to.said->folder, "Where they are written; an earlier export there goes")
        ->required();
    to.app->add_option("--practice", to.said->practice, "Id of the practice, like r1")->required();
    to.app
        ->add_option("--until", to.said->until,
                     "First day on which they may not be shown: YYYY-MM-DD (28 days)")
        ->check(is_day, "");
    to.app->add_option("--seconds", to.said->seconds, "Seconds a slide stays in the film: 8 to 12 (10)")
        ->check(CLI::Range(8, 12));
}

void add_keeping(CLI::App& screens, const catalogue::Invocation& invocation) {
    const auto about = [](const Command& to) {
        to.app->add_option("--practice", to.said->practice, "Id of the practice, like r1")->required();
        to.app->add_option("--photo", to.said->photo, "Id of a photo");
        to.app->add_option("--person", to.said->person, "Id of a maker: all of their photos");
    };
    about(command(screens, invocation, "keep-off", "Leave a photo or maker out at one practice",
                  [](const auto& where, const Said& said) { keep(where, said, true); }));
    about(command(screens, invocation, "let-on", "Take that back",
                  [](const auto& where, const Said& said) { keep(where, said, false); }));
}

}  // namespace

void add_screen_commands(CLI::App& app, catalogue::Invocation& invocation) {
    auto* screens = app.add_subcommand("screens", "The screens in waiting rooms");
    screens->require_subcommand(1);

    const Command add = command(*screens, invocation, "add", "Make an address for a screen", add_screen);
    add.app->add_option("--practice", add.said->practice, "Id of the practice, like r1")->required();
    add.app->add_option("--label", add.said->label, "Where it hangs: \"begane grond\"");
    add.app->add_option("--site", add.said->address,
                        "Address of the site, to print: https://foto.example.org");
    add_wishes(add);

    const Command list =
        command(*screens, invocation, "list", "What each screen shows, and when it was heard", list_screens);
    list.app->add_flag("--json", list.said->json, "As JSON");

    const Command receipts = command(*screens, invocation, "receipts",
                                     "Of which screens a withdrawn photo is gone", print_receipts);
    receipts.app->add_option("--photo", receipts.said->photo, "Only of this photo");
    receipts.app->add_flag("--json", receipts.said->json, "As JSON");

    const Command revoked = command(*screens, invocation, "revoke", "Take a screen's address away", revoke);
    revoked.app->add_option("SCREEN", revoked.said->screen, "Id of the screen, like s1")->required();

    const Command wishes = command(*screens, invocation, "set", "Change how a screen behaves", set);
    wishes.app->add_option("SCREEN", wishes.said->screen, "Id of the screen, like s1")->required();
    add_wishes(wishes);

    const Command again = command(*screens, invocation, "reload", "Have a screen load itself anew", reload);
    again.app->add_option("SCREEN", again.said->screen, "Id of the screen, like s1");
    again.app->add_flag("--all", again.said->all, "Every screen");

    add_keeping(*screens, invocation);
    add_export(*screens, invocation);
}

}  // namespace server
