#include "ingest/verify.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/bytes.hpp"
#include "ingest/files.hpp"
#include "ingest/jpeg_structure.hpp"
#include "ingest/picture_id.hpp"
#include "ingest/pictures.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <future>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace ingest {

namespace {

namespace fs = std::filesystem;
using catalogue::Holding;
using Kind = Fault::Kind;

Fault fault(Kind kind, const fs::path& where, std::string_view what) {
    return {kind, where, fmt::format("{}: {}.", where.string(), what), false};
}

/// Everything in a folder, however deep, folders too. What cannot be listed is a fault of its own.
struct Listing {
    std::vector<fs::directory_entry> files;
    std::vector<Fault> faults;
};

bool open_to_others(const fs::directory_entry& entry) {
    std::error_code error;
    const fs::perms perms = entry.symlink_status(error).permissions();
    return !error && !entry.is_symlink(error) &&
           (perms & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none;
}

Listing list(const fs::path& folder) {
    Listing listing;
    std::error_code error;
    for (fs::recursive_directory_iterator it{folder, error}, end; !error && it != end; it.increment(error)) {
        if (open_to_others(*it)) {
            listing.faults.push_back(
                fault(Kind::OpenToOthers, it->path(),
                      "others than its owner may open it; run: inbeeld verify --repair"));
        }
        std::error_code ignored;
        if (!it->is_directory(ignored) || it->is_symlink(ignored)) listing.files.push_back(*it);
    }
    if (error) {
        throw catalogue::CannotWork{
            fmt::format("{} cannot be read ({}); look at the disk and run this again.", folder.string(),
                        error.message())};
    }
    return listing;
}

/// Looks through one library.
class Verifier {
 public:
    Verifier(const catalogue::Catalogue& catalogue, Repair repair) : catalogue_(catalogue), repair_(repair) {}

    Verified run() {
        {
            // A picture that is just coming in has no record yet: nobody writes while we look what is there.
            const catalogue::Turn turn = catalogue_.take_turn();
            for (const std::string& what : catalogue_.faults_of_database()) {
                note(fault(Kind::Database, catalogue_.folder() / "catalogue.db",
                           what + "; bring it back from a backup"));
            }
            holdings_ = catalogue_.holdings();
            look_at_top();
            look_at_masters();
            look_at_renditions();
            for (const auto& file : listed("unfinished").files) unfinished(file.path());
            mend();
        }
        read_masters();
        return std::move(verified_);
    }

 private:
    void note(Fault fault) { verified_.faults.push_back(std::move(fault)); }

    Listing listed(const char* part) {
        std::error_code ignored;
        if (!fs::exists(catalogue_.folder() / part, ignored)) return {};
        Listing listing = list(catalogue_.folder() / part);
        for (Fault& each : listing.faults) note(std::move(each));
        return listing;
    }

    void unfinished(const fs::path& file) {
        note(fault(Kind::Unfinished, file, "an interrupted run left it; run: inbeeld verify --repair"));
    }

    void look_at_top();
    void look_at_masters();
    void look_at_renditions();
    void mend();
    void read_masters();
    std::optional<Fault> read(const Holding& holding) const;

    const catalogue::Catalogue& catalogue_;
    Repair repair_;
    std::vector<Holding> holdings_;
    Verified verified_;
};

void Verifier::look_at_top() {
    if (open_to_others(fs::directory_entry{catalogue_.folder()})) {
        note(fault(Kind::OpenToOthers, catalogue_.folder(),
                   "others than its owner may open it; run: inbeeld verify --repair"));
    }
    std::error_code error;
    for (fs::directory_iterator it{catalogue_.folder(), error}, end; !error && it != end;
         it.increment(error)) {
        std::error_code ignored;
        if (it->path().extension() == ".unfinished") unfinished(it->path());
        if (it->is_regular_file(ignored) && open_to_others(*it)) {
            note(fault(Kind::OpenToOthers, it->path(),
                       "others than its owner may open it; run: inbeeld verify --repair"));
        }
    }
}

void Verifier::look_at_masters() {
    std::set<fs::path> recorded;
    for (const Holding& holding : holdings_) recorded.insert(holding.picture.master);
    for (const auto& file : listed("masters").files) {
        if (recorded.contains(file.path())) continue;
        const std::string name = file.path().stem().string();
        if (name.size() == 64 && file.path() == catalogue_.master_path({name})) {
            note(fault(
                Kind::NoRecord, file.path(),
                "this picture has no record; read the cards again, and remove it if that changes nothing"));
        } else {
            note(fault(Kind::NotOurs, file.path(), "it is none of the library's files; take it out"));
        }
    }
}

void Verifier::look_at_renditions() {
    // By the picture that each is of, in whatever size and coding: "<id>-1280.avif".
    std::map<fs::path, bool> unseen;
    for (const Holding& holding : holdings_) {
        const fs::path any = catalogue_.rendition_path(holding.picture.id, rendition_sizes.front());
        unseen[any.parent_path() / holding.picture.id.value] = holding.unseen;
    }
    for (const auto& file : listed("renditions").files) {
        // The site's booklet is of many pictures, and is made again whenever one of them may not be shown.
        if (std::ranges::find(file.path(), "booklet") != file.path().end()) continue;
        const std::string name = file.path().filename().string();
        const auto found = unseen.find(file.path().parent_path() / name.substr(0, name.find('-')));
        if (found == unseen.end()) {
            note(fault(Kind::RenditionOfNothing, file.path(),
                       "it is of no picture in the library; run: inbeeld verify --repair"));
        } else if (found->second) {
            note(fault(Kind::RenditionOfUnseen, file.path(),
                       "nobody may look at this picture; run: inbeeld verify --repair"));
        }
    }
}

bool can_be_made_again(Kind kind) {
    return kind == Kind::Unfinished || kind == Kind::RenditionOfNothing || kind == Kind::RenditionOfUnseen;
}

void Verifier::mend() {
    if (repair_ == Repair::Nothing) return;
    for (Fault& each : verified_.faults) {
        std::error_code error;
        if (can_be_made_again(each.kind)) {
            each.repaired = fs::remove(each.where, error) && !error;
        } else if (each.kind == Kind::OpenToOthers) {
            fs::permissions(each.where, fs::perms::group_all | fs::perms::others_all,
                            fs::perm_options::remove, error);
            each.repaired = !error;
        }
    }
}

/// What is wrong with one master.
std::optional<Fault> Verifier::read(const Holding& holding) const {
    const fs::path& master = holding.picture.master;
    std::error_code ignored;
    if (!fs::exists(fs::symlink_status(master, ignored))) {
        return fault(
            Kind::NoMaster, master,
            fmt::format("the picture of photo {} is gone; bring it back from a backup or read its card "
                        "again",
                        holding.photo.value));
    }
    try {
        const Bytes bytes = read_from_disk(master);
        const auto structure = parse_jpeg(bytes);
        if (structure && picture_id(*structure) == holding.picture.id) return std::nullopt;
        return fault(Kind::OtherPicture, master,
                     fmt::format("it is not the picture of photo {} any more; bring it back from a backup or "
                                 "read its card again",
                                 holding.photo.value));
    } catch (const FileUnreadable& error) {
        return fault(Kind::MasterUnreadable, master,
                     fmt::format("{}; bring it back from a backup on another disk", error.what()));
    }
}

void Verifier::read_masters() {
    const std::size_t workers = std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::optional<Fault>> found(holdings_.size());
    const auto every_nth_from = [&](std::size_t first) {
        for (std::size_t i = first; i < holdings_.size(); i += workers) found[i] = read(holdings_[i]);
    };
    std::vector<std::future<void>> others;
    for (std::size_t worker = 1; worker < workers; ++worker) {
        others.push_back(std::async(std::launch::async, every_nth_from, worker));
    }
    every_nth_from(0);
    for (std::future<void>& other : others) other.get();
    for (std::size_t i = 0; i < found.size(); ++i) {
        // Somebody may have taken the photo out while we read.
        if (found[i] && catalogue_.has_picture(holdings_[i].picture.id)) note(std::move(*found[i]));
    }
    verified_.masters = static_cast<int>(
        std::count_if(found.begin(), found.end(), [](const auto& each) { return !each.has_value(); }));
}

}  // namespace

bool Verified::all_well() const {
    return std::all_of(faults.begin(), faults.end(), [](const Fault& each) { return each.repaired; });
}

Verified verify(const catalogue::Catalogue& catalogue, Repair repair) {
    return Verifier{catalogue, repair}.run();
}

}  // namespace ingest
