#pragma once

#include "catalogue/addresses.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/course.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/files.hpp"
#include "catalogue/world.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace catalogue {

/// The pictures that are in the library, by the photo and version that each is of.
using Pictures = std::map<std::pair<PhotoId, VersionId>, Picture>;

/// What a Catalogue holds. World and pictures are read from the database and read again after every commit of
/// anybody.
struct Catalogue::Rooms {
    Rooms(const std::filesystem::path& folder, Access access, std::chrono::milliseconds limit);

    const World& world() const;
    const Pictures& pictures() const;
    /// What the course file says of the course as a whole.
    Course course() const;
    /// The course file as the records say it now. Throws CannotWork when there is no course.
    course_file::Json course_json(Extent extent = Extent::WhatIsRead) const;
    /// The photo and version whose public address in a channel this is, whether it may be shown or not.
    std::optional<std::pair<PhotoId, VersionId>> at_address(Channel channel, std::string_view address) const;
    void forget_what_was_read() { read_at_ = -1; }
    /// After this connection's own commit, which nobody else's reading shows: what it added. Reading
    /// everything again for every few pictures would make a large card take the square of its pictures.
    void remember(const std::vector<Photo>& photos,
                  const std::vector<std::pair<PhotoId, VersionId>>& pictures);

    std::filesystem::path folder;
    std::chrono::milliseconds patience;
    std::unique_ptr<WritingLock> lock;  // empty when only reading, and when writing in turn
    mutable database::Connection connection;
    Addresses addresses;

 private:
    using Addressed = std::unordered_map<std::string, std::pair<PhotoId, VersionId>>;

    void read_again() const;
    Addressed addresses_in(Channel channel) const;
    void read_picture(database::Statement& row) const;

    const bool only_reads_;
    mutable std::int64_t read_at_ = -1;
    mutable World world_;
    mutable Pictures pictures_;
    mutable std::optional<Course> course_;  // of this reading; nobody's answers are in it
    // Made for a channel when its first address is asked for. Addresses follow from the key alone: what
    // stands here says nothing about what may be shown.
    mutable std::map<Channel, Addressed> addressed_;
};

std::filesystem::path master_path(const std::filesystem::path& library, const PictureId& picture);

}  // namespace catalogue
