#include "a_site.hpp"

#include "catalogue/catalogue.hpp"
#include "server/booklet_edition.hpp"
#include "server/site.hpp"

#include <filesystem>
#include <fstream>
#include <functional>
#include <ios>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace a_site {

namespace {

using catalogue::Channel;

Json maker(const std::string& id, const Json& display, const std::string& name_form) {
    return {{"id", id},
            {"role", "participant"},
            {"code", "VB-" + id},
            {"display", display},
            {"name_form", name_form}};
}

Json photo(const std::string& id, const std::string& maker) {
    Json made = a_course::photo(id, maker, id + ".JPG");
    made["camera"] = "cam-" + maker;
    made["card"] = "kaart-" + maker;
    return made;
}

Json grants(const Json& makers) {
    Json events = Json::array();
    for (const Json& person : makers) {
        for (const char* purpose : {"website", "practice_screen", "booklet"}) {
            for (const char* capacity : {"maker", "author"}) {
                Json yes =
                    a_course::event(fmt::format("e{:04}", events.size() + 1), person["id"], purpose, "grant");
                yes["capacity"] = capacity;
                yes["name_form"] = person["name_form"];
                events.push_back(yes);
            }
        }
    }
    return events;
}

catalogue::Arrival arrival(const Json& photo, std::size_t number) {
    catalogue::Arrival came = a_course::arrival('0', photo["file"]);
    came.picture = {fmt::format("{:064x}", number + 1)};
    came.file_sha256 = came.picture.value;
    came.card = catalogue::CardId{photo["card"]};
    came.orientation = number == 1 ? 6 : 1;  // one on its side
    return came;
}

std::filesystem::path library_with(const Json& course, const std::filesystem::path& folder) {
    auto made = a_course::library_with(course, folder);
    std::vector<catalogue::Arrival> arrivals;
    for (const Json& each : course["photos"]) arrivals.push_back(arrival(each, arrivals.size()));
    const auto arrived = made.record(arrivals);
    for (std::size_t i = 0; i < arrived.size(); ++i) {
        for (const int width : {320, 1280, 1920}) {
            const auto path = made.rendition_path(arrivals[i].picture, width);
            std::filesystem::create_directories(path.parent_path());
            std::ofstream(path, std::ios::binary) << coded_picture(arrived[i].photo.value, width);
        }
    }
    return folder;
}

server::SiteSettings settings(const std::filesystem::path& library,
                              const std::function<catalogue::Day()>& today, server::MakeBooklet make_booklet,
                              const std::filesystem::path& browser_packages) {
    server::SiteSettings made{library, std::filesystem::path(SOURCE_FOLDER) / "templates/site", today, {}};
    if (make_booklet) made.make_edition = server::in_this_process(std::move(make_booklet));
    made.browser_packages = browser_packages;
    return made;
}

}  // namespace

Json course() {
    Json file = Json::object();
    file["schema"] = "inbeeld.sample-course/1";
    file["organisation"] = {{"name", "Stichting Test"}, {"privacy_email", "privacy@example.org"}};
    file["course"] = {{"id", "C-1"},
                      {"title", "Een cursus"},
                      {"exhibition",
                       {{"title", "Kijk eens"},
                        {"place", "Buurthuis"},
                        {"opening", "2026-07-02"},
                        {"until", "2026-07-31"}}}};
    file["persons"] = Json::array(
        {maker("d1", {{"full", "Ria Verkuil"}, {"first", "Ria"}}, "full"),
         maker("d2", {{"full", "Selam Tekle"}, {"first", "Selam"}, {"pseudonym", "Abeba"}}, "pseudonym"),
         maker("d3", {{"full", "Sharda Ramkhelawan"}, {"first", "Sharda"}}, "anonymous")});
    file["referrers"] = Json::array(
        {Json{{"id", "r1"}, {"organisation", "Huisartsenpraktijk De Linde"}, {"has_screen", true}},
         Json{{"id", "r2"}, {"organisation", "Huisartsenpraktijk De Beuk"}, {"has_screen", false}}});
    file["photos"] =
        Json::array({photo("p01", "d1"), photo("p02", "d1"), photo("p03", "d2"), photo("p04", "d3")});
    file["consent_events"] = grants(file["persons"]);
    file["texts"] = Json::array();
    file["cameras"] = Json::array();
    for (const char* each : {"d1", "d2", "d3"}) {
        file["cameras"].push_back({{"id", fmt::format("cam-{}", each)}, {"lent_to", each}});
    }
    return file;
}

void add_text(Json& course, const std::string& photo, const std::string& kind, const Json& words) {
    for (Json& each : course["photos"]) {
        if (each["id"] != photo) continue;
        const std::string id = photo + "-" + kind;
        each[kind] = id;
        Json text = {{"id", id},
                     {"kind", kind},
                     {"photo", photo},
                     {"author", each["attribution"]["person"]},
                     {"approved_at", "2026-06-16"},
                     {"sensitive", false},
                     {"other", Json::object()}};
        for (const auto& [language, said] : words.items()) {
            (language == "nl" ? text["nl"] : text["other"][language]) = said;
        }
        course["texts"].push_back(text);
    }
}

catalogue::NewConsentEvent answer(const std::string& person, const std::string& purpose,
                                  const std::string& decision) {
    catalogue::NewConsentEvent event;
    event.person = person;
    event.capacity = "maker";
    event.purpose = purpose;
    event.decision = decision;
    event.valid_from = "2026-07-01";
    event.recorded_at = "2026-07-01T10:00:00";
    return event;
}

std::string coded_picture(const std::string& photo, int width) {
    return fmt::format("\xFF\xD8picture of {} at {}\xFF\xD9", photo, width);
}

Site::Site(const Json& course, server::MakeBooklet make_booklet,
           const std::filesystem::path& browser_packages)
    : library(library_with(course, folder.path / "library")),
      screens(library),
      site(settings(
          library, [this] { return today; }, std::move(make_booklet), browser_packages)),
      http("127.0.0.1:0", site.answers()) {}

void Site::record(const std::vector<catalogue::NewConsentEvent>& events) {
    catalogue::Catalogue::open(library, catalogue::Access::ReadWrite).record(events);
}

catalogue::Catalogue Site::reader() const {
    return catalogue::Catalogue::open(library, catalogue::Access::ReadOnly);
}

std::vector<std::string> Site::site_addresses() {
    std::vector<std::string> addresses;
    for (const auto& photo : reader().cleared<Channel::Site>(today)) addresses.push_back(photo->address);
    return addresses;
}

std::string Site::site_address(const std::string& photo) {
    for (const auto& each : reader().cleared<Channel::Site>(today)) {
        if (each->photo.value == photo) return each->address;
    }
    throw std::runtime_error(photo + " is not cleared for the site");
}

std::string Site::screen_picture_address(const std::string& photo) {
    for (const auto& each : reader().cleared<Channel::PracticeScreen>(today)) {
        if (each->photo.value == photo) return each->address;
    }
    throw std::runtime_error(photo + " is not cleared for the screens");
}

std::string Site::screen_token(const std::string& practice) {
    std::string& token = tokens[practice];
    if (token.empty()) token = screens.add({practice}, "", {}, "2026-07-01T10:00:00").token;
    return token;
}

}  // namespace a_site
