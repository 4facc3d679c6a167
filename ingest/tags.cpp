#include "ingest/tags.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/bytes.hpp"
#include "ingest/files.hpp"
#include "ingest/jpeg_structure.hpp"
#include "ingest/jpeg_writer.hpp"
#include "ingest/masters.hpp"
#include "ingest/picture_id.hpp"
#include "ingest/xmp.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace ingest {

namespace {

constexpr std::size_t masters_in_a_group = 32;
constexpr std::size_t head_length = 128UL * 1024;  // our own segments are never longer

/// The master with these tags; empty when it carries them already. Throws FileUnreadable.
std::optional<Bytes> with_tags(const catalogue::Picture& picture, const std::string& xmp) {
    const Bytes head = read_file(picture.master, head_length);
    const auto found = std::search(head.begin(), head.end(), xmp.begin(), xmp.end(),
                                   [](auto a, char b) { return a == static_cast<unsigned char>(b); });
    if (found != head.end()) return std::nullopt;
    const Bytes master = read_file(picture.master);
    const auto structure = parse_jpeg(master);
    if (!structure || picture_id(*structure) != picture.id) {
        throw FileUnreadable{"it holds another picture than its name says; bring it back from a backup"};
    }
    return with_xmp(master, xmp);
}

struct Rewritten {
    std::filesystem::path master;
    Bytes bytes;
};

void store(std::vector<Rewritten>& group, const std::filesystem::path& unfinished) {
    std::vector<FileToStore> files;
    files.reserve(group.size());
    for (const Rewritten& rewritten : group) files.push_back({rewritten.master, rewritten.bytes});
    store_safely(files, unfinished);
    group.clear();
}

}  // namespace

TagsReport refresh_tags(const catalogue::Catalogue& catalogue, catalogue::Day today) {
    TagsReport report;
    std::vector<Rewritten> group;
    for (const auto& [picture, tags] : catalogue.master_tags(today)) {
        try {
            auto master = with_tags(picture, write_xmp(tags));
            ++(master ? report.rewritten : report.unchanged);
            if (master) group.push_back({picture.master, std::move(*master)});
        } catch (const FileUnreadable& error) {
            report.refused.push_back(fmt::format("{}: {}.", picture.master.string(), error.what()));
        }
        if (group.size() >= masters_in_a_group) store(group, catalogue.unfinished_folder());
    }
    store(group, catalogue.unfinished_folder());
    return report;
}

}  // namespace ingest
