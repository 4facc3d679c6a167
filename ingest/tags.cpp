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
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace ingest {

namespace {

constexpr std::size_t masters_in_a_group = 64;
constexpr std::size_t bytes_in_a_group = 16UL * 1024 * 1024;
constexpr std::size_t head_length = 16UL * 1024;  // of Exif and XMP, which stand before a colour profile

bool holds(ByteView bytes, std::string_view text) {
    return std::search(bytes.begin(), bytes.end(), text.begin(), text.end(),
                       [](auto a, char b) { return a == static_cast<unsigned char>(b); }) != bytes.end();
}

/// The master with these tags; empty when it need not be written. Throws FileUnreadable.
std::optional<Bytes> with_tags(const catalogue::Picture& picture, const std::string& xmp) {
    const Bytes head = read_file(picture.master, head_length);
    if (holds(head, xmp)) return std::nullopt;
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

/// Goes through all masters in the order of their names, some at a time, in turn with whoever else writes.
class Refreshing {
 public:
    Refreshing(const catalogue::Catalogue& catalogue, catalogue::Day today)
        : catalogue_(catalogue), today_(today) {
        read();
    }

    TagsReport run() {
        while (next_ < masters_.size()) one_turn();
        return std::move(report_);
    }

 private:
    using Master = std::pair<catalogue::Picture, catalogue::MasterTags>;

    void read() {
        read_at_ = catalogue_.revision();
        masters_ = catalogue_.master_tags(today_);
        std::sort(masters_.begin(), masters_.end(),
                  [](const Master& a, const Master& b) { return a.first.id < b.first.id; });
    }

    // What somebody said in between counts; a picture that was taken out must not come back.
    void read_again_if_changed() {
        if (catalogue_.revision() == read_at_) return;
        const catalogue::PictureId next = masters_[next_].first.id;
        read();
        const auto found =
            std::lower_bound(masters_.begin(), masters_.end(), next,
                             [](const Master& a, const catalogue::PictureId& b) { return a.first.id < b; });
        next_ = static_cast<std::size_t>(found - masters_.begin());
    }

    void one_turn() {
        const catalogue::Turn turn = catalogue_.take_turn();
        read_again_if_changed();
        const std::size_t end = std::min(masters_.size(), next_ + masters_in_a_group);
        std::vector<Rewritten> rewritten;
        std::size_t bytes = 0;
        for (; next_ < end && bytes < bytes_in_a_group; ++next_) {
            bytes += rewrite(masters_[next_], rewritten);
        }
        std::vector<FileToStore> files;
        files.reserve(rewritten.size());
        for (const Rewritten& each : rewritten) files.push_back({each.master, each.bytes});
        store_safely(files, catalogue_.unfinished_folder());
    }

    /// Returns how many bytes there are to write.
    std::size_t rewrite(const Master& master, std::vector<Rewritten>& rewritten) {
        const std::filesystem::path& path = master.first.master;
        try {
            auto bytes = with_tags(master.first, write_xmp(master.second));
            ++(bytes ? report_.rewritten : report_.unchanged);
            if (!bytes) return 0;
            return rewritten.emplace_back(Rewritten{path, std::move(*bytes)}).bytes.size();
        } catch (const FileUnreadable& error) {
            report_.refused.push_back(fmt::format("{}: {}.", path.string(), error.what()));
            return 0;
        }
    }

    const catalogue::Catalogue& catalogue_;
    catalogue::Day today_;
    std::vector<Master> masters_;
    std::int64_t read_at_ = 0;
    std::size_t next_ = 0;
    TagsReport report_;
};

}  // namespace

TagsReport refresh_tags(const catalogue::Catalogue& catalogue, catalogue::Day today) {
    return Refreshing{catalogue, today}.run();
}

}  // namespace ingest
