#include "ingest/look_only.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/bytes.hpp"
#include "ingest/card.hpp"
#include "ingest/files.hpp"
#include "ingest/intake.hpp"
#include "ingest/jpeg_structure.hpp"
#include "ingest/picture_id.hpp"
#include "ingest/progress.hpp"
#include "ingest/renditions.hpp"
#include "ingest/sanitise.hpp"
#include "ingest/start_photo.hpp"
#include "ingest/which_card.hpp"

#include <set>
#include <string>

namespace ingest {

namespace {

using Became = FileReport::Outcome;

class Onlooker {
 public:
    Onlooker(const catalogue::Catalogue& catalogue, const WhichCard& card, Look look)
        : catalogue_(catalogue), card_(card), look_(look) {}

    FileReport at(const CardFile& file) {
        FileReport report;
        report.file = file.name;
        report.size = file.size;
        try {
            const Bytes bytes = read_file(file.path);
            report.size = bytes.size();
            report.sha256 = sha256(bytes);
            judge(bytes, report);
        } catch (const FileUnreadable& error) {
            report.outcome = Became::Unreadable;
            report.reason = error.what();
        }
        return report;
    }

    bool masters_read_back() const { return masters_read_back_; }

 private:
    void judge(const Bytes& bytes, FileReport& report) {
        report.outcome = Became::New;
        if (card_.id && catalogue_.lay_on_card_before(*card_.id, report.sha256)) {
            report.outcome = Became::EarlierOwner;
        } else if (catalogue_.start_photo(report.sha256)) {
            report.outcome = Became::Start;
        } else if (const auto known = catalogue_.known_file(report.sha256)) {
            report.outcome = Became::Duplicate;
            report.photo = known->photo.value;
            report.damaged = !known->damage.empty();
            report.reason = report.damaged ? known->damage : "read before";
            if (!reads_back(known->picture)) masters_read_back_ = false;
        } else if (look_ != Look::AtHashes) {
            judge_picture(bytes, report);
        }
    }

    void judge_picture(const Bytes& bytes, FileReport& report) {
        const Sanitised result = sanitise(bytes, report.file, light_for_start_card);
        if (!result.picture) {
            report.outcome = Became::Quarantined;
            report.reason = bytes.empty() ? "the file is empty" : result.refusal.reason;
            return;
        }
        if (find_start_card(*result.picture)) {
            if (look_ != Look::BeforeWiping) report.outcome = Became::Start;
            return;
        }
        report.reason = result.picture->damage;
        report.damaged = !report.reason.empty();
        const catalogue::PictureId& id = result.picture->id;
        const bool is_in = catalogue_.has_picture(id);
        if (is_in && !reads_back(id)) masters_read_back_ = false;
        if (is_in || !seen_.insert(id).second) report.outcome = Became::Duplicate;
    }

    bool reads_back(const catalogue::PictureId& picture) const {
        try {
            const Bytes master = read_from_disk(catalogue_.master_path(picture));
            const auto structure = parse_jpeg(master);
            return structure && picture_id(*structure) == picture;
        } catch (const FileUnreadable&) {
            return false;
        }
    }

    const catalogue::Catalogue& catalogue_;
    const WhichCard& card_;
    Look look_;
    std::set<catalogue::PictureId> seen_;
    bool masters_read_back_ = true;
};

}  // namespace

CardReport look_only(const catalogue::Catalogue& catalogue, const CardContents& contents,
                     const WhichCard& card, const Looking& looking) {
    CardReport report;
    report.path = contents.root;
    report.card = card;
    report.contents = contents;
    report.others = contents.others;
    report.unreadable_folders = contents.unreadable_folders;
    report.looked_only = true;
    for (const CardFile& file : contents.left) report.left.push_back(file.name);
    Onlooker onlooker{catalogue, card, looking.look};
    for (const CardFile& file : contents.files) {
        report.photos.push_back(onlooker.at(file));
        if (looking.observer.has_read) looking.observer.has_read(1, file.size);
        if (looking.observer.wants_to_stop && looking.observer.wants_to_stop()) break;
    }
    if (report.photos.size() < contents.files.size()) report.stopped = "Stopped as asked.";
    report.library_is_whole = onlooker.masters_read_back();
    report.was_taken_out = !is_there(contents);
    report.changed = !report.was_taken_out && !is_unchanged(contents);
    return report;
}

}  // namespace ingest
