#include "a_site.hpp"
#include "catalogue/catalogue.hpp"
#include "visitor.hpp"

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/core.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

namespace {

using a_site::answer;
using a_site::Json;
using a_site::Site;
using visitor::ask;
using visitor::holds;
using visitor::Reply;

// What the log says as long as this lives.
class Log {
 public:
    Log() : before_(spdlog::default_logger()) {
        spdlog::set_default_logger(std::make_shared<spdlog::logger>(
            "test", std::make_shared<spdlog::sinks::ostream_sink_mt>(said_)));
    }
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;
    ~Log() { spdlog::set_default_logger(before_); }

    std::string said() const { return said_.str(); }

 private:
    std::ostringstream said_;
    std::shared_ptr<spdlog::logger> before_;
};

}  // namespace

TEST_CASE("a screen's list drops a photo at the next request after a withdrawal") {
    Site site(a_site::course());
    const std::string screen = "/scherm/" + site.screen_token("r1");
    const std::string picture = screen + "/beeld/" + site.screen_picture_address("p03");
    CHECK(Json::parse(ask(site.http, screen + "/lijst").body)["fotos"].size() == 4);
    REQUIRE(ask(site.http, picture).body == a_site::coded_picture("p03", 1920));

    site.record({answer("d2", "practice_screen", "withdraw")});

    const Reply list = ask(site.http, screen + "/lijst");
    CHECK(Json::parse(list.body)["fotos"].size() == 3);
    CHECK_FALSE(holds(list.body, site.site_address("p03")));
    CHECK(ask(site.http, picture).status == 410);
    CHECK(ask(site.http, "/foto/" + site.site_address("p03")).status ==
          200);  // the website is another question
}

TEST_CASE("a screen learns how long it may show what it was told: a day, or as long as was set") {
    Site site(a_site::course());
    const std::string address = "/scherm/" + site.screen_token("r1") + "/lijst";
    CHECK(Json::parse(ask(site.http, address).body)["geldig"] == 24 * 3600);
    catalogue::ScreenWishes wishes;
    wishes.lease_seconds = 3600;
    site.screens.set({"s1"}, wishes);
    const Json list = Json::parse(ask(site.http, address).body);
    CHECK(list["geldig"] == 3600);
    CHECK(list["vraag_na"] < list["geldig"]);
    wishes.lease_seconds = 3599;
    CHECK_THROWS_AS(site.screens.set({"s1"}, wishes), catalogue::CannotWork);
    wishes.lease_seconds = 7 * 24 * 3600 + 1;
    CHECK_THROWS_AS(site.screens.set({"s1"}, wishes), catalogue::CannotWork);
    CHECK(list["seconden"] >= 8);
    CHECK(list["seconden"] <= 12);
}

TEST_CASE("a screen has an address that cannot be guessed, and only as long as it is not revoked") {
    Site site(a_site::course());
    CHECK(site.screen_token("r1").size() == 22);
    CHECK(ask(site.http, "/scherm/" + site.screen_token("r1")).status == 200);
    const std::string other = "/scherm/" + site.screen_token("r2");
    CHECK(ask(site.http, other).status == 200);
    site.screens.revoke({"s2"}, "2026-07-01T11:00:00");
    CHECK(ask(site.http, other).status == 410);
    CHECK(ask(site.http, other + "/beeld/" + site.screen_picture_address("p01")).status == 410);
    const Reply told = ask(site.http, other + "/lijst?n=abc");
    CHECK(told.status == 410);
    CHECK(Json::parse(told.body)["weg"] == true);  // by which it knows that it is ours who say so
    CHECK(Json::parse(told.body)["echo"] == "abc");
    for (const char* path : {"/scherm", "/scherm/", "/scherm/r1", "/scherm/AAAAAAAAAAAAAAAAAAAAAA",
                             "/scherm/AAAAAAAAAAAAAAAAAAAAAA/lijst"}) {
        CAPTURE(path);
        CHECK(ask(site.http, path).status == 404);
    }
}

TEST_CASE("a screen can tell our answers from those of a network that answers everything itself") {
    Site site(a_site::course());
    const std::string screen = "/scherm/" + site.screen_token("r1");
    const Reply page = ask(site.http, screen);
    CHECK(page.header("X-In-Beeld") == "scherm");
    for (const std::string& path :
         {screen + "/lijst", screen + "/sw.js", screen + "/beeld/" + site.screen_picture_address("p01"),
          screen + "/beeld/AAAAAAAAAAAAAAAAAAAAAA", std::string{"/scherm/AAAAAAAAAAAAAAAAAAAAAA"},
          std::string{"/assets/screen.js"}, std::string{"/assets/screen.css"},
          std::string{"/assets/icon.svg"}}) {
        CAPTURE(path);
        CHECK(ask(site.http, path).header("X-In-Beeld") == "deel");
    }
}

TEST_CASE("a screen's page asks for the scripts of its own release") {
    Site site(a_site::course());
    const std::string screen = "/scherm/" + site.screen_token("r1");
    const std::string build = Json::parse(ask(site.http, screen + "/lijst").body)["uitgave"];
    const Reply page = ask(site.http, screen);
    for (const char* part : {"screen.css", "screen.js", "screen-lease.js", "screen-hours.js",
                             "screen-shelf.js", "screen-wall.js", "screen-talk.js"}) {
        CAPTURE(part);
        const std::string address = fmt::format("/assets/{}?{}", part, build);
        CHECK(holds(page.body, '"' + address + '"'));
        CHECK(ask(site.http, address).status == 200);
    }
}

TEST_CASE("no path leads out of the site") {
    Site site(a_site::course());
    std::ofstream(site.library / "renditions" / "secret.txt") << "top secret";
    const std::string address = site.site_address("p01");
    for (const std::string& path : {
             std::string{"/../catalogue.db"},
             std::string{"/assets/../site.css"},
             std::string{"/assets/..%2fgallery.mustache"},
             std::string{"/assets/%2e%2e/gallery.mustache"},
             std::string{"/assets//site.css"},
             std::string{"/assets/"},
             std::string{"/assets"},
             std::string{"/assets/site.css/"},
             std::string{"/assets/site.css%00"},
             std::string{"//"},
             std::string{"/beeld/../renditions/secret.txt"},
             "/beeld/" + address + "/../320",
             "/beeld/" + address + "/641",
             "/beeld/" + address + "/0320",
             "/beeld/" + address + "/+320",
             "/beeld/" + address + "/320/",
             "/beeld/" + address + "/-1",
             "/beeld/" + address,
             "/foto/" + address + "/",
             "//foto/" + address,
             "/foto/" + address.substr(1),
             "/foto/" + address + "A",
             "/FOTO/" + address,
             std::string{"/foto/....................../"},
             std::string{"/index.html"},
             std::string{"/catalogue.db"},
             std::string{"/.git/config"},
             std::string{"/inloggen"},
             std::string{"/boekje/"},
             std::string{"/./"},
         }) {
        CAPTURE(path);
        const Reply reply = ask(site.http, path);
        CHECK(reply.status == 404);
        CHECK_FALSE(holds(reply.body, "secret"));
        CHECK_FALSE(holds(reply.body, "{{"));
    }
}

TEST_CASE("whatever is asked over the network, the answer keeps others out") {
    Site site(a_site::course());
    const std::string screen = "/scherm/" + site.screen_token("r1");
    for (const std::string& path :
         {std::string{"/"}, "/foto/" + site.site_address("p01"),
          "/beeld/" + site.site_address("p01") + "/320", std::string{"/nergens"},
          std::string{"/assets/site.css"}, std::string{"/robots.txt"}, screen, screen + "/lijst",
          screen + "/beeld/" + site.screen_picture_address("p01"), std::string{"/\xFF"}}) {
        CAPTURE(path);
        const Reply reply = ask(site.http, path);
        CHECK(holds(reply.header("Content-Security-Policy"), "default-src 'none'; script-src 'self'"));
        CHECK_FALSE(holds(reply.header("Content-Security-Policy"), "unsafe"));
        CHECK(reply.header("X-Content-Type-Options") == "nosniff");
        CHECK(reply.header("Referrer-Policy") == "no-referrer");
        CHECK(reply.header("Cross-Origin-Opener-Policy") == "same-origin");
        CHECK(reply.header("Cross-Origin-Resource-Policy") == "same-origin");
        CHECK(reply.header("X-Robots-Tag") == "noindex, noimageindex, noai");
        CHECK(holds(reply.header("Permissions-Policy"), "camera=(), microphone=()"));
        CHECK(reply.header("Server").empty());
        CHECK(reply.header("Set-Cookie").empty());
        CHECK(reply.header("Strict-Transport-Security").empty());  // not over TLS
        if (path.starts_with(screen)) CHECK(reply.header("Cache-Control") == "no-store");
        CHECK_FALSE(holds(reply.body, " style="));
        CHECK_FALSE(holds(reply.body, "<script>"));
    }
    CHECK(ask(site.http, "/robots.txt").body == "User-agent: *\nDisallow: /\n");
}

TEST_CASE("what goes wrong is told to the log and not to the visitor, and no secret to either") {
    const Log log;
    Site site(a_site::course());
    const std::string token = site.screen_token("r1");
    const std::string library = site.library.string();
    std::filesystem::rename(library, library + ".away");
    for (const std::string& path : {std::string{"/"}, "/scherm/" + token, "/scherm/" + token + "/lijst"}) {
        const Reply reply = ask(site.http, path);
        CHECK(reply.status == 500);
        CHECK(holds(reply.body, "Er ging iets mis"));
        CHECK_FALSE(holds(reply.body, library));
    }
    std::filesystem::rename(library + ".away", library);
    CHECK(holds(log.said(), "GET /scherm/..."));
    CHECK_FALSE(holds(log.said(), token));
    CHECK_FALSE(holds(log.said(), "127.0.0.1"));
}

TEST_CASE("a question that cannot be read gets a page all the same") {
    Site site(a_site::course());
    const std::string answer = visitor::answer_to(site.http, "BREW /pot HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(answer.starts_with("HTTP/1.1 405"));
    CHECK(holds(answer, "Allow: GET, HEAD"));
    CHECK(holds(answer, "U kunt hier alleen kijken."));
    CHECK(holds(visitor::answer_to(site.http, "hello\r\n\r\n"), "begrijpt de site niet"));
}

namespace {

// A booklet that says which photos are in it.
std::optional<catalogue::NewOutput> list_of_photos(const catalogue::Catalogue& catalogue, catalogue::Day now,
                                                   const std::filesystem::path& target) {
    std::ofstream file(target);
    catalogue::NewOutput output;
    output.channel = catalogue::Channel::BookletPdf;
    output.kind = "booklet";
    output.built_at = to_string(now) + "T00:00:00";
    file << "%PDF\n";
    for (const auto& photo : catalogue.cleared<catalogue::Channel::BookletPdf>(now)) {
        file << photo->photo.value << "\n";
        output.items.push_back(output_item(*photo));
    }
    return output;
}

}  // namespace

TEST_CASE("the booklet on the site never holds a photo that was withdrawn") {
    Site site(a_site::course(), list_of_photos);
    CHECK(holds(ask(site.http, "/").body, "href=\"/boekje\""));
    CHECK(holds(ask(site.http, "/boekje").body, "href=\"/boekje.pdf\""));
    CHECK(ask(site.http, "/boekje.pdf").body == "%PDF\np01\np02\np03\np04\n");
    CHECK(ask(site.http, "/boekje.pdf").header("Content-Type") == "application/pdf");

    site.record({answer("d1", "website", "withdraw")});  // the booklet on the web needs both
    CHECK(ask(site.http, "/boekje.pdf").body == "%PDF\np03\np04\n");
    site.record({answer("d2", "booklet", "withdraw"), answer("d3", "booklet", "withdraw")});
    CHECK(ask(site.http, "/boekje.pdf").status == 404);
    CHECK_FALSE(holds(ask(site.http, "/").body, "href=\"/boekje\""));
    CHECK_FALSE(holds(ask(site.http, "/boekje").body, "boekje.pdf"));
}

TEST_CASE("somebody who withdraws while the booklet is being made is not in it, then or later") {
    Site* on_line = nullptr;
    int times_made = 0;
    const auto d1_says = [&](const char* decision, const char* when) {
        auto event = answer("d1", "booklet", decision);
        event.valid_from = event.recorded_at = when;
        on_line->record({event});
    };
    const server::MakeBooklet make = [&](const catalogue::Catalogue& catalogue, catalogue::Day now,
                                         const std::filesystem::path& target) {
        ++times_made;
        if (times_made == 1) d1_says("grant", "2026-07-01T11:00:00");
        const auto made = list_of_photos(catalogue, now, target);
        if (times_made == 1) d1_says("withdraw", "2026-07-01T12:00:00");
        return made;
    };
    Site site(a_site::course(), make);
    on_line = &site;
    d1_says("withdraw", "2026-07-01T10:00:00");
    // Before and after the making exactly the same photos are cleared, but not while it is made.
    CHECK(ask(site.http, "/boekje.pdf").body == "%PDF\np03\np04\n");
    CHECK(times_made == 2);
    CHECK(ask(site.http, "/boekje.pdf").body == "%PDF\np03\np04\n");
    CHECK(times_made == 2);
}

TEST_CASE("a booklet that was given out on the site is in the ledger, once for each edition") {
    Site site(a_site::course(), list_of_photos);
    CHECK(site.reader().ledger().outputs.empty());
    for (int times = 0; times < 2; ++times) ask(site.http, "/boekje.pdf");
    auto outputs = site.reader().ledger().outputs;
    REQUIRE(outputs.size() == 1);
    CHECK(outputs[0].channel == "booklet_pdf");
    CHECK(outputs[0].items.size() == 4);
    site.record({answer("d1", "booklet", "withdraw")});
    ask(site.http, "/boekje.pdf");
    outputs = site.reader().ledger().outputs;
    REQUIRE(outputs.size() == 2);
    CHECK(outputs[1].items.size() == 2);
}

TEST_CASE("a booklet that cannot be kept in the ledger is not given out") {
    // The maker says one photo more than may be shown: the ledger refuses it, however often it is made.
    Site site(a_site::course(), [](const auto& catalogue, catalogue::Day now, const auto& target) {
        auto output = list_of_photos(catalogue, now, target);
        output->items.push_back({{"p04"}, {"v1"}, catalogue::NameForm::Anonymous, false, false});
        return output;
    });
    site.record({answer("d3", "booklet", "withdraw")});
    CHECK(ask(site.http, "/boekje.pdf").status == 500);
    CHECK(site.reader().ledger().outputs.empty());
}
