#include "a_site.hpp"
#include "catalogue/catalogue.hpp"
#include "visitor.hpp"

#include <filesystem>
#include <fstream>
#include <map>
#include <queue>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/core.h>

namespace {

using a_site::answer;
using a_site::Site;
using visitor::ask;
using visitor::holds;
using visitor::Reply;

std::vector<std::string> links_in(const std::string& page) {
    std::vector<std::string> links;
    static const std::regex attribute(R"re((href|src|srcset|data-list)="([^"]*)")re");
    static const std::regex address(R"((/[^ ,]*))");
    for (std::sregex_iterator found(page.begin(), page.end(), attribute), end; found != end; ++found) {
        const std::string value = (*found)[2];
        for (std::sregex_iterator each(value.begin(), value.end(), address); each != end; ++each) {
            links.push_back((*each)[1]);
        }
    }
    return links;
}

// Everything that can be reached from these pages, by address.
std::map<std::string, Reply> everything_from(const Site& site, const std::vector<std::string>& begin) {
    std::map<std::string, Reply> seen;
    std::queue<std::string> to_ask;
    for (const std::string& each : begin) to_ask.push(each);
    for (; !to_ask.empty(); to_ask.pop()) {
        if (seen.contains(to_ask.front())) continue;
        const Reply& reply = seen[to_ask.front()] = ask(site.http, to_ask.front());
        for (const std::string& link : links_in(reply.body)) to_ask.push(link);
    }
    return seen;
}

/// Public addresses are long and random: any three letters may stand in one by chance.
std::string without_random_addresses(const std::string& text) {
    static const std::regex random("[A-Za-z0-9_-]{20,}");
    return std::regex_replace(text, random, "~");
}

a_site::Json course_with_words() {
    a_site::Json course = a_site::course();
    a_site::add_text(course, "p01", "title", {{"nl", "De boom"}, {"ar", "الشجرة"}});
    a_site::add_text(course, "p01", "caption", {{"nl", "Hij bloeit."}, {"ar", "إنها تزهر."}});
    return course;
}

}  // namespace

TEST_CASE("a withdrawal takes the photo off the site at the next request") {
    Site site(a_site::course());
    const std::string address = site.site_address("p01");
    const std::string page = "/foto/" + address;
    const Reply before = ask(site.http, "/beeld/" + address + "/1280");
    REQUIRE(before.status == 200);
    CHECK(before.body == a_site::coded_picture("p01", 1280));
    REQUIRE(ask(site.http, page).status == 200);
    REQUIRE(holds(ask(site.http, "/").body, address));

    site.record({answer("d1", "website", "withdraw")});

    CHECK(ask(site.http, page).status == 410);
    CHECK_FALSE(holds(ask(site.http, "/").body, address));
    const std::string kept = "If-None-Match: " + before.header("ETag") + "\r\n";
    for (const char* width : {"320", "1280", "1920"}) {
        for (const std::string& fields : {std::string{}, kept, std::string{"Range: bytes=0-3\r\n"}}) {
            for (const char* method : {"GET", "HEAD"}) {
                const Reply after =
                    ask(site.http, fmt::format("/beeld/{}/{}", address, width), fields, method);
                CHECK(after.status == 410);
                CHECK_FALSE(holds(after.body, "picture of"));
            }
        }
    }
    CHECK(ask(site.http, "/foto/" + site.site_address("p03")).status == 200);
}

TEST_CASE("consent that ends takes the photo off the site when the day comes") {
    Site site(a_site::course());
    auto until_friday = answer("d3", "website", "grant");
    until_friday.valid_until = "2026-07-03";
    site.record({until_friday});
    const std::string address = site.site_address("p04");
    CHECK(ask(site.http, "/foto/" + address).status == 200);
    site.today = catalogue::parse_day("2026-07-05");
    CHECK(ask(site.http, "/foto/" + address).status == 410);
    CHECK(ask(site.http, "/beeld/" + address + "/320").status == 410);
}

TEST_CASE("a library that is put back from elsewhere is read anew") {
    Site site(a_site::course());
    const std::string address = site.site_address("p01");
    REQUIRE(ask(site.http, "/foto/" + address).status == 200);
    std::filesystem::rename(site.library, site.library.string() + ".away");
    CHECK(ask(site.http, "/foto/" + address).status == 500);
    CHECK(ask(site.http, "/beeld/" + address + "/320").status == 500);
    std::filesystem::rename(site.library.string() + ".away", site.library);
    CHECK(ask(site.http, "/foto/" + address).status == 200);
}

TEST_CASE("every link on the site leads somewhere") {
    Site site(course_with_words());
    const auto all = everything_from(site, {"/", "/boekje", "/robots.txt"});
    CHECK(all.size() >= 4 * 4 + 5);  // a page and three sizes a photo
    for (const auto& [address, reply] : all) {
        CAPTURE(address);
        CHECK(reply.status == 200);
    }
}

TEST_CASE("nobody is named who did not choose it, in any byte of any page") {
    Site site(course_with_words());
    std::vector<std::string> begin = {"/", "/boekje", "/nergens"};
    const std::string screen = "/scherm/" + site.screen_token("r1");
    begin.push_back(screen);
    begin.push_back(screen + "/lijst");
    bool pseudonym_seen = false;
    for (const auto& [address, reply] : everything_from(site, begin)) {
        CAPTURE(address);
        const bool is_test_picture = reply.header("Content-Type") == "image/jpeg";
        const std::string said = address + reply.head + (is_test_picture ? "" : reply.body);
        for (const std::string name : {"Selam", "Tekle", "Sharda", "Ramkhelawan"}) {
            CAPTURE(name);
            CHECK_FALSE(holds(said, name));
        }
        const std::string ids = without_random_addresses(said);
        for (const std::string id : {"VB-", "IMG", "p03", "p04"}) {
            CAPTURE(id);
            CHECK_FALSE(holds(ids, id));
        }
        // Who takes part was perhaps referred: no page says by whom.
        CHECK_FALSE(holds(reply.body, "uisarts"));
        CHECK_FALSE(holds(reply.body, "De Linde"));
        pseudonym_seen = pseudonym_seen || holds(reply.body, "Abeba");
    }
    CHECK(pseudonym_seen);
    CHECK(holds(ask(site.http, "/").body, "Ria Verkuil"));
    CHECK_FALSE(holds(ask(site.http, screen + "/lijst").body, "Verkuil"));
}

TEST_CASE("hostile words are shown as words") {
    const std::string hostile = R"("><script>alert('x')</script><img src=x onerror=alert(1)>{{{name}}}&amp;)";
    a_site::Json course = a_site::course();
    a_site::add_text(course, "p01", "title", {{"nl", hostile}, {"ar", hostile}});
    a_site::add_text(course, "p01", "caption", {{"nl", hostile}});
    course["photos"][0]["alt_nl"] = hostile;
    course["course"]["title"] = hostile;
    course["course"]["exhibition"]["title"] = hostile;
    course["course"]["exhibition"]["place"] = hostile;
    course["organisation"]["name"] = hostile;
    course["persons"][0]["display"]["full"] = hostile;
    Site site(course);
    for (const auto& [address, reply] : everything_from(site, {"/", "/boekje"})) {
        if (reply.header("Content-Type") != "text/html; charset=utf-8") continue;
        CAPTURE(address);
        CHECK_FALSE(holds(reply.body, "<script>"));
        CHECK_FALSE(holds(reply.body, "<img src=x"));
        CHECK(holds(reply.body, "&lt;script&gt;"));
    }
}

TEST_CASE("words stand in their own language and direction, and a photo without a title says so") {
    Site site(course_with_words());
    const std::string page = ask(site.http, "/foto/" + site.site_address("p01")).body;
    CHECK(holds(page, R"(<h1 lang="nl" dir="ltr">De boom</h1>)"));
    CHECK(holds(page, R"(lang="ar" dir="rtl">الشجرة<)"));
    CHECK(holds(page, R"(lang="ar" dir="rtl">إنها تزهر.<)"));
    CHECK(holds(page, "Ria Verkuil"));
    const std::string untitled = ask(site.http, "/foto/" + site.site_address("p04")).body;
    CHECK(holds(untitled, ">Zonder titel</h1>"));
    CHECK_FALSE(holds(untitled, "class=\"name\""));
}

TEST_CASE("the page keeps room for every photo before it comes") {
    Site site(a_site::course());
    const std::string page = ask(site.http, "/").body;
    CHECK(holds(page, R"(width="1280" height="960")"));
    CHECK(holds(page, R"(width="960" height="1280")"));  // taken on its side
    std::filesystem::remove(site.reader().rendition_path({std::string(63, '0') + "1"}, 1920));
    const std::string fewer = ask(site.http, "/en/").body;  // which nobody has asked for before
    CHECK_FALSE(holds(fewer, site.site_address("p01") + "/1920"));
    CHECK(holds(fewer, site.site_address("p01") + "/320 320w"));
}

TEST_CASE("a photo can be asked for in part, or only if it changed") {
    Site site(a_site::course());
    const std::string picture = "/beeld/" + site.site_address("p01") + "/320";
    const Reply whole = ask(site.http, picture);
    CHECK(whole.header("Content-Type") == "image/jpeg");
    CHECK(whole.header("Cache-Control") == "private, no-cache");
    const Reply part = ask(site.http, picture, "Range: bytes=2-8\r\n");
    CHECK(part.status == 206);
    CHECK(part.body == "picture");
    CHECK(ask(site.http, picture, "Range: bytes=9999-\r\n").status == 416);
    const Reply same = ask(site.http, picture, "If-None-Match: " + whole.header("ETag") + "\r\n");
    CHECK(same.status == 304);
    CHECK(same.body.empty());
    const Reply head = ask(site.http, picture, "", "HEAD");
    CHECK(head.body.empty());
    CHECK(head.header("Content-Length") == std::to_string(whole.body.size()));
}

TEST_CASE("a gallery without the package for large photos asks for nothing that is not there") {
    const Site bare(a_site::course());
    const std::string page = ask(bare.http, "/").body;
    CHECK_FALSE(holds(page, "lightbox.js"));
    CHECK_FALSE(holds(page, "photoswipe"));
    CHECK(holds(page, "href=\"/foto/"));
    CHECK(ask(bare.http, "/assets/photoswipe.esm.min.js").status == 404);

    const a_course::Folder packages;
    for (const char* name : {"photoswipe.css", "photoswipe.esm.min.js", "photoswipe-lightbox.esm.min.js"}) {
        std::ofstream(packages.path / name) << "/* " << name << " */";
    }
    const Site with(a_site::course(), {}, packages.path);
    CHECK(holds(ask(with.http, "/").body, "lightbox.js"));
    CHECK(ask(with.http, "/assets/photoswipe.esm.min.js").body == "/* photoswipe.esm.min.js */");
    for (const auto& [address, reply] : everything_from(with, {"/"})) {
        CAPTURE(address);
        CHECK(reply.status == 200);
    }
}
