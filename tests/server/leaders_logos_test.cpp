#include "a_leader.hpp"
#include "a_site.hpp"
#include "catalogue/accounts.hpp"
#include "catalogue/backup.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/logos.hpp"
#include "tests/catalogue/a_course.hpp"
#include "visitor.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using a_leader::Browser;
using a_leader::hidden;
using a_leader::Pages;

namespace {

const std::string square =
    "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='50'><script>alert(1)</script>"
    "<rect width='100' height='50' fill='#e30613'/></svg>";

std::string svg_with(const std::string& inside) {
    return "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'>" + inside + "</svg>";
}

std::string part(const std::string& about, const std::string& bytes) {
    return "--x\r\nContent-Disposition: form-data; " + about + "\r\n\r\n" + bytes + "\r\n";
}

visitor::Reply upload(Pages& pages, Browser& leader, const std::string& name,
                      const std::vector<std::string>& files, const std::string& stand) {
    std::string body =
        part("name=\"zegel\"", leader.seal) + part("name=\"stand\"", stand) + part("name=\"naam\"", name);
    for (const std::string& bytes : files) body += part("name=\"bestand\"; filename=\"a.svg\"", bytes);
    body += "--x--\r\n";
    std::string cookies;
    for (const auto& [key, value] : leader.cookies) cookies += key + "=" + value + "; ";
    const std::string all = visitor::answer_to(
        pages.http, "POST /logos HTTP/1.1\r\nHost: a\r\nConnection: close\r\nOrigin: http://a\r\nCookie: " +
                        cookies + "\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: " +
                        std::to_string(body.size()) + "\r\n\r\n" + body);
    const std::size_t end = all.find("\r\n\r\n");
    return {std::stoi(all.substr(9, 3)), all.substr(0, end + 2), all.substr(end + 4)};
}

visitor::Reply upload(Pages& pages, Browser& leader, const std::string& name, const std::string& bytes) {
    const std::string stand = hidden(leader.get("/logos").body, "stand");
    return upload(pages, leader, name, {bytes}, stand);
}

}  // namespace

TEST_CASE("a funder's logo is uploaded, shown as a picture of ours and never as its file, and taken away") {
    Pages pages(a_site::course());
    Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    const auto did = upload(pages, leader, "Fonds <A>", square);
    REQUIRE(did.status == 303);
    const auto kept = catalogue::logos(pages.reader());
    REQUIRE(kept.size() == 1);
    CHECK(kept.front().name == "Fonds <A>");
    const std::string page = leader.get("/logos").body;
    CHECK(page.find("Fonds &lt;A&gt;") != std::string::npos);
    const auto picture = leader.get("/beeld/logo/" + kept.front().id);
    CHECK(picture.status == 200);
    CHECK(picture.header("Content-Type") == "image/png");
    CHECK(picture.body.starts_with("\x89PNG"));
    CHECK(picture.body.find("script") == std::string::npos);
    Browser stranger(pages);
    CHECK(stranger.get("/beeld/logo/" + kept.front().id).status == 303);

    const auto dropped = leader.post("/logos/weg", {{"logo", kept.front().id}});
    REQUIRE(dropped.status == 303);
    CHECK(catalogue::logos(pages.reader()).empty());
    CHECK(leader.get("/beeld/logo/" + kept.front().id).status == 404);
    const std::string location = dropped.header("Location");
    leader.get("/");
    CHECK(leader.post("/terugdraaien", {{"stap", location.substr(location.find('=') + 1)}}).status == 303);
    CHECK(catalogue::logos(pages.reader()) == kept);
    CHECK(leader.get("/beeld/logo/" + kept.front().id).status == 200);
}

TEST_CASE("what cannot be printed as a logo is refused with a sentence, and the name stays typed") {
    Pages pages(a_site::course());
    Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    const auto refused = [&](const std::string& bytes, const std::string& why) {
        const auto reply = upload(pages, leader, "Fonds", bytes);
        CAPTURE(why);
        CHECK(reply.status == 422);
        CHECK(reply.body.find(why) != std::string::npos);
        CHECK(reply.body.find("value=\"Fonds\"") != std::string::npos);
    };
    refused("", "Kies een bestand");
    refused("\xFF\xD8\xFF\xE0 a photo", "geen SVG of PDF");
    refused("%PDF-1.4\nbroken", "geen SVG of PDF");
    refused(svg_with("<text x='1' y='50' font-family='Niet Geinstalleerd'>Fonds</text>"),
            "lettertype dat hier niet is");
    refused(svg_with("<rect width='50' height='50' opacity='0.5'/>"), "doorzichtig");
    refused(svg_with("<pattern id='p' width='9' height='9' patternUnits='userSpaceOnUse'><rect width='4' "
                     "height='4'/></pattern><rect width='90' height='90' fill='url(#p)'/>"),
            "of er is een patroon");
    refused(svg_with(""), "niets te zien");
    refused(svg_with("<!--" + std::string(1024 * 1024, 'x') + "-->"), "te groot voor een logo");
    refused("<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" +
                svg_with("<title>&e;</title><image href='file:///etc/passwd' width='9' height='9'/>"),
            "Vraag het fonds");
    const std::string stand = hidden(leader.get("/logos").body, "stand");
    CHECK(upload(pages, leader, "Fonds", {square, square}, stand).status == 422);
    CHECK(upload(pages, leader, "", {square}, stand).status == 422);
    CHECK(upload(pages, leader, std::string(121, 'x'), {square}, stand).status == 422);
    CHECK(catalogue::logos(pages.reader()).empty());
}

TEST_CASE("who adds a logo to a stale list is told who was first") {
    Pages pages(a_site::course());
    Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    const std::string stand = hidden(leader.get("/logos").body, "stand");
    REQUIRE(upload(pages, leader, "Fonds", {square}, stand).status == 303);
    const auto late =
        upload(pages, leader, "Gemeente", {svg_with("<circle cx='50' cy='50' r='40'/>")}, stand);
    CHECK(late.status == 409);
    CHECK(late.body.find("Jacqueline") != std::string::npos);
    CHECK(catalogue::logos(pages.reader()).size() == 1);
}

TEST_CASE("logos go along with a backup") {
    Pages pages(a_site::course());
    Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    REQUIRE(upload(pages, leader, "Fonds", square).status == 303);
    const auto kept = catalogue::logos(pages.reader());
    catalogue::back_up(pages.library, pages.folder.path / "backup");
    catalogue::restore(pages.folder.path / "backup", pages.folder.path / "again");
    const auto again = catalogue::Catalogue::open(pages.folder.path / "again", catalogue::Access::ReadOnly);
    CHECK(catalogue::logos(again) == kept);
    CHECK(std::filesystem::exists(catalogue::logo_file(again, kept.front())));
}
