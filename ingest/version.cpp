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

}  // namespace

void add_version_picture(catalogue::Catalogue& catalogue, const VersionName& name, const fs::path& path,
                         catalogue::Day today) {
    const Bytes file = read(path);
    const Sanitised result = sanitise(file, path.filename().string(), pixels_for_renditions);
    if (!result.picture) refuse(path, result.refusal.reason);
    const CleanPicture& picture = *result.picture;
    if (!picture.damage.empty()) refuse(path, picture.damage);

    const std::vector<Rendition> renditions = renditions_of(picture);
    const catalogue::Turn turn = catalogue.take_turn();
    const fs::path master = catalogue.master_path(picture.id);
    const bool is_new = !catalogue.has_picture(picture.id);
    if (is_new) store_safely({{master, picture.jpeg}}, catalogue.unfinished_folder());
    catalogue::Arrival arrival;
    arrival.picture = picture.id;
    arrival.file_sha256 = sha256(file);
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
}

}  // namespace ingest
