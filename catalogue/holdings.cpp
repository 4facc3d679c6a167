// What the library should hold, for whoever looks whether it does.

#include "catalogue/catalogue.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/rooms.hpp"
#include "catalogue/world.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

std::vector<Holding> Catalogue::holdings() const {
    const World& world = rooms_->world();
    std::vector<Holding> all;
    std::map<PhotoId, const Photo*> photos;
    for (const Photo& photo : world.photos) photos.emplace(photo.id, &photo);
    for (const auto& [of, picture] : rooms_->pictures()) {
        const auto found = photos.find(of.first);
        const Photo* photo = found == photos.end() ? nullptr : found->second;
        const Person* maker = photo == nullptr ? nullptr : world.person(photo->attribution.person);
        const bool erased = maker != nullptr && maker->erased_at;
        all.push_back({picture, of.first, photo != nullptr && (photo->state != PhotoState::Live || erased)});
    }
    return all;
}

std::vector<std::string> Catalogue::faults_of_database() const {
    std::vector<std::string> faults;
    auto whole = rooms_->connection.prepare("PRAGMA integrity_check");
    while (whole.next()) {
        if (whole.text(0) != "ok") faults.push_back(whole.text(0));
    }
    auto keys = rooms_->connection.prepare("PRAGMA foreign_key_check");
    while (keys.next()) {
        faults.push_back(
            fmt::format("a record in {} speaks of one in {} that is not there", keys.text(0), keys.text(2)));
    }
    return faults;
}

const std::filesystem::path& Catalogue::folder() const {
    return rooms_->folder;
}

}  // namespace catalogue
