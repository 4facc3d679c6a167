#include "a_site.hpp"
#include "catalogue/catalogue.hpp"
#include "server/screens/receipts.hpp"
#include "visitor.hpp"

#include <string>
#include <vector>

#include <Poco/AutoPtr.h>
#include <Poco/DOM/DOMParser.h>
#include <Poco/DOM/Document.h>
#include <Poco/DOM/Element.h>
#include <Poco/DOM/NodeList.h>
#include <doctest/doctest.h>

namespace {

using a_site::answer;
using a_site::Json;
using a_site::Site;
using visitor::ask;
using visitor::holds;
using visitor::Reply;

std::string path_of(const std::string& address) {
    return address.substr(address.find("/scherm/"));
}

std::vector<std::string> pictures_in(const Json& feed) {
    std::vector<std::string> pictures;
    for (const Json& item : feed["items"]) pictures.push_back(item["image"]);
    return pictures;
}

Json course_with_a_strange_title() {
    Json course = a_site::course();
    a_site::add_text(course, "p01", "title", {{"nl", "Zon & <regen>\x01 ]]>"}, {"ar", "الشجرة"}});
    a_site::add_text(course, "p01", "caption", {{"nl", "Hij \"bloeit\"."}});
    return course;
}

}  // namespace

TEST_CASE("a narrowcasting system gets the practice's photos with their words and how long they are good") {
    Site site(course_with_a_strange_title());
    const std::string screen = "/scherm/" + site.screen_token("r1");
    const Reply reply = ask(site.http, screen + "/feed.json");
    CHECK(reply.header("content-type") == "application/feed+json; charset=utf-8");
    CHECK(reply.header("cache-control") == "no-store");
    const Json feed = Json::parse(reply.body);
    CHECK(feed["version"] == "https://jsonfeed.org/version/1.1");
    CHECK(feed["_inbeeld"]["lease_seconds"] == 24 * 3600);
    CHECK(feed["_inbeeld"]["ask_again_seconds"] == 60);
    REQUIRE(feed["items"].size() == 4);
    for (const Json& item : feed["items"]) {
        const Reply picture = ask(site.http, path_of(item["image"]));
        CHECK(picture.status == 200);
        CHECK(item["attachments"][0]["size_in_bytes"] == picture.body.size());
        CHECK(item["content_text"] != "");
        if (item["id"] != site.screen_picture_address("p01")) continue;
        CHECK(item["authors"][0]["name"] == "Ria");  // a screen tells no surname
        CHECK(item["_inbeeld"]["texts"].size() == 2);
        CHECK(holds(item["content_text"], "Hij \"bloeit\"."));
    }
    for (const char* secret : {"Verkuil", "Selam", "Tekle", "Sharda", "Linde"}) {
        CAPTURE(secret);
        CHECK_FALSE(holds(reply.body, secret));
    }
}

TEST_CASE("the RSS feed holds the same photos and can be read by any reader of XML") {
    Site site(course_with_a_strange_title());
    const std::string screen = "/scherm/" + site.screen_token("r1");
    const Reply reply = ask(site.http, screen + "/feed.xml");
    CHECK(reply.header("content-type") == "application/rss+xml; charset=utf-8");
    const Poco::AutoPtr<Poco::XML::Document> read = Poco::XML::DOMParser().parseString(reply.body);
    const Poco::AutoPtr<Poco::XML::NodeList> items = read->getElementsByTagName("item");
    REQUIRE(items->length() == 4);
    const auto pictures = pictures_in(Json::parse(ask(site.http, screen + "/feed.json").body));
    std::string titles;
    for (unsigned long i = 0; i < items->length(); ++i) {
        const auto* item = static_cast<const Poco::XML::Element*>(items->item(i));
        CHECK(item->getChildElement("enclosure")->getAttribute("url") == pictures[i]);
        CHECK(item->getChildElement("dcterms:valid")->innerText().starts_with("end=2"));
        titles += item->getChildElement("title")->innerText();
    }
    CHECK(holds(titles, "Zon & <regen> ]]>"));
    CHECK_FALSE(holds(reply.body, "Verkuil"));
}

TEST_CASE("what is withdrawn, or kept off at a practice, is out of its feed at once") {
    Site site(a_site::course());
    const std::string screen = "/scherm/" + site.screen_token("r1");
    const std::string picture = screen + "/beeld/" + site.screen_picture_address("p03") + "/1920";
    REQUIRE(holds(ask(site.http, screen + "/feed.xml").body, picture));
    site.record({answer("d2", "practice_screen", "withdraw")});
    CHECK_FALSE(holds(ask(site.http, screen + "/feed.xml").body, picture));
    CHECK_FALSE(holds(ask(site.http, screen + "/feed.json").body, picture));
    CHECK(ask(site.http, picture).status == 410);
    site.screens.keep_off({"r1"}, "p01");
    CHECK(Json::parse(ask(site.http, screen + "/feed.json").body)["items"].size() == 2);
    const std::string other = "/scherm/" + site.screen_token("r2");
    CHECK(Json::parse(ask(site.http, other + "/feed.json").body)["items"].size() == 3);
    site.screens.revoke({"s1"}, "2026-07-01T11:00:00");
    CHECK(ask(site.http, screen + "/feed.json").status == 410);
    CHECK(ask(site.http, screen + "/feed.xml").status == 410);
}

TEST_CASE("a system that comes to ask again has dropped what the answer before did not hold") {
    Site site(a_site::course());
    const std::string feed = "/scherm/" + site.screen_token("r1") + "/feed.json";
    const auto gone = [&] {
        const auto all = server::receipts(site.reader(), site.screens, site.today, "2026-07-01T12:00:00");
        REQUIRE(all.size() == 1);
        return all.front().gone;
    };
    ask(site.http, feed);
    site.record({answer("d2", "practice_screen", "withdraw")});
    CHECK(gone() == 0);
    ask(site.http, feed);
    CHECK(gone() == 0);  // it was answered without the photo, but may not have read that
    ask(site.http, feed, "", "HEAD");
    CHECK(gone() == 0);
    ask(site.http, feed);
    CHECK(gone() == 1);
}

TEST_CASE("a feed under the address of a page of ours does not speak for that page") {
    Site site(a_site::course());
    const std::string screen = "/scherm/" + site.screen_token("r1");
    const std::string version = Json::parse(ask(site.http, screen + "/lijst").body)["versie"];
    const std::string told = R"({"versie":")" + version + R"(","staat":"speelt"})";
    REQUIRE(ask(site.http, screen + "/melding",
                "Content-Length: " + std::to_string(told.size()) + "\r\n\r\n" + told, "POST")
                .status == 204);
    site.record({answer("d2", "practice_screen", "withdraw")});
    for (int i = 0; i < 3; ++i) ask(site.http, screen + "/feed.json");
    const auto all = server::receipts(site.reader(), site.screens, site.today, "2026-07-01T12:00:00");
    REQUIRE(all.size() == 1);
    CHECK(all.front().gone == 0);
}
