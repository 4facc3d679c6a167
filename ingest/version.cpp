#include "ingest/version.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/bytes.hpp"
#include "ingest/capture_notes.hpp"
#include "ingest/files.hpp"
#include "ingest/jpeg_writer.hpp"
#include "ingest/masters.hpp"
#include "ingest/picture_id.hpp"
#include "ingest/pictures.hpp"
#include "ingest/renditions.hpp"
#include "ingest/sanitise.hpp"
#include "ingest/xmp.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/core.h>

namespace ingest {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& file, const std::string& reason) {
    throw catalogue::CannotWork{fmt::format(
        "{} cannot be the picture of a version: {}; save it again from the editor.", file.string(), reason)};
}

/// A picture that wants to come in, and what it is called in a complaint.
struct Incoming {
    fs::path file;
    ByteView bytes;
};

Bytes read(const fs::path& file) {
    try {
        return read_file(file);
    } catch (const FileUnreadable& error) {
        refuse(file, error.what());
    }
}

// Only its record tells what the master should carry.
void tag_master(const catalogue::Catalogue& catalogue, const CleanPicture& picture, catalogue::Day today) {
    for (const auto& [recorded, tags] : catalogue.master_tags(today)) {
        if (recorded.id != picture.id) continue;
        store_safely({{recorded.master, with_xmp(picture.jpeg, write_xmp(tags))}},
                     catalogue.unfinished_folder());
    }
}

/// The pictures of a photo that are in the library, in whatever version.
std::vector<catalogue::Picture> pictures_of(const catalogue::Catalogue& catalogue,
                                            const catalogue::PhotoId& photo) {
    std::vector<catalogue::Picture> pictures;
    for (const catalogue::Holding& holding : catalogue.holdings()) {
        if (holding.photo == photo) pictures.push_back(holding.picture);
    }
    return pictures;
}

// A picture whose place another took has no record any more, so that nobody would find it to erase it.
void remove_replaced(const catalogue::Catalogue& catalogue, const std::vector<catalogue::Picture>& before) {
    std::error_code ignored;
    for (const catalogue::Picture& picture : before) {
        if (catalogue.has_picture(picture.id)) continue;
        fs::remove(picture.master, ignored);
        for (const int size : rendition_sizes)
            fs::remove(catalogue.rendition_path(picture.id, size), ignored);
    }
}

void take_in(catalogue::Catalogue& catalogue, const VersionName& name, const Incoming& incoming,
             catalogue::Day today) {
    const Sanitised result =
        sanitise(incoming.bytes, incoming.file.filename().string(), pixels_for_renditions);
    if (!result.picture) refuse(incoming.file, result.refusal.reason);
    const CleanPicture& picture = *result.picture;
    if (!picture.damage.empty()) refuse(incoming.file, picture.damage);

    const std::vector<Rendition> renditions = renditions_of(picture);
    const catalogue::Turn turn = catalogue.take_turn();
    const std::vector<catalogue::Picture> before = pictures_of(catalogue, name.photo);
    const fs::path master = catalogue.master_path(picture.id);
    const bool is_new = !catalogue.has_picture(picture.id);
    if (is_new) store_safely({{master, picture.jpeg}}, catalogue.unfinished_folder());
    catalogue::Arrival arrival;
    arrival.picture = picture.id;
    arrival.file_sha256 = sha256(incoming.bytes);
    arrival.taken_camera = iso_time(picture.notes.taken);
    arrival.width = picture.width;
    arrival.height = picture.height;
    arrival.orientation = picture.notes.orientation;
    try {
        catalogue.record_version(name.photo, name.version, arrival);
    } catch (const catalogue::CannotWork&) {
        std::error_code ignored;
        if (is_new) fs::remove(master, ignored);
        throw;
    }
    tag_master(catalogue, picture, today);
    store_renditions(catalogue, picture.id, renditions);
    remove_replaced(catalogue, before);
}

}  // namespace

void add_version_picture(catalogue::Catalogue& catalogue, const VersionName& name, const fs::path& path,
                         catalogue::Day today) {
    const Bytes file = read(path);
    take_in(catalogue, name, {path, file}, today);
}

void add_made_version(catalogue::Catalogue& catalogue, const VersionName& name, std::string_view jpeg,
                      catalogue::Day today) {
    const Bytes bytes(jpeg.begin(), jpeg.end());
    take_in(catalogue, name, {"version.jpg", bytes}, today);
}

}  // namespace ingest
