#pragma once

#include "catalogue/cards.hpp"
#include "catalogue/channel.hpp"
#include "catalogue/day.hpp"
#include "catalogue/identifiers.hpp"
#include "catalogue/name_form.hpp"
#include "catalogue/words.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

/// What the consent rule looks at, as plain values (DOMAIN §1.3). Nothing here judges.
namespace catalogue {

/// In which part a person is asked: my photos, me on a photo, my words. Three separate questions.
enum class Capacity { Maker, Portrayed, Author };
enum class Decision { Grant, Deny, Withdraw };
enum class GivenBy { Self, Parent, Representative };
enum class Assent { NotGiven, Given };

/// When a yes ends. Saying nothing about it is not the same as saying that there is no end: a photo's own yes
/// that says nothing takes over the end of the general yes.
struct EndNotSaid {};
struct NoEnd {};
using End = std::variant<EndNotSaid, NoEnd, Day>;  // Day: the first day on which the yes no longer counts

struct CourseWide {};
struct OnlyOn {
    std::string object;  // id of a photo or a text
};
using Scope = std::variant<CourseWide, OnlyOn>;

struct ConsentEvent {
    EventId id;
    PersonId person;
    Capacity capacity = Capacity::Maker;
    std::optional<Purpose> purpose;  // empty: "*", which only chooses a name
    Scope scope;
    Decision decision = Decision::Deny;
    std::optional<NameForm> name_form;
    Day valid_from;
    std::string valid_from_text;  // as written: events of one day are put in order by it
    std::string recorded_at;      // as written; valid_from_text when nothing was written
    End end;
    GivenBy given_by = GivenBy::Self;
    Assent assent = Assent::NotGiven;
};

/// Every event ever recorded, handed out per person and capacity from oldest to newest.
class ConsentHistory {
 public:
    void add(ConsentEvent event) {
        std::vector<ConsentEvent>& events = events_[{event.person, event.capacity}];
        const auto place = std::ranges::upper_bound(events, key(event), {}, key);
        events.insert(place, std::move(event));
    }

    std::span<const ConsentEvent> of(const PersonId& person, Capacity capacity) const {
        const auto found = events_.find({person, capacity});
        if (found == events_.end()) return {};
        return found->second;
    }

    /// Compared as text, so that "2026-07-02" comes before any moment of that day.
    static std::tuple<const std::string&, const std::string&, const std::string&> key(
        const ConsentEvent& event) {
        return {event.valid_from_text, event.recorded_at, event.id.value};
    }

 private:
    std::map<std::pair<PersonId, Capacity>, std::vector<ConsentEvent>> events_;
};

/// Curator or mentor (UAVG art. 5(2)).
struct LegalRepresentative {
    Day from;
    std::optional<Day> until;
};

enum class Role { Asked, Staff };
enum class TakesPart { No, Yes };  // as a participant of the course
enum class MinorOfUnknownAge { No, Yes };

struct DisplayNames {
    std::string full;
    std::string first;
    std::string pseudonym;
    Words native;
};

struct Person {
    PersonId id;
    Role role = Role::Asked;
    std::string code;  // "VB-04"
    DisplayNames display;
    NameForm name_form = NameForm::Anonymous;
    std::optional<Day> born;
    MinorOfUnknownAge minor_of_unknown_age = MinorOfUnknownAge::No;
    std::optional<LegalRepresentative> representative;
    std::optional<Day> erased_at;
    TakesPart takes_part = TakesPart::No;
    std::optional<Day> joined;           // empty: from the start
    std::optional<Day> left;             // the last day on which they were there
    std::vector<std::string> languages;  // BCP 47, the one they speak best first
};

enum class Recognisable { No, Yes };
enum class Minor { No, Yes };

/// Somebody who is on a photo.
struct Depiction {
    std::string id;                  // within the photo
    std::optional<PersonId> person;  // empty: nobody knows who
    Recognisable recognisable = Recognisable::Yes;
    Minor minor = Minor::No;
    std::optional<std::vector<Purpose>> balance;  // the purposes of a weighing by staff (art. 21 Aw)
};

/// What the maker said of a changed version. Waits: it was made here and is shown nowhere until the maker has
/// seen it. NotAsked: a course file that came from elsewhere says nothing of it.
enum class MakersWord { NotAsked, Waits, Approved, Refused };

struct PhotoVersion {
    VersionId id;
    std::string kind;  // "original", "crop", "retouch", "bw"; empty: not said
    MakersWord approved = MakersWord::NotAsked;
    std::vector<std::string> resolves;               // content issues that this version takes away
    std::map<std::string, Recognisable> depictions;  // by Depiction::id, where it differs from the photo
};

enum class PhotoState { Live, Quarantined, Deleted, Rejected };
enum class Chosen { No, Yes };  // by the maker and the trainers, for showing
enum class PeopleCheck { NotDone, Done };
enum class AttributionStatus { Proposed, Confirmed };

struct Attribution {
    std::optional<PersonId> person;
    AttributionStatus status = AttributionStatus::Proposed;
};

struct Photo {
    PhotoId id;
    PhotoState state = PhotoState::Live;
    Chosen chosen = Chosen::No;
    Attribution attribution;
    PeopleCheck people_check = PeopleCheck::NotDone;
    std::vector<std::string> content_issues;
    std::vector<Depiction> depictions;
    std::vector<PhotoVersion> versions;  // at least one
    VersionId use_version;

    std::string file;  // as on the card; empty: not said
    std::optional<CardId> card;
    std::optional<CameraId> camera;
    std::string taken_camera;  // ISO 8601 by the camera's clock; empty: not said
    std::string taken_true;
    std::optional<TextId> title;
    std::optional<TextId> caption;
    std::string alt;  // Dutch

    const PhotoVersion* version(const VersionId& wanted) const {
        const auto found = std::ranges::find(versions, wanted, &PhotoVersion::id);
        return found == versions.end() ? nullptr : &*found;
    }
};

enum class Sensitive { No, Yes };

struct Text {
    TextId id;
    std::string kind;  // "title", "caption", "story", "quote"
    PersonId author;
    std::optional<PhotoId> photo;
    Sensitive sensitive = Sensitive::No;
    std::optional<Day> approved_at;
    std::map<std::string, Day> approved_in;  // by language; empty: all of them were, on approved_at
    Words words;
};

/// Everything stands still, for the whole course.
struct Hold {
    Day from;
    std::optional<Day> until;
};

/// Everything of one person stands still: photos by them and of them, and their words.
struct PersonHold {
    PersonId person;
    Hold hold;
};

struct PrintedItem {
    PhotoId photo;
    std::optional<VersionId> version;
};

struct PrintRun {
    PrintRunId id;
    std::vector<PrintedItem> items;
};

enum class PlacementState { UnderOurControl, OutOfOurHands };

struct Placement {
    PlacementId id;
    PrintRunId run;
    Channel channel = Channel::ClassView;
    PlacementState state = PlacementState::OutOfOurHands;
    Day since;
    std::optional<Day> until;
};

enum class Sharing { Alone, Shared };

struct Camera {
    CameraId id;
    std::optional<PersonId> lent_to;
    Sharing sharing = Sharing::Alone;
    std::string serial;  // of its body; empty: not written down
};

/// A card that the course names apart from photos.
struct Card {
    CardId id;
    std::string label;  // what is written on it; empty: the id
    std::optional<CameraId> camera;
};

/// Where records stand in their list, by id. While the list has changed since, or holds an id twice, the list
/// itself is looked through.
class Places {
 public:
    template <class Record>
    void index(const std::vector<Record>& records) {
        places_.clear();
        for (std::size_t i = 0; i < records.size(); ++i) places_.emplace(records[i].id.value, i);
    }

    /// The last record, which has just been added.
    template <class Record>
    void add_last(const std::vector<Record>& records) {
        places_.emplace(records.back().id.value, records.size() - 1);
    }

    template <class Record, class Id>
    const Record* find(const std::vector<Record>& records, const Id& id) const {
        if (places_.size() == records.size()) {
            const auto place = places_.find(id.value);
            return place == places_.end() ? nullptr : &records[place->second];
        }
        const auto found = std::ranges::find(records, id, &Record::id);
        return found == records.end() ? nullptr : &*found;
    }

 private:
    std::unordered_map<std::string, std::size_t> places_;
};

struct World {
    std::map<PersonId, Person> persons;
    std::vector<Photo> photos;  // as in the course file
    std::vector<Text> texts;
    ConsentHistory history;
    std::vector<Hold> holds;
    std::vector<PersonHold> person_holds;
    std::vector<PrintRun> print_runs;
    std::vector<Placement> placements;
    std::vector<Camera> cameras;
    std::vector<Card> cards;
    std::vector<Loan> loans;  // those without dates first

    const Person* person(const std::optional<PersonId>& id) const {
        const auto found = id ? persons.find(*id) : persons.end();
        return found == persons.end() ? nullptr : &found->second;
    }
    const Photo* photo(const PhotoId& id) const { return photo_places.find(photos, id); }
    const Text* text(const TextId& id) const { return text_places.find(texts, id); }

    /// After the last photo and text: from now on they are found without looking through all of them.
    void index() {
        photo_places.index(photos);
        text_places.index(texts);
    }

    Places photo_places;
    Places text_places;
};

}  // namespace catalogue
