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
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace ingest {

namespace {

constexpr std::size_t masters_in_a_group = 32;
constexpr std::size_t head_length = 128UL * 1024;  // our own segments are never longer

bool holds(ByteView bytes, std::string_view text) {
    return std::search(bytes.begin(), bytes.end(), text.begin(), text.end(),
                       [](auto a, char b) { return a == static_cast<unsigned char>(b); }) != bytes.end();
}

/// The master with these tags; empty when it need not be written. Throws FileUnreadable.
std::optional<Bytes> with_tags(const catalogue::Picture& picture, const std::string& xmp, Refresh which) {
    const Bytes head = read_file(picture.master, head_length);
    if (holds(head, which == Refresh::All ? std::string_view{xmp} : "inbeeld:evaluated-at")) {
        return std::nullopt;
    }
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

TagsReport refresh_tags(const catalogue::Catalogue& catalogue, catalogue::Day today, Refresh which) {
    TagsReport report;
    std::vector<Rewritten> group;
    for (const auto& [picture, tags] : catalogue.master_tags(today)) {
        try {
            auto master = with_tags(picture, write_xmp(tags), which);
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
