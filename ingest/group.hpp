#pragma once

#include "catalogue/catalogue.hpp"
#include "ingest/bytes.hpp"
#include "ingest/card.hpp"
#include "ingest/card_evidence.hpp"
#include "ingest/intake.hpp"
#include "ingest/pictures.hpp"
#include "ingest/read_ahead.hpp"
#include "ingest/sanitise.hpp"
#include "ingest/start_photo.hpp"
#include "ingest/which_card.hpp"
#include "ingest/workers.hpp"

#include <deque>
#include <future>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ingest {

/// One file on its way in.
struct Candidate {
    FileReport report;
    std::string file_sha256;
    Bytes file;       // empty: it need not be looked at, or could not be read
    Witness witness;  // what it tells about whose the card's pictures are
};

/// What working on a file's bytes gave, in memory.
struct Prepared {
    Sanitised result;
    std::vector<Rendition> renditions;
    std::optional<StartCode> start;  // it is a photo of a start card
    std::string body_serial;
    bool worked_on = false;  // otherwise there was nothing to work on
};

/// A picture on its way in.
struct Incoming {
    Candidate* from;
    CleanPicture picture;
    std::vector<Rendition> renditions;
};

/// The catalogue, and what else the groups share, for one thread at a time: while one group goes to the disk,
/// the next is worked on.
struct Desk {
    catalogue::Catalogue& catalogue;
    const WhichCard& card;
    CardEvidence& evidence;
    Renditions renditions = Renditions::Now;
    catalogue::Day today;
    std::mutex mutex{};
};

/// Takes a group of files from the card to the library: begin(), finish(), keep().
class Group {
 public:
    explicit Group(Desk& desk)
        : desk_(desk), catalogue_(desk.catalogue), card_(desk.card), evidence_(desk.evidence) {}
    Group(const Group&) = delete;
    Group& operator=(const Group&) = delete;
    ~Group();

    /// Reads the files and gives the work on each to the workers, who may have work of the group before
    /// still.
    void begin(std::span<const CardFile> files, ReadAhead& read_ahead, Workers& workers);
    /// Waits for the work. Nothing was written yet.
    void finish();
    /// All that writes, while no other program does. Each step after the one that it rests on.
    std::vector<FileReport> keep();

 private:
    void read(const CardFile& file, FileRead read);
    void recognise(Candidate& candidate);
    void tell(Candidate& candidate, const Prepared& prepared);
    void judge(Candidate& candidate, Prepared prepared);
    void store_masters(const std::vector<catalogue::MasterTags>& tags);
    void record();
    void store_renditions();
    std::vector<FileReport> reports();

    bool has_master(const catalogue::PictureId& picture) const;
    catalogue::Arrival arrival(const Incoming& incoming) const;
    std::vector<catalogue::Arrival> arrivals() const;

    Desk& desk_;
    catalogue::Catalogue& catalogue_;
    const WhichCard& card_;
    CardEvidence& evidence_;
    std::deque<Candidate> candidates_;  // where they are they stay, since others work on them
    std::deque<Prepared> prepared_;     // of each candidate, in the same order
    std::vector<std::future<void>> work_;
    std::vector<Incoming> incoming_;
    std::vector<catalogue::StartPhoto> starts_;
};

}  // namespace ingest
