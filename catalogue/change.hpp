#pragma once

#include "catalogue/day.hpp"
#include "catalogue/identifiers.hpp"
#include "catalogue/words.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What the leaders write down about photos, words and people, each as a value for Catalogue::change. Consent
/// is not among them: that is only ever added to the log.
namespace catalogue {

// --- photos ---

/// Whose photo it is, as a person says (DOMAIN §1.5, "known").
struct ConfirmMaker {
    PhotoId photo;
    PersonId maker;
    std::string method = "door de trainer";
};

/// Somebody looked whether there are people on it and what else is to be seen. Refused while somebody
/// recognisable on it is neither known, nor has a portrait slip, nor was weighed.
struct PeopleLookedAt {
    PhotoId photo;
};
struct LookAgain {
    PhotoId photo;
};

/// Somebody is on the photo. person: empty when nobody knows who. A child without date of birth is kept as a
/// minor whose parents decide. Answers the id of the depiction within the photo.
struct AddDepiction {
    PhotoId photo;
    std::optional<PersonId> person;
    std::string slip;  // number of the portrait slip; empty: none
    bool recognisable = true;
    bool minor = false;
    std::string note;
};

/// What is said anew about somebody on the photo; what is empty stays as it is.
struct ChangeDepiction {
    PhotoId photo;
    std::string depiction;
    std::optional<PersonId> person;
    std::optional<std::string> slip;
    std::optional<bool> recognisable;
    std::optional<bool> minor;
};

struct RemoveDepiction {
    PhotoId photo;
    std::string depiction;
};

/// A weighing by staff for an unknown adult in the street (art. 21 Aw). Only for class, exhibition and
/// booklet.
struct WeighDepiction {
    PhotoId photo;
    std::string depiction;
    std::vector<std::string> purposes;
    std::string by;
    std::string reason;
    Day on;
};

/// Something private can be seen: "house_number", "letter".
struct AddIssue {
    PhotoId photo;
    std::string issue;
};
/// There was nothing after all.
struct DropIssue {
    PhotoId photo;
    std::string issue;
};
/// That version does not show it any more. Refused for the original.
struct ResolveIssue {
    PhotoId photo;
    std::string issue;
    VersionId version;
};

/// A crop, retouch or black-and-white version is going to be made; it waits for its picture and for the
/// maker's word. Answers its id.
struct AddVersion {
    PhotoId photo;
    VersionId version;  // empty: the next one
    std::string kind;   // "crop", "retouch", "bw"
    std::vector<std::string> resolves;
    std::vector<std::string> hides;  // depictions that cannot be recognised on it
    std::string note;
};
/// The maker saw the version and says yes or no (Aw art. 25).
struct ApproveVersion {
    PhotoId photo;
    VersionId version;
    Day on;
};
struct RefuseVersion {
    PhotoId photo;
    VersionId version;
    Day on;
};
/// The version to show from now on.
struct UseVersion {
    PhotoId photo;
    VersionId version;
};

// --- words ---

/// Answers the id of the text. A title or caption is put with its photo.
struct AddText {
    TextId text;       // empty: made from the photo or author and the kind
    std::string kind;  // "title", "caption", "story", "quote"
    PersonId author;
    std::optional<PhotoId> photo;
    Wording words;
    bool sensitive = false;
};
/// Other words in that language, or words in a new one: the author's approval of it is gone, and so is the
/// check for names.
struct EditText {
    TextId text;
    Wording words;  // empty text: takes the language out
};
/// The author heard it in that language and approves. Refused before names in it were looked at.
struct ApproveText {
    TextId text;
    std::string language;  // empty: every language it has
    Day on;
};
/// Illness, flight, a quarrel in the family: needs a yes of its own.
struct MarkSensitive {
    TextId text;
    bool sensitive = true;
};
/// Somebody looked whether the text names others.
struct MentionsLookedAt {
    TextId text;
};

// --- people ---

/// What somebody is called; what is empty stays as it is.
struct Names {
    std::optional<std::string> full;
    std::optional<std::string> first;
    std::optional<std::string> pseudonym;
    std::optional<Wording> native;
    std::optional<std::string> name_form;  // used where no answer in the log chose one
};

/// Answers the id.
struct AddPerson {
    PersonId person;   // empty: the next one
    std::string role;  // "participant", "portrayed", "staff"
    std::string code;  // empty: the next one
    Names names;
    std::optional<Day> born;
    Day joined;
};
struct ChangeNames {
    PersonId person;
    Names names;
};
struct ChangeBirth {
    PersonId person;
    Day born;
};
/// A mentor or curator who decides with this person.
struct ChangeRepresentative {
    PersonId person;
    std::string kind;
    Day from;
    std::optional<Day> until;
};
/// Left the course. What may be shown is another question: that is in the log.
struct LeaveCourse {
    PersonId person;
    Day on;
};

using Change =
    std::variant<ConfirmMaker, PeopleLookedAt, LookAgain, AddDepiction, ChangeDepiction, RemoveDepiction,
                 WeighDepiction, AddIssue, DropIssue, ResolveIssue, AddVersion, ApproveVersion, RefuseVersion,
                 UseVersion, AddText, EditText, ApproveText, MarkSensitive, MentionsLookedAt, AddPerson,
                 ChangeNames, ChangeBirth, ChangeRepresentative, LeaveCourse>;

}  // namespace catalogue
