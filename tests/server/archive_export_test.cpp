#include "server/archive_export.hpp"

#include "a_site.hpp"
#include "catalogue/catalogue.hpp"

#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace {

namespace fs = std::filesystem;
using a_site::Json;
using a_site::Site;

constexpr auto address = "https://archief.example.org/kijk";

/// A JPEG of that size, as far as its head goes.
std::string jpeg(int width, int height) {
    std::string bytes = "\xFF\xD8\xFF\xC0";
    for (const int byte : {0, 17, 8, height >> 8, height & 255, width >> 8, width & 255}) {
        bytes += static_cast<char>(byte);
    }
    bytes += std::string("\1\1\x11\0", 4) + std::string(6, '\0');  // components
    const std::string scan("\xFF\xDA\0\x08\1\1\0\0\x3F\0\x55\xFF\xD9", 13);
    return bytes + scan;
}

Json course_with_archive() {
    Json course = a_site::course();
    a_site::add_text(course, "p01", "title", {{"nl", "Eerste"}, {"ar", "الأول"}});
    for (const char* person : {"d1", "d3"}) {
        for (const char* capacity : {"maker", "author"}) {
            Json yes = course["consent_events"][0];
            yes["id"] = fmt::format("archief-{}-{}", person, capacity);
            yes["person"] = person;
            yes["capacity"] = capacity;
            yes["purpose"] = "archive";
            yes["name_form"] = std::string(person) == "d1" ? "first" : "anonymous";
            course["consent_events"].push_back(yes);
        }
    }
    return course;
}

void give_pictures(Site& site) {
    const auto reader = site.reader();
    for (const auto& photo : reader.cleared<catalogue::Channel::ArchiveKeep>(site.today)) {
        fs::create_directories(photo->picture.master.parent_path());
        std::ofstream(photo->picture.master, std::ios::binary) << jpeg(4000, 3000);
        for (const int size : {320, 1280, 1920}) {
            std::ofstream(reader.rendition_path(photo->picture.id, size), std::ios::binary)
                << jpeg(size, size * 3 / 4);
        }
    }
}

catalogue::Invocation invocation_for(const Site& site) {
    catalogue::Invocation invocation;
    invocation.library = site.library;
    const catalogue::Day today = site.today;
    invocation.today = [today] { return today; };
    invocation.moment = [today] { return to_string(today) + "T10:00:00"; };
    return invocation;
}

Json read(const fs::path& file) {
    std::ifstream in(file);
    return Json::parse(in);
}

std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("an archive gets what may be kept there, as IIIF asks, and nothing else") {
    Site site(course_with_archive());
    give_pictures(site);
    const fs::path folder = site.folder.path / "archief";
    const auto made = server::export_archive(invocation_for(site), {folder, std::string(address) + "/"});
    CHECK(made.photos == 3);  // two of d1, one of d3; d2 was not asked
    const Json manifest = read(folder / "manifest.json");
    CHECK(manifest["@context"] == "http://iiif.io/api/presentation/3/context.json");
    CHECK(manifest["type"] == "Manifest");
    CHECK(manifest["id"] == std::string(address) + "/manifest.json");
    REQUIRE(manifest["items"].size() == 3);
    for (const Json& canvas : manifest["items"]) {
        CHECK(canvas["type"] == "Canvas");
        CHECK(canvas["label"].is_object());
        const Json& annotation = canvas["items"][0]["items"][0];
        CHECK(canvas["items"][0]["type"] == "AnnotationPage");
        CHECK(annotation["motivation"] == "painting");
        CHECK(annotation["target"] == canvas["id"]);
        const std::string picture = annotation["body"]["id"];
        REQUIRE(picture.starts_with(address));
        CHECK(fs::exists(folder / picture.substr(std::string(address).size() + 1)));
        const std::string service = annotation["body"]["service"][0]["id"];
        const fs::path place = folder / service.substr(std::string(address).size() + 1);
        const Json info = read(place / "info.json");
        CHECK(info["id"] == service);
        CHECK(info["profile"] == "level0");
        CHECK(info["width"] == canvas["width"]);
        REQUIRE(info["sizes"].size() == 3);
        for (const Json& size : info["sizes"]) {
            const std::string name =
                std::to_string(size["width"].get<int>()) + "," + std::to_string(size["height"].get<int>());
            CHECK(fs::exists(place / "full" / name / "0" / "default.jpg"));
        }
        CHECK(fs::exists(place / "full" / "max" / "0" / "default.jpg"));
        CHECK(fs::exists(place / "master.jpg"));
    }
    CHECK(manifest["items"][0]["label"]["nl"][0] == "Eerste");
    CHECK(manifest["items"][0]["label"]["ar"][0] == "الأول");
    const std::string all = bytes_of(folder / "manifest.json");
    CHECK(all.find("Ria") != std::string::npos);
    for (const char* never : {"Verkuil", "Sharda", "Ramkhelawan", "Selam", "Abeba", "p01", "p03"}) {
        CHECK_MESSAGE(all.find(never) == std::string::npos, never);
    }
    const auto outputs = site.reader().ledger().outputs;
    REQUIRE(outputs.size() == 1);
    CHECK(outputs[0].channel == "archive_keep");
    CHECK(outputs[0].items.size() == 3);
}

TEST_CASE("an archive's folder is whole or absent") {
    Site site(course_with_archive());
    give_pictures(site);
    const fs::path folder = site.folder.path / "archief";
    fs::create_directories(folder);
    std::ofstream(folder / "oud") << "oud";
    CHECK_THROWS_AS(server::export_archive(invocation_for(site), {folder, address}), catalogue::CannotWork);
    CHECK_THROWS_AS(server::export_archive(invocation_for(site), {folder / "x", "archief"}),
                    catalogue::CannotWork);
    site.record({a_site::answer("d1", "archive", "withdraw"), a_site::answer("d3", "archive", "withdraw")});
    CHECK_THROWS_AS(server::export_archive(invocation_for(site), {folder / "x", address}),
                    catalogue::CannotWork);
    CHECK_FALSE(fs::exists(folder / "x"));
    CHECK_FALSE(fs::exists(folder / "x.unfinished"));
    CHECK(site.reader().ledger().outputs.empty());
}
