#include "server/site.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/screens.hpp"
#include "server/answer.hpp"
#include "server/booklet_edition.hpp"
#include "server/response_head.hpp"
#include "tests/catalogue/a_course.hpp"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <sys/types.h>
#include <unistd.h>

using a_course::arrival;
using a_course::Json;
using a_course::today;
using catalogue::Channel;

namespace {

void agree(Json& file, const std::string& purpose, const std::string& capacity = "maker") {
    Json yes =
        a_course::event("e" + std::to_string(file["consent_events"].size() + 100), "d1", purpose, "grant");
    yes["capacity"] = capacity;
    file["consent_events"].push_back(yes);
}

/// The site of a course with two photos, p01 and p02, both with a yes for the website and the screens.
struct Open {
    explicit Open(const std::function<void(Json&)>& change = [](Json&) {})
        : catalogue(make(change)),
          site({folder.path, std::filesystem::path(SOURCE_FOLDER) / "templates/site", [] { return today; },
                server::in_this_process([this](const auto&, auto, const auto& target) {
                    std::ofstream(target) << "%PDF-" << ++booklets_made;
                    catalogue::NewOutput output;
                    output.channel = Channel::BookletPdf;
                    output.kind = "booklet";
                    output.built_at = "2026-07-02T00:00:00";
                    return std::optional{output};
                })}) {
        for (const char picture : {'a', 'b'}) {
            for (const int width : {320, 1280, 1920}) {
                const auto path = catalogue.rendition_path({std::string(64, picture)}, width);
                std::filesystem::create_directories(path.parent_path());
                std::ofstream(path) << "JPEG " << picture << width;
            }
        }
    }

    catalogue::Catalogue make(const std::function<void(Json&)>& change) {
        Json file = a_course::course();
        file["photos"].push_back(a_course::photo("p02", "d1", "IMG_0002.JPG"));
        file["referrers"] =
            Json::array({Json{{"id", "r1"}, {"organisation", "De Linde"}, {"has_screen", true}}});
        agree(file, "practice_screen");
        agree(file, "booklet");
        change(file);
        a_course::library_with(file, folder.path)
            .record({arrival('a', "IMG_0001.JPG"), arrival('b', "IMG_0002.JPG")});
        return catalogue::Catalogue::open(folder.path, catalogue::Access::ReadOnly);
    }

    void record(const catalogue::NewConsentEvent& event) const {
        catalogue::Catalogue::open(folder.path, catalogue::Access::ReadWrite).record(std::vector{event});
    }

    server::Answer get(const std::string& address) const {
        const std::size_t query = address.find('?');
        server::Request request{"GET", address.substr(0, query), "", ""};
        if (query != std::string::npos) request.query = address.substr(query + 1);
        return site.answer(request);
    }

    std::string address(std::size_t number) const {
        return catalogue.cleared<Channel::Site>(today).at(number)->address;
    }
    std::string screen() const {
        if (token.empty()) {
            token = catalogue::Screens(folder.path).add({"r1"}, "", {}, "2026-07-01T10:00:00").token;
        }
        return "/scherm/" + token;
    }

    void stop(const std::string& purpose) {
        catalogue::NewConsentEvent event;
        event.person = "d1";
        event.capacity = "maker";
        event.purpose = purpose;
        event.decision = "withdraw";
        event.valid_from = "2026-07-02";
        event.recorded_at = "2026-07-02T12:00:00";
        record(event);
    }

    a_course::Folder folder;
    int booklets_made = 0;
    catalogue::Catalogue catalogue;
    server::Site site;
    mutable std::string token = {};
};

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// All that goes out, wherever it lies.
std::string bytes_of(const server::Answer& answer) {
    if (!answer.file) return answer.in_memory();
    std::string bytes(answer.size(), '\0');
    const auto first = static_cast<off_t>(answer.first);
    const auto came = ::pread(answer.file->descriptor(), bytes.data(), bytes.size(), first);
    CHECK(came == static_cast<ssize_t>(bytes.size()));
    return bytes;
}

std::string header(const server::Answer& answer, const std::string& name) {
    const std::string lines = "\r\n" + (answer.lines ? *answer.lines : server::header_lines(answer.headers));
    const std::size_t at = lines.find("\r\n" + name + ": ");
    if (at == std::string::npos) return {};
    const std::size_t begin = at + name.size() + 4;
    return lines.substr(begin, lines.find("\r\n", begin) - begin);
}

std::set<std::string> links_in(const std::string& page) {
    std::set<std::string> links;
    static const std::regex link("(?:href|src|data-list)=\"(/[^\"]*)\"|(/beeld/[^ \",]+) [0-9]+w");
    for (std::sregex_iterator found(page.begin(), page.end(), link), end; found != end; ++found) {
        links.insert((*found)[1].matched ? (*found)[1] : (*found)[2]);
    }
    return links;
}

// Every page and file that can be reached from these, by its address.
std::vector<std::string> crawl(const Open& open, std::vector<std::string> to_see) {
    std::set<std::string> seen;
    std::vector<std::string> bodies;
    while (!to_see.empty()) {
        const std::string path = to_see.back();
        to_see.pop_back();
        if (!seen.insert(path).second) continue;
        const server::Answer answer = open.get(path);
        CAPTURE(path);
        CHECK(answer.status == 200);
        bodies.push_back(path + "\n" + bytes_of(answer));
        if (!has(header(answer, "Content-Type"), "text/html")) continue;
        for (const std::string& link : links_in(bytes_of(answer))) to_see.push_back(link);
    }
    CHECK(seen.size() > 12);
    return bodies;
}

}  // namespace

TEST_CASE("every link of the site and of a screen leads somewhere") {
    Open open;
    crawl(open, {"/", open.screen(), open.screen() + "/lijst"});
}

TEST_CASE("a photo that was withdrawn is gone at the next request, at every address") {
    Open open;
    const std::string address = open.address(0);
    std::vector<std::string> addresses = {"/foto/" + address};
    for (const char* width : {"320", "1280", "1920"}) addresses.push_back("/beeld/" + address + "/" + width);
    for (const std::string& each : addresses) CHECK(open.get(each).status == 200);
    const std::string tag = header(open.get(addresses[1]), "ETag");
    open.stop("website");
    for (const std::string& each : addresses) {
        CHECK(open.get(each).status == 410);
        CHECK(has(bytes_of(open.get(each)), "JPEG") == false);
    }
    CHECK(open.site.answer({"GET", addresses[1], tag, ""}).status == 410);
    CHECK(open.site.answer({"GET", addresses[1], "", "bytes=0-1"}).status == 410);
    CHECK(has(bytes_of(open.get("/")), address) == false);
    CHECK(open.get("/beeld/" + std::string(22, 'A') + "/320").status == 404);
}

TEST_CASE("a screen loses a withdrawn photo from its list and its picture at once") {
    Open open;
    const std::string list = open.screen() + "/lijst";
    const Json before = Json::parse(bytes_of(open.get(list)));
    REQUIRE(before["fotos"].size() == 2);
    const std::string picture = before["fotos"][0]["beeld"];
    CHECK(open.get(picture).status == 200);
    CHECK(header(open.get(picture), "Cache-Control") == "no-store");
    open.stop("practice_screen");
    CHECK(Json::parse(bytes_of(open.get(list)))["fotos"].empty());
    CHECK(open.get(picture).status == 410);
    CHECK(open.get("/").status == 200);
    CHECK(open.get("/scherm/" + std::string(22, 'A')).status == 404);
}

TEST_CASE(
    "the booklet is made again when what is cleared for it changes, and never handed out when nothing is") {
    Open open;
    CHECK(bytes_of(open.get("/boekje.pdf")) == "%PDF-1");
    CHECK(bytes_of(open.get("/boekje.pdf")) == "%PDF-1");
    catalogue::NewConsentEvent one;
    one.person = "d1";
    one.capacity = "maker";
    one.purpose = "booklet";
    one.scope = "p02";
    one.decision = "deny";
    one.valid_from = "2026-07-02";
    open.record(one);
    CHECK(bytes_of(open.get("/boekje.pdf")) == "%PDF-2");
    open.stop("website");
    CHECK(open.get("/boekje.pdf").status == 404);
}

TEST_CASE("addresses that are no addresses are not there, and nothing but looking is allowed") {
    const Open open;
    for (const char* path :
         {"/../catalogue.db", "/assets/../site.css", "/assets/..%2fsite.css", "/foto/", "/foto/x", "/foto",
          "//", "/scherm/", "/scherm", "/beeld/x/320", "/assets/", "/catalogue.db", "/boekje/", "/FOTO"}) {
        CAPTURE(path);
        CHECK(open.get(path).status == 404);
    }
    CHECK(open.get("/beeld/" + open.address(0) + "/641").status == 404);
    CHECK(open.get("/beeld/" + open.address(0) + "/320x").status == 404);
    for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get"}) {
        CHECK(open.site.answer({method, "/", "", ""}).status == 405);
    }
}

TEST_CASE("an address of one channel opens nothing in another") {
    const Open open;
    const std::string on_screen = open.catalogue.cleared<Channel::PracticeScreen>(today)[0]->address;
    CHECK(open.get("/foto/" + on_screen).status == 404);
    CHECK(open.get(open.screen() + "/beeld/" + open.address(0)).status == 404);
}

TEST_CASE("words of makers are shown as words, whatever is in them") {
    const Open open([](Json& file) {
        file["texts"].push_back({{"id", "t1"},
                                 {"kind", "title"},
                                 {"author", "d1"},
                                 {"nl", "<script>alert(\"x\")</script> & 'y'"},
                                 {"other", {{"ar", "باب <b>أزرق</b>"}}},
                                 {"approved_at", "2026-06-16"}});
        file["photos"][0]["title"] = "t1";
        agree(file, "website", "author");
        agree(file, "practice_screen", "author");
    });
    for (const std::string& page :
         {std::string{"/"}, "/foto/" + open.address(0), "/foto/" + open.address(1)}) {
        CHECK(has(bytes_of(open.get(page)), "<script>") == false);
        CHECK(has(bytes_of(open.get(page)), "<b>") == false);
    }
    CHECK(has(bytes_of(open.get("/foto/" + open.address(0))), "dir=\"rtl\""));
    CHECK(has(bytes_of(open.get(open.screen() + "/lijst")), "alert"));
}

TEST_CASE("who hides behind another name is nowhere to be found") {
    for (const char* form : {"pseudonym", "anonymous"}) {
        const Open open([&](Json& file) {
            file["persons"][0]["name_form"] = form;
            file["persons"][0]["display"] = {{"full", "Ingeborg Xylander"},
                                             {"first", "Ingeborg"},
                                             {"pseudonym", "Abeba"},
                                             {"native", {{"ti", "ኣበባ"}}}};
            file["persons"][0]["code"] = "VBQ-77";
        });
        bool pseudonym_seen = false;
        for (const std::string& body : crawl(open, {"/", open.screen()})) {
            for (const char* secret :
                 {"Ingeborg", "Xylander", "VBQ-77", "kaart-07", "IMG_0001", "cam07", "\"d1\"", "p01"}) {
                CAPTURE(secret);
                CAPTURE(body);
                CHECK(has(body, secret) == false);
            }
            pseudonym_seen = pseudonym_seen || has(body, "Abeba");
        }
        CHECK(pseudonym_seen == (std::string{form} == "pseudonym"));
    }
}

TEST_CASE("every answer carries the headers that keep others out") {
    const Open open;
    for (const std::string& path :
         {std::string{"/"}, std::string{"/nowhere"}, open.screen(), "/beeld/" + open.address(0) + "/320"}) {
        CAPTURE(path);
        const server::Answer answer = open.get(path);
        CHECK(has(header(answer, "Content-Security-Policy"), "default-src 'none'"));
        CHECK(has(header(answer, "Content-Security-Policy"), "unsafe") == false);
        CHECK(header(answer, "X-Content-Type-Options") == "nosniff");
        CHECK(header(answer, "Referrer-Policy") == "no-referrer");
        CHECK(has(header(answer, "X-Robots-Tag"), "noindex"));
        CHECK(header(answer, "Set-Cookie") == "");
    }
}

TEST_CASE("a library that cannot be read is an error page without details") {
    Open open;
    std::filesystem::remove(open.folder.path / "catalogue.db");
    const server::Answer answer = open.get("/");
    CHECK(answer.status == 500);
    CHECK(has(bytes_of(answer), open.folder.path.string()) == false);
}

TEST_CASE("before there is a course the gallery is empty and not broken") {
    const a_course::Folder folder;
    const std::filesystem::path library = folder.path / "library";
    catalogue::Catalogue::create(library);
    const server::Site site(
        {library, std::filesystem::path(SOURCE_FOLDER) / "templates/site", [] { return today; }, {}});
    const server::Answer answer = site.answer({"GET", "/", "", ""});
    CHECK(answer.status == 200);
    CHECK(has(bytes_of(answer), "<h1"));
}
