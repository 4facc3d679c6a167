#pragma once

#include "catalogue/channel.hpp"
#include "catalogue/cleared.hpp"
#include "catalogue/day.hpp"
#include "catalogue/identifiers.hpp"
#include "catalogue/name_form.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The ledger: what was made, printed and put up, so that a withdrawal finds it (DOMAIN §1.3).
namespace catalogue {

/// What an output shows of one photo.
struct OutputItem {
    PhotoId photo;
    VersionId version;
    NameForm name = NameForm::Anonymous;
    bool title = false;    // its title is with it
    bool caption = false;  // its caption is with it
};

/// The item for a photo as it was cleared.
OutputItem output_item(const ClearedPhoto& shown);

/// A file that was made for others to see. `file` is where it will lie; `bytes` where it lies now, whole.
struct NewOutput {
    Channel channel = Channel::ClassView;
    std::string kind;  // "poster", "booklet", "folder"
    std::string title;
    std::string built_at;  // ISO 8601 date-time; its day is the day that was asked about
    std::vector<OutputItem> items;
    std::vector<TextId> texts;  // words that stand on their own: stories
    std::filesystem::path file;
    std::filesystem::path bytes;
    std::string sha256;  // of `bytes`, when whoever wrote them knows it; empty: they are read for it
    int pages = 0;
    std::string printer;  // profile; empty: not said
    int copies = 0;       // 0: not said
};

/// An output as the ledger has it.
struct Output {
    struct Item {
        PhotoId photo;
        VersionId version;
        std::string name_form;
        std::vector<TextId> texts;
        std::vector<EventId> events;  // the answers that allowed it
    };
    OutputId id;
    std::string channel;
    std::string kind;
    std::string title;
    std::string built_at;
    std::string rule;  // version of the consent rule
    std::string file;
    std::string sha256;
    int pages = 0;
    std::vector<Item> items;
    std::vector<TextId> texts;
};

struct PrintedRun {
    struct Item {
        PhotoId photo;
        VersionId version;  // empty: the one in use
    };
    PrintRunId id;
    std::string output;   // what it was, for people
    std::string made_as;  // id of the output; empty: not made by this program
    std::string printed;  // ISO 8601 date; empty: not yet
    int copies = 0;
    std::vector<Item> items;
};

/// Where copies are. A move or taking down ends one and begins the next.
struct Placed {
    PlacementId id;
    PrintRunId run;
    std::string channel;
    std::string where;
    std::string practice;  // id; empty: none
    int quantity = 0;      // 0: not said
    std::string since;     // ISO 8601 dates
    std::string until;     // first day on which it is not there any more; empty: still
    std::string state;     // "in_stock", "hanging", "playing", "given", "returned", "destroyed", "lost"
    std::string lease;     // a screen that was last seen then shows it for seven days more; empty: none
};

struct Ledger {
    std::vector<Output> outputs;
    std::vector<PrintedRun> runs;
    std::vector<Placed> placements;
};

// --- what the leaders write in it ---

/// An output was printed. Answers the id of the print run. Refused when something in it may not be shown any
/// more.
struct EnterPrinted {
    OutputId output;
    Day on;
    int copies = 1;
    std::string printer;
};
/// Copies are somewhere. Refused when something on them may not be shown in that channel on that day. Answers
/// the id of the placement.
struct EnterPlaced {
    PrintRunId run;
    Channel channel = Channel::ClassView;
    std::string where;
    std::string practice;
    int quantity = 0;
    Day since;
    std::optional<Day> until;
    std::string state = "hanging";
};
/// The copies went elsewhere. Answers the id of the new placement.
struct EnterMoved {
    PlacementId placement;
    std::string where;
    std::string practice;
    Day on;
};
/// Off the wall or screen: to the stock, given back, destroyed, lost. Answers the id of the placement that
/// says so.
struct EnterTakenDown {
    PlacementId placement;
    std::string state = "in_stock";
    std::string where;
    Day on;
};
/// Copies were handed out. Refused while the stock is frozen.
struct EnterGiven {
    PlacementId placement;
    int quantity = 1;
    std::string to;
    Day on;
};
/// A screen was seen to play it: its lease runs on from there.
struct EnterSeen {
    PlacementId placement;
    std::string at;  // ISO 8601 date-time
};
/// A task of retract_tasks() was done: the copies of that photo are not there any more. For stock of a
/// booklet it means that all of it is destroyed.
struct EnterRetracted {
    std::string task;
    Day on;
    std::string by;
};

using LedgerEntry = std::variant<EnterPrinted, EnterPlaced, EnterMoved, EnterTakenDown, EnterGiven, EnterSeen,
                                 EnterRetracted>;

// --- what follows from it ---

/// Copies that are still under our control and may no longer be seen.
struct RetractTask {
    std::string id;  // "pl-prA/p09"
    PlacementId placement;
    PhotoId photo;
    Channel channel = Channel::ClassView;
    std::string where;
    std::string practice;  // name; empty: none
    std::string state;
    Day since;  // the day on which it became a no
    Day due;    // digital and stock: at once; on a wall: fourteen days later (DOMAIN §1.6)
    std::vector<std::string> reasons;    // codes
    std::vector<std::string> sentences;  // Dutch, for the leaders
    std::string to_do;                   // Dutch
};

/// Something ends.
struct AgendaItem {
    enum class Kind { Consent, SixteenthBirthday, Placement, Lease };
    Kind kind = Kind::Consent;
    Day on;
    std::optional<PersonId> person;
    std::optional<PhotoId> photo;
    std::optional<PlacementId> placement;
    std::vector<Channel> channels;  // in which the photo will not be seen any more
    std::string sentence;           // Dutch, for the leaders
};

}  // namespace catalogue
