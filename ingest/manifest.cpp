#include "ingest/manifest.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/bytes.hpp"
#include "ingest/card.hpp"
#include "ingest/files.hpp"
#include "ingest/intake.hpp"
#include "ingest/report.hpp"
#include "ingest/text.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace ingest {

namespace {

namespace fs = std::filesystem;
using Became = FileReport::Outcome;

constexpr std::string_view our_namespace = "urn:inbeeld:manifest:1";

/// Names on cards may hold anything: what XML 1.0 does not allow becomes a mark.
std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : as_text(text)) {
        if (static_cast<unsigned char>(c) < ' ') {
            safe += "\xEF\xBF\xBD";
        } else if (c == '&') {
            safe += "&amp;";
        } else if (c == '<') {
            safe += "&lt;";
        } else if (c == '>') {
            safe += "&gt;";
        } else if (c == '"') {
            safe += "&quot;";
        } else {
            safe += c;
        }
    }
    return safe;
}

/// One file of the card, as it is listed.
struct Entry {
    std::string_view path;
    std::uint64_t size = 0;
    std::string_view sha256;  // empty: it was not read
    std::string_view outcome;
    std::string_view reason;
    bool known_before = false;  // the hash is one that the library had
};

class Manifest {
 public:
    explicit Manifest(std::string_view read_at) : read_at_(read_at) {}

    void begin(const CardReport& card) {
        put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<hashlist version=\"2.0\" xmlns=\"urn:ASC:MHL:v2.0\" xmlns:inbeeld=\"{}\">\n"
            "  <creatorinfo>\n    <creationdate>{}</creationdate>\n"
            "    <tool version=\"{}\">inbeeld</tool>\n  </creatorinfo>\n"
            "  <processinfo>\n    <process>transfer</process>\n  </processinfo>\n",
            our_namespace, escaped(read_at_), INBEELD_VERSION);
        put("  <inbeeld:card{}{} registered=\"{}\" may-be-wiped=\"{}\">{}</inbeeld:card>\n",
            card.card.id ? fmt::format(" id=\"{}\"", escaped(card.card.id->value)) : "",
            card.contents.volume_id.empty() ? ""
                                            : fmt::format(" volume=\"{}\"", escaped(card.contents.volume_id)),
            card.card.registered, card.may_be_wiped(), escaped(card.card.label));
        if (!card.stopped.empty()) put("  <inbeeld:stopped>{}</inbeeld:stopped>\n", escaped(card.stopped));
        for (const std::string& folder : card.unreadable_folders)
            put("  <inbeeld:unreadable-folder>{}</inbeeld:unreadable-folder>\n", escaped(folder));
        put("  <hashes>\n");
    }

    void add(const Entry& entry) {
        put("    <hash>\n      <path size=\"{}\">{}</path>\n", entry.size, escaped(entry.path));
        if (!entry.sha256.empty()) {
            put("      <inbeeld:sha256 action=\"{}\" hashdate=\"{}\">{}</inbeeld:sha256>\n",
                entry.known_before ? "verified" : "original", escaped(read_at_), entry.sha256);
        }
        put("      <inbeeld:outcome>{}</inbeeld:outcome>\n", entry.outcome);
        if (!entry.reason.empty()) put("      <inbeeld:reason>{}</inbeeld:reason>\n", escaped(entry.reason));
        put("    </hash>\n");
    }

    std::string end() {
        put("  </hashes>\n</hashlist>\n");
        return std::move(text_);
    }

 private:
    template <class... Values>
    void put(fmt::format_string<Values...> format, Values&&... values) {
        fmt::format_to(std::back_inserter(text_), format, std::forward<Values>(values)...);
    }

    std::string_view read_at_;
    std::string text_;
};

/// "2026-04-20T11:12:00" and "kaart-07" in a name that every file system takes.
std::string file_name(const CardReport& card, const std::string& read_at, int number) {
    std::string name = fmt::format("{}_{}", read_at, card.card.id ? card.card.id->value : "onbekend");
    std::replace_if(
        name.begin(), name.end(),
        [](unsigned char c) { return std::isalnum(c) == 0 && c != '-' && c != '_'; }, '-');
    return fmt::format("{}_{:04}.mhl", name.substr(0, 100), number);
}

}  // namespace

std::string manifest_of(const CardReport& card, const std::string& read_at) {
    Manifest manifest{read_at};
    manifest.begin(card);
    for (const FileReport& photo : card.photos) {
        manifest.add({photo.file, photo.size, photo.sha256, in_words(photo.outcome), photo.reason,
                      photo.outcome == Became::Duplicate || photo.outcome == Became::EarlierOwner});
    }
    std::set<std::string_view> read;
    for (const FileReport& photo : card.photos) read.insert(photo.file);
    for (const CardFile& file : card.contents.files) {
        if (!read.contains(file.name)) manifest.add({file.name, file.size, "", "not_read", "", false});
    }
    for (const CardFile& file : card.contents.left)
        manifest.add({file.name, file.size, "", "left", "", false});
    for (const CardFile& file : card.contents.other_files)
        manifest.add({file.name, file.size, "", "not_a_photo", "", false});
    for (const CardFile& file : card.contents.passed_over)
        manifest.add({file.name, file.size, "", "passed_over", "hidden, or a computer's own", false});
    return manifest.end();
}

fs::path write_manifest(const fs::path& folder, const CardReport& card, const std::string& read_at) {
    const std::string text = manifest_of(card, read_at);
    make_folder(folder);
    const fs::path unfinished = folder / file_name(card, read_at, 0).append(".part");
    std::error_code ignored;
    fs::remove(unfinished, ignored);
    write_new_file(unfinished, Bytes{text.begin(), text.end()}, Sync::Now);
    for (int number = 1;; ++number) {
        fs::path target = folder / file_name(card, read_at, number);
        if (!rename_to_new(unfinished, target)) continue;
        sync_file_system(folder);
        return target;
    }
}

}  // namespace ingest
