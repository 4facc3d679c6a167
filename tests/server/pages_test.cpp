#include "a_site.hpp"
#include "catalogue/catalogue.hpp"
#include "server/packed.hpp"
#include "server/site_templates.hpp"
#include "server/site_words.hpp"
#include "visitor.hpp"

#include <filesystem>
#include <fstream>
#include <ios>
#include <string>

#include <doctest/doctest.h>
#include <fmt/core.h>

namespace {

using a_site::answer;
using a_site::Json;
using a_site::Site;
using visitor::ask;
using visitor::holds;
using visitor::Reply;

// Another coding of a photo's rendition, beside the JPEG.
void add_coding(const Site& site, const std::string& photo, int size, const std::string& ending) {
    for (const auto& each : site.reader().cleared<catalogue::Channel::Site>(site.today)) {
        if (each->photo.value != photo) continue;
        auto path = site.reader().rendition_path(each->picture.id, size);
        std::ofstream(path.replace_extension(ending), std::ios::binary) << ending << " of " << photo;
    }
}

}  // namespace

TEST_CASE("a browser gets the smallest coding that it says it understands, and others a JPEG") {
    Site site(a_site::course());
    add_coding(site, "p01", 640, "avif");
    add_coding(site, "p01", 640, "webp");
    const std::string picture = "/beeld/" + site.site_address("p01") + "/640";
    CHECK(ask(site.http, picture, "Accept: image/avif,image/webp,*/*\r\n").body == "avif of p01");
    const Reply webp = ask(site.http, picture, "Accept: image/webp,*/*\r\n");
    CHECK(webp.body == "webp of p01");
    CHECK(webp.header("Content-Type") == "image/webp");
    CHECK(webp.header("Vary") == "Accept");
    CHECK(ask(site.http, picture, "Accept: image/avif;q=0,image/webp\r\n").body == "webp of p01");
    // There is no JPEG of 640 yet: the next larger one.
    CHECK(ask(site.http, picture).body == a_site::coded_picture("p01", 1280));
    CHECK(ask(site.http, picture, "Accept: */*\r\n").body == a_site::coded_picture("p01", 1280));

    site.record({answer("d1", "website", "withdraw")});
    for (const char* accept : {"", "Accept: image/avif\r\n", "Accept: image/webp\r\n"}) {
        const std::string kept = accept + ("If-None-Match: " + webp.header("ETag") + "\r\n");
        CHECK(ask(site.http, picture, kept).status == 410);
    }
}

TEST_CASE(
    "a maker has a page with the photos and the story that go with the name, and none when all is gone") {
    Json course = a_site::course();
    course["texts"].push_back({{"id", "s1"},
                               {"kind", "story"},
                               {"author", "d1"},
                               {"approved_at", "2026-06-16"},
                               {"sensitive", false},
                               {"nl", "Ik woon hier veertig jaar."},
                               {"other", {{"ar", "أسكن هنا منذ أربعين عاما."}}}});
    Site site(course);
    const std::string first = site.site_address("p01");
    CHECK(holds(ask(site.http, "/foto/" + site.site_address("p02")).body, "href=\"/maker/" + first + "\""));
    const Reply page = ask(site.http, "/maker/" + first);
    CHECK(page.status == 200);
    CHECK(holds(page.body, "Ria Verkuil"));
    CHECK(holds(page.body, "Ik woon hier veertig jaar."));
    CHECK(holds(page.body, "lang=\"ar\" dir=\"rtl\">أسكن"));
    CHECK(holds(page.body, site.site_address("p02")));
    CHECK_FALSE(holds(page.body, site.site_address("p03")));
    CHECK(holds(ask(site.http, "/en/maker/" + site.site_address("p04")).body,
                "Photos by a maker without a name"));

    site.record({answer("d1", "website", "withdraw")});
    CHECK(ask(site.http, "/maker/" + first).status == 410);
    CHECK(ask(site.http, "/maker/AAAAAAAAAAAAAAAAAAAAAA").status == 404);
}

TEST_CASE("the site speaks four languages, each in its own direction, and keeps to it from page to page") {
    Site site(a_site::course());
    const std::string photo = site.site_address("p01");
    CHECK(holds(ask(site.http, "/").body, "<html lang=\"nl\" dir=\"ltr\">"));
    const std::string arabic = ask(site.http, "/ar/").body;
    CHECK(holds(arabic, "<html lang=\"ar\" dir=\"rtl\">"));
    CHECK(holds(arabic, "href=\"/ar/foto/" + photo + "\""));
    const std::string page = ask(site.http, "/tr/foto/" + photo).body;
    CHECK(holds(page, "<html lang=\"tr\" dir=\"ltr\">"));
    CHECK(holds(page, "href=\"/en/foto/" + photo + "\""));
    CHECK(holds(page, "href=\"/foto/" + photo + "\""));  // Dutch
    CHECK(holds(ask(site.http, "/en/").body, "2 July 2026"));
    for (const char* path : {"/nl/", "/xx/", "/en", "/en/en/", "/en/assets/site.css", "/en/boekje.pdf"}) {
        CAPTURE(path);
        CHECK(ask(site.http, path).status == 404);
    }
}

TEST_CASE("a share card is made only of a photo that may be on social media, and only when asked for") {
    Json course = a_site::course();
    Json yes = a_course::event("e0900", "d1", "social", "grant");
    yes["capacity"] = "maker";
    yes["name_form"] = "first";
    course["consent_events"].push_back(yes);
    Site site(course);
    const std::string photo = "/foto/" + site.site_address("p01");
    CHECK_FALSE(holds(ask(site.http, photo).body, "og:image"));
    server::SiteSettings settings{site.library,
                                  std::filesystem::path(SOURCE_FOLDER) / "templates/site",
                                  [] { return a_course::today; },
                                  {}};
    settings.address = "https://foto.example.org";
    const server::Site shared(settings);
    const std::string page = shared.answer({"GET", photo, "", ""}).in_memory();
    CHECK(holds(page,
                "og:image\" content=\"https://foto.example.org/beeld/" + site.site_address("p01") + "/1280"));
    CHECK_FALSE(
        holds(page.substr(0, page.find("<body")), "Verkuil"));  // on social media the first name is the most
    CHECK_FALSE(
        holds(shared.answer({"GET", "/foto/" + site.site_address("p03"), "", ""}).in_memory(), "og:image"));
}

TEST_CASE("only who asked for packed text gets it, and a tag of it is good for both") {
    Site site(a_site::course());
    const Reply plain = ask(site.http, "/");
    const Reply packed = ask(site.http, "/", "Accept-Encoding: br, gzip\r\n");
    CHECK(packed.header("Content-Encoding") == "gzip");
    CHECK(packed.body.starts_with("\x1f\x8b"));
    CHECK(packed.body.size() * 2 < plain.body.size());
    CHECK(packed.header("Vary") == "Accept-Encoding");
    CHECK(plain.header("Content-Encoding").empty());
    CHECK(ask(site.http, "/", "Accept-Encoding: gzip;q=0\r\n").header("Content-Encoding").empty());
    CHECK(ask(site.http, "/", "If-None-Match: " + packed.header("ETag") + "\r\n").status == 304);
    const Reply picture =
        ask(site.http, "/beeld/" + site.site_address("p01") + "/320", "Accept-Encoding: gzip\r\n");
    CHECK(picture.header("Content-Encoding").empty());
}

TEST_CASE("who watches over the machine is told numbers, and nobody else") {
    Site site(a_site::course());
    CHECK(ask(site.http, "/healthz").body == "ok\n");
    const Reply numbers = ask(site.http, "/metrics");
    CHECK(holds(numbers.body, "inbeeld_answers_total{status=\"2xx\"} 1\n"));
    CHECK(holds(numbers.body, "inbeeld_screens 0\n"));
    CHECK(ask(site.http, "/metrics", "X-Forwarded-For: 203.0.113.9\r\n").status == 404);
}

TEST_CASE("a screen tells what it has lost, and hears of a withdrawal over its stream") {
    Site site(a_site::course());
    const std::string screen = "/scherm/" + site.screen_token("r1");
    const std::string before = Json::parse(ask(site.http, screen + "/lijst").body)["versie"];
    auto stream = visitor::connected_to(site.http);
    visitor::say(stream, "GET " + screen + "/stroom HTTP/1.1\r\nHost: a\r\n\r\n");
    std::string heard;
    const auto hear = [&](const std::string& until) {
        for (char bytes[512]; !holds(heard, until);) {
            const int came = stream.receiveBytes(bytes, sizeof bytes);
            if (came <= 0) break;
            heard.append(bytes, static_cast<std::size_t>(came));
        }
        return holds(heard, until);
    };
    stream.setReceiveTimeout(Poco::Timespan(20, 0));
    REQUIRE(hear("event: lijst\ndata: " + before));
    heard.clear();
    site.record({answer("d2", "practice_screen", "withdraw")});
    REQUIRE(hear("event: lijst\ndata: "));
    CHECK_FALSE(holds(heard, before));

    const std::string after = Json::parse(ask(site.http, screen + "/lijst").body)["versie"];
    const auto tell = [&](const std::string& body) {
        return visitor::answer_to(site.http,
                                  fmt::format("POST {}/melding HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n"
                                              "Connection: close\r\n\r\n{}",
                                              screen, body.size(), body));
    };
    const auto losing = [&] { return site.screens.to_lose({{"p01"}, {"p02"}, {"p04"}}); };
    REQUIRE(losing().size() == 1);
    CHECK(losing().front().gone.empty());
    CHECK(tell("{\"versie\":\"" + before + "\"}").starts_with("HTTP/1.1 204"));
    CHECK(losing().front().gone.empty());
    CHECK(tell("{\"versie\":\"" + after + "\",\"fout\":\"a\\u0001b<\"}").starts_with("HTTP/1.1 204"));
    CHECK_FALSE(losing().front().gone.empty());
    CHECK(site.screens.all().front().beat.fault == "ab<");
    CHECK(tell("not json").starts_with("HTTP/1.1 400"));
    CHECK(tell(std::string(5000, 'x')).starts_with("HTTP/1.1 413"));
    site.site.stop();
}
