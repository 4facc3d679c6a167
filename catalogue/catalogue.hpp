#pragma once

#include "catalogue/arrival.hpp"      // IWYU pragma: export
#include "catalogue/cards.hpp"        // IWYU pragma: export
#include "catalogue/change.hpp"       // IWYU pragma: export
#include "catalogue/channel.hpp"      // IWYU pragma: export
#include "catalogue/cleared.hpp"      // IWYU pragma: export
#include "catalogue/course.hpp"       // IWYU pragma: export
#include "catalogue/day.hpp"          // IWYU pragma: export
#include "catalogue/failure.hpp"      // IWYU pragma: export
#include "catalogue/identifiers.hpp"  // IWYU pragma: export
#include "catalogue/invocation.hpp"   // IWYU pragma: export
#include "catalogue/name_form.hpp"    // IWYU pragma: export
#include "catalogue/output.hpp"       // IWYU pragma: export
#include "catalogue/participant.hpp"  // IWYU pragma: export
#include "catalogue/proof_sheet.hpp"  // IWYU pragma: export
#include "catalogue/rights.hpp"       // IWYU pragma: export
#include "catalogue/words.hpp"        // IWYU pragma: export

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace catalogue {

/// One answer of the consent rule (DOMAIN §1.5).
struct PhotoVerdict {
    PhotoId photo;
    Channel channel;
    VersionId version;
    bool allow = false;
    NameForm name = NameForm::Anonymous;  // meaningful when allowed
    std::vector<std::string> reasons;     // codes such as "maker_withdrawn"; empty when allowed
    std::vector<std::string> sentences;   // the same in Dutch, for the leaders: they may name people
};

struct TextVerdict {
    TextId text;
    Channel channel;
    bool allow = false;
    std::vector<std::string> reasons;
    std::vector<std::string> sentences;
};

/// Who is asked in what: my photos, me on a photo, my words. In the order of Capacity.
inline constexpr std::string_view capacities[] = {"maker", "portrayed", "author"};

/// An answer that somebody gave, for the log. Fields are as in the course file; empty ones were not said.
struct NewConsentEvent {
    std::string person;
    std::string capacity;  // "maker", "portrayed", "author"
    std::string purpose;   // "booklet"
    std::string scope = "course";
    std::string decision;     // "grant", "deny", "withdraw"
    std::string valid_from;   // ISO 8601 date or date-time
    std::string recorded_at;  // ISO 8601 date-time
    std::string valid_until;  // first day without; "never": said to be without end; empty: not said
    std::string name_form;
    std::string given_by = "self";
    bool assent = false;
    std::string method;
    std::string language;
    std::string witness;
    std::string form;
    std::string evidence_sha256;  // of the scan or recording, which is kept elsewhere
    std::string recorded_by;
    std::string note;
};

/// A picture that should lie in the library.
struct Holding {
    Picture picture;
    PhotoId photo;
    bool unseen = false;  // nothing may be made of it to look at
};

/// Everything is put still, for the whole course or for one person.
struct NewHold {
    std::optional<PersonId> person;
    Day from;
    std::string reason;
};

enum class Access {
    ReadOnly,
    ReadWrite,    // has the library's writing lock as long as the Catalogue lives
    WriteInTurn,  // for long work: takes the lock when it asks for a Turn, so that others come in between
};

/// How long who wants to write waits for others to be done before he is refused.
inline constexpr std::chrono::milliseconds patience_for_writing = std::chrono::seconds{60};

class WritingLock;

/// Time in which nobody else writes to the library, until it is let go.
class Turn {
 public:
    explicit Turn(std::unique_ptr<WritingLock> lock);
    Turn(Turn&&) noexcept;
    Turn& operator=(Turn&&) noexcept;
    ~Turn();

 private:
    std::unique_ptr<WritingLock> lock_;  // empty: the Catalogue has it anyway
};

/// The course's records and the one place that says who may see what. Opens `library`/catalogue.db, migrating
/// it to the newest schema when opened for writing. Throws CannotWork, LibraryInUse.
class Catalogue {
 public:
    /// Makes the folder (0700) and an empty catalogue where there is none. Takes the library's writing lock.
    static Catalogue create(const std::filesystem::path& library);

    /// Opens a library that exists.
    static Catalogue open(const std::filesystem::path& library, Access access,
                          std::chrono::milliseconds patience = patience_for_writing);

    Catalogue(Catalogue&&) noexcept;
    Catalogue& operator=(Catalogue&&) noexcept;
    ~Catalogue();

    /// Waits for the writing lock and keeps it until the Turn goes. Whatever was read from the library before
    /// may have changed. With ReadWrite nothing needs to be waited for.
    Turn take_turn() const;

    // --- the course ---

    /// Takes in a course file (schema "inbeeld.sample-course/1"), whole or not at all. The same course again:
    /// records are brought up to date, consent events are only ever added. Throws CourseFileBroken.
    void import_course(std::string_view json);
    /// The same file back, with what has come in since. Throws CannotWork when there is no course.
    std::string export_course() const;
    Course course() const;

    /// Who takes part in the course on that day, by participant code, as the class may know them: who was
    /// erased, has left before or comes later is not among them.
    std::vector<Participant> participants(Day now) const;

    /// What stands in the QR code of somebody's start card: opaque, 10 characters, and the same for as long
    /// as the library's key is.
    std::string start_code(const PersonId& person) const;
    /// Whose code this is. Empty for a code that is nobody's, or of somebody who was erased: what comes after
    /// such a card is nobody's that we know, and not the one's before it.
    std::optional<PersonId> person_with_start_code(std::string_view code) const;
    /// Writes down one thing about a photo, a text or a person; answers the id of what was made, where
    /// something was. Throws CannotWork for what cannot be, and then nothing has changed.
    std::string change(const Change& change);

    // --- consent ---

    std::vector<PhotoVerdict> photo_verdicts(Day now) const;
    std::vector<TextVerdict> text_verdicts(Day now) const;

    /// In which capacities somebody can be asked about this scope: all for "course", maker and portrayed for
    /// a photo, author for a text; none when the course does not have it.
    std::vector<std::string> capacities_for(std::string_view scope) const;

    /// Adds events to the log, all or none, each after everything that the person said before; returns their
    /// ids. A no is also recorded against every yes that was to begin later. Throws CannotWork for an event
    /// that the rule could not read.
    std::vector<EventId> record(const std::vector<NewConsentEvent>& events);

    /// Every photo that may be shown in `channel` on that day and whose cleared version has its picture in
    /// the library, in the order of the makers' participant codes (never by name) and then as taken.
    template <Channel channel>
    std::vector<Cleared<channel>> cleared(Day now) const;

    /// The same of these photos alone: the time it takes follows from what is asked, not from what is stored.
    template <Channel channel>
    std::vector<Cleared<channel>> cleared(Day now, std::span<const PhotoId> photos) const;

    /// The photo at a public address of `channel`; empty when that may not be shown on that day, when another
    /// version of it is used by now, and for an address that is nobody's.
    template <Channel channel>
    std::optional<Cleared<channel>> cleared_at(Day now, std::string_view address) const;

    /// The same photos as chapters, with the stories that may stand beside them.
    template <Channel channel>
    std::vector<Chapter<channel>> chapters(Day now) const;

    /// Whether this public address was ever one of this channel's: gone, rather than never there.
    bool was_public(Channel channel, std::string_view address) const;

    // --- the ledger ---

    /// Keeps that a file was made, with the answers that allowed what is in it. The same file again answers
    /// the id that it has. Throws CannotWork when something in it is not allowed any more by now: then the
    /// file must not stay.
    OutputId record_output(const NewOutput& output);
    Ledger ledger() const;
    /// Writes one thing in the ledger; answers the id of what was made, where something was. Throws
    /// CannotWork for what cannot be, and then nothing has changed.
    std::string enter(const LedgerEntry& entry);

    /// What is to be taken down, as the reference rule lists it.
    std::vector<RetractTask> retract_tasks(Day now) const;
    /// What ends within so many days, soonest first.
    std::vector<AgendaItem> agenda(Day now, int days) const;

    void hold(const NewHold& hold);
    /// Ends every hold of this person, or (nobody named) of the whole course; false when there was none.
    bool end_hold(const std::optional<PersonId>& person, Day on);

    // --- the rights of a person ---

    /// Throws CannotWork when there is no such person.
    TakeAway take_away(const PersonId& person, Day now) const;

    /// Erases a person: photos with their masters and screen sizes, words, answers and names, also where
    /// others wrote them. What stays is a tombstone with code, dates and counts. No byte of it stays in the
    /// library's files. The only way in which the consent log loses anything.
    Erasure erase(const PersonId& person, Day asked, Day done);

    Report report(Day now) const;

    /// What one participant has made and said so far, to look at and to sign: their own photos, also without
    /// a yes. Throws CannotWork when there is no such person, or not any more.
    ProofSheet proof_sheet(const PersonId& person, Day now) const;

    // --- pictures coming in ---

    std::filesystem::path master_path(const PictureId& picture) const;
    std::filesystem::path rendition_path(const PictureId& picture, int width) const;
    /// A folder inside the library, on the same file system, for files that are not whole yet.
    std::filesystem::path unfinished_folder() const;

    /// Whether a file with exactly these bytes was read before, so that it need not be again.
    bool has_file(std::string_view file_sha256) const;
    /// What such a file gave, then.
    std::optional<KnownFile> known_file(std::string_view file_sha256) const;
    bool has_picture(const PictureId& picture) const;
    /// Changes whenever somebody else has written. Asked in a turn: whether what was read before it still
    /// holds.
    std::int64_t revision() const;

    /// What the masters of these arrivals should carry on that day, once they are recorded; changes nothing.
    /// So a master is written once, with its tags. Ask and record in one turn.
    std::vector<MasterTags> foreseen_tags(const std::vector<Arrival>& arrivals, Day now);
    /// Commits records for pictures whose masters are safe, all or none: binds each to the record that waits
    /// for the file of that name on that card, or makes a new record of the origin that came with it.
    std::vector<Arrived> record(const std::vector<Arrival>& arrivals);
    void record(const IngestBatch& batch);

    /// Start photos are no photos of the course: only what they tell is kept.
    void record(const StartPhoto& photo);
    std::optional<StartPhoto> start_photo(std::string_view file_sha256) const;

    /// What cards tell once they were read to their end, for photos that had no record before. What a person
    /// said stands, and nothing becomes less sure than it was. Returns those that changed.
    std::vector<PhotoId> settle(const std::vector<std::pair<PhotoId, Origin>>& origins);

    /// Whose a photo is and when it was taken, as its record says now.
    std::optional<Origin> origin_of(const PhotoId& photo) const;

    /// Photos that a card's reading set aside unseen, by card (unknown cards first).
    std::vector<SetAside> set_aside() const;
    /// They are the participant's after all: they may be looked at, and somebody says whose they are. Throws
    /// CannotWork when one of them was not set aside.
    void bring_back(const std::vector<PhotoId>& photos);
    /// They are a previous owner's: their records go, and their files are not taken in again. Returns the
    /// pictures that are of no use any more. Throws CannotWork as above, and for those of an unknown card.
    std::vector<PictureId> remove_set_aside(const std::vector<PhotoId>& photos);

    /// The camera that a card belongs to: as registered, by the number on both, or by the course's photos.
    std::optional<CameraId> camera_of(const CardId& card) const;
    /// The one camera of the course with this serial number of its body.
    std::optional<CameraId> camera_with_serial(std::string_view serial) const;

    /// The picture of another version (crop, retouch) of a photo. Throws CannotWork when the photo or version
    /// is not in the course.
    void record_version(const PhotoId& photo, const VersionId& version, const Arrival& picture);

    // --- cards and loans ---

    /// The card of which this is the label, if the course knows it: a photo, the list of cards or a
    /// registration names it, or a camera has its number ("kaart-15" belongs to "cam15": the same sticker is
    /// on both). Capitals, spaces and leading zeros do not matter.
    std::optional<CardId> card_labelled(std::string_view label) const;

    /// Gives a card its number and keeps which files lay on it. Throws CannotWork for a card or camera that
    /// the course does not know.
    RegisteredCard register_card(const CardToRegister& card);
    /// The card with this number, however it was typed.
    std::optional<RegisteredCard> registered_card(std::string_view number) const;
    /// The last registration of a card.
    std::optional<RegisteredCard> registration_of(const CardId& card) const;
    /// Whether this file lay on the card when it was prepared: it is the previous owner's.
    bool lay_on_card_before(const CardId& card, std::string_view file_sha256) const;

    /// Who has or had which camera or card: what the course file says of its cameras (without dates), its
    /// list of loans, and those added here.
    std::vector<Loan> loans() const;
    /// Writes a loan down. An open loan of the same camera or card to somebody else that began earlier ends
    /// when this one begins, unless it is shared; those are returned. Throws CannotWork for somebody or
    /// something that the course does not know, for a date that is none, and for a loan that overlaps
    /// another.
    std::vector<Loan> lend(const Loan& loan);
    /// The open loan of this camera or card (to this person, if one is named) ends at `until`; returns it.
    /// Throws CannotWork when there is none, or more than one.
    Loan end_loan(const LoanEnd& end);

    /// Every picture that has a record.
    std::vector<Holding> holdings() const;
    /// What is wrong with the database itself, a clause each; empty: nothing.
    std::vector<std::string> faults_of_database() const;
    /// Where the library lies.
    const std::filesystem::path& folder() const;

    /// Every photo with a master, with the tags that its master should carry on that day.
    std::vector<std::pair<Picture, MasterTags>> master_tags(Day now) const;

 private:
    struct Rooms;
    explicit Catalogue(std::unique_ptr<Rooms> rooms);
    std::unique_ptr<Rooms> rooms_;
};

}  // namespace catalogue
