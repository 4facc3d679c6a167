#include "catalogue/course_file/read_records.hpp"

#include "catalogue/channel.hpp"
#include "catalogue/course_file/fields.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/day.hpp"
#include "catalogue/identifiers.hpp"
#include "catalogue/name_form.hpp"
#include "catalogue/words.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace catalogue::course_file {

namespace {

template <class Value>
using Names = std::span<const std::pair<std::string_view, Value>>;

template <class Value>
Value one_of(const Fields& record, std::string_view key, const std::string& text, Names<Value> names) {
    for (const auto& [name, value] : names) {
        if (name == text) return value;
    }
    std::string known;
    for (const auto& [name, value] : names) known += fmt::format("{}{}", known.empty() ? "" : ", ", name);
    record.refuse(key, fmt::format("is {}; it must be one of: {}", in_quotes(text), known));
}

constexpr std::pair<std::string_view, Capacity> capacities[] = {
    {"maker", Capacity::Maker}, {"portrayed", Capacity::Portrayed}, {"author", Capacity::Author}};
constexpr std::pair<std::string_view, Decision> decisions[] = {
    {"grant", Decision::Grant}, {"deny", Decision::Deny}, {"withdraw", Decision::Withdraw}};
constexpr std::pair<std::string_view, GivenBy> givers[] = {
    {"self", GivenBy::Self}, {"parent", GivenBy::Parent}, {"rep", GivenBy::Representative}};
constexpr std::pair<std::string_view, PhotoState> photo_states[] = {{"ingested", PhotoState::Live},
                                                                    {"selected", PhotoState::Live},
                                                                    {"quarantined", PhotoState::Quarantined},
                                                                    {"deleted", PhotoState::Deleted},
                                                                    {"rejected", PhotoState::Rejected}};

constexpr std::pair<std::string_view, PlacementState> placement_states[] = {
    {"in_stock", PlacementState::UnderOurControl}, {"hanging", PlacementState::UnderOurControl},
    {"playing", PlacementState::UnderOurControl},  {"given", PlacementState::OutOfOurHands},
    {"returned", PlacementState::OutOfOurHands},   {"destroyed", PlacementState::OutOfOurHands},
    {"lost", PlacementState::OutOfOurHands}};

std::optional<NameForm> read_name_form(const Fields& record) {
    const std::optional<std::string> text = record.optional_text("name_form");
    if (!text) return std::nullopt;
    const std::optional<NameForm> form = name_form_named(*text);
    if (!form) {
        record.refuse("name_form", fmt::format("is {}; it must be one of: full, first, pseudonym, anonymous",
                                               in_quotes(*text)));
    }
    return form;
}

Purpose read_purpose(const Fields& record, std::string_view key, const std::string& text) {
    const std::optional<Purpose> purpose = purpose_named(text);
    if (!purpose) record.refuse(key, fmt::format("is {}, which is not a purpose", in_quotes(text)));
    return *purpose;
}

Words read_words_by_language(const Fields& record, std::string_view key) {
    Words words;
    const std::optional<Fields> languages = record.optional_object(key);
    if (!languages) return words;
    for (const auto& [language, value] : languages->json().items()) {
        const std::optional<std::string> text = languages->optional_text(language);
        if (text && !text->empty()) words.push_back({language, *text});
    }
    return words;
}

template <class Kind>
std::optional<Id<Kind>> optional_id(const Fields& record, std::string_view key) {
    std::optional<std::string> text = record.optional_text(key);
    if (!text) return std::nullopt;
    if (text->empty()) record.refuse(key, "is empty");
    return Id<Kind>{*std::move(text)};
}

DisplayNames read_display(const Fields& record) {
    DisplayNames display;
    const std::optional<Fields> names = record.optional_object("display");
    if (!names) return display;
    display.full = names->optional_text("full").value_or("");
    display.first = names->optional_text("first").value_or("");
    display.pseudonym = names->optional_text("pseudonym").value_or("");
    display.native = read_words_by_language(*names, "native");
    return display;
}

std::optional<LegalRepresentative> read_representative(const Fields& record) {
    const std::optional<Fields> representative = record.optional_object("legal_rep");
    if (!representative || representative->json().empty()) return std::nullopt;
    return LegalRepresentative{representative->day("from"), representative->optional_day("until")};
}

End read_end(const Fields& record) {
    if (!record.has("valid_until")) return EndNotSaid{};
    const std::optional<Day> day = record.optional_day("valid_until");
    if (!day) return NoEnd{};
    return *day;
}

Depiction read_depiction(const Fields& record) {
    Depiction depiction;
    depiction.id = record.text("id");
    depiction.person = optional_id<PersonKind>(record, "person");
    depiction.recognisable = record.flag("recognisable", true) ? Recognisable::Yes : Recognisable::No;
    depiction.minor = record.flag("minor", false) ? Minor::Yes : Minor::No;
    const std::optional<Fields> balance = record.optional_object("balance");
    if (balance && !balance->json().empty()) {
        depiction.balance.emplace();
        if (!balance->has("purposes")) balance->refuse("purposes", "is missing");
        for (const std::string& purpose : balance->texts("purposes")) {
            depiction.balance->push_back(read_purpose(*balance, "purposes", purpose));
        }
    }
    return depiction;
}

PhotoVersion read_version(const Fields& record) {
    PhotoVersion version;
    version.id.value = record.text("id");
    version.kind = record.optional_text("kind").value_or("");
    version.resolves = record.texts("resolves");
    const std::optional<bool> approved = record.optional_flag("approved_by_maker");
    // A no has a day; what has none was not answered yet. The consent rule lets neither through.
    const bool refused = record.has("refused_on");
    if (approved && *approved) version.approved = MakersWord::Approved;
    if (approved && !*approved) version.approved = refused ? MakersWord::Refused : MakersWord::Waits;
    const std::optional<Fields> recognisable = record.optional_object("recognisable");
    if (!recognisable) return version;
    for (const auto& [depiction, value] : recognisable->json().items()) {
        version.depictions[depiction] =
            recognisable->flag(depiction, true) ? Recognisable::Yes : Recognisable::No;
    }
    return version;
}

void read_versions(const Fields& record, Photo& photo) {
    for (const Fields& version : record.objects("versions")) {
        photo.versions.push_back(read_version(version));
        const auto same = std::ranges::count(photo.versions, photo.versions.back().id, &PhotoVersion::id);
        if (same > 1) {
            record.refuse("versions", fmt::format("has {} twice", in_quotes(photo.versions.back().id.value)));
        }
    }
    if (photo.versions.empty()) photo.versions.push_back({VersionId{"v1"}, "original", {}, {}, {}});
    photo.use_version = optional_id<VersionKind>(record, "use_version").value_or(VersionId{"v1"});
    if (photo.version(photo.use_version) == nullptr) {
        record.refuse("use_version",
                      fmt::format("is {}, and there is no such version", in_quotes(photo.use_version.value)));
    }
}

void read_depictions(const Fields& record, Photo& photo) {
    std::set<std::string> seen;
    for (const Fields& depiction : record.objects("depictions")) {
        photo.depictions.push_back(read_depiction(depiction));
        if (!seen.insert(photo.depictions.back().id).second) {
            record.refuse("depictions", fmt::format("has {} twice", in_quotes(photo.depictions.back().id)));
        }
    }
}

}  // namespace

std::string id_of(const Fields& record, std::string_view noun) {
    const std::string id = record.text("id");
    // "course" and "*" have a meaning of their own in consent events.
    const bool fit = id.size() <= 200 && id != "course" && id != "*" &&
                     std::ranges::none_of(id, [](char c) { return static_cast<unsigned char>(c) < ' '; });
    if (!fit) record.refuse("id", fmt::format("is {}, which cannot be the id of a {}", in_quotes(id), noun));
    return id;
}

Person read_person(const Fields& record) {
    Person person;
    person.id.value = id_of(record, "person");
    const bool staff = record.optional_text("role") == "staff";
    person.role = staff ? Role::Staff : Role::Asked;
    person.code = record.optional_text("code").value_or("");
    person.display = read_display(record);
    const NameForm unless_told = staff && !record.has("name_form") ? NameForm::Full : NameForm::Anonymous;
    person.name_form = read_name_form(record).value_or(unless_told);
    person.born = record.optional_day("born");
    if (record.flag("minor_unknown_age", false)) person.minor_of_unknown_age = MinorOfUnknownAge::Yes;
    person.representative = read_representative(record);
    person.erased_at = record.optional_day("erased_at");
    const std::string role = record.optional_text("role").value_or("");
    if (role == "participant") person.takes_part = TakesPart::Yes;
    person.joined = record.optional_day("joined");
    person.left = record.optional_day("left");
    person.languages = record.texts("languages");
    return person;
}

ConsentEvent read_event(const Fields& record) {
    ConsentEvent event;
    event.id.value = id_of(record, "consent event");
    event.person.value = record.text("person");
    event.capacity = one_of<Capacity>(record, "capacity", record.text("capacity"), capacities);
    const std::string purpose = record.text("purpose");
    if (purpose != "*") event.purpose = read_purpose(record, "purpose", purpose);
    const std::string scope = record.text("scope");
    if (scope != "course") event.scope = OnlyOn{scope};
    event.decision = one_of<Decision>(record, "decision", record.text("decision"), decisions);
    event.name_form = read_name_form(record);
    event.valid_from = record.day("valid_from");
    event.valid_from_text = record.text("valid_from");
    event.recorded_at = record.optional_text("recorded_at").value_or(event.valid_from_text);
    record.optional_day("recorded_at");
    event.end = read_end(record);
    event.given_by =
        one_of<GivenBy>(record, "given_by", record.optional_text("given_by").value_or("self"), givers);
    event.assent = record.flag("assent", false) ? Assent::Given : Assent::NotGiven;
    return event;
}

Photo read_photo(const Fields& record) {
    Photo photo;
    photo.id.value = id_of(record, "photo");
    if (const std::optional<std::string> state = record.optional_text("state")) {
        photo.state = one_of<PhotoState>(record, "state", *state, photo_states);
        if (*state == "selected") photo.chosen = Chosen::Yes;
    }
    if (const std::optional<Fields> attribution = record.optional_object("attribution")) {
        photo.attribution.person = optional_id<PersonKind>(*attribution, "person");
        const bool confirmed = attribution->optional_text("status") == "confirmed";
        photo.attribution.status = confirmed ? AttributionStatus::Confirmed : AttributionStatus::Proposed;
    }
    const bool looked_at = record.optional_text("people_check") == "done";
    photo.people_check = looked_at ? PeopleCheck::Done : PeopleCheck::NotDone;
    photo.content_issues = record.texts("content_issues");
    read_depictions(record, photo);
    read_versions(record, photo);

    photo.file = record.optional_text("file").value_or("");
    photo.card = optional_id<CardKind>(record, "card");
    photo.camera = optional_id<CameraKind>(record, "camera");
    photo.taken_camera = record.optional_text("taken_camera").value_or("");
    photo.taken_true = record.optional_text("taken_true").value_or("");
    photo.title = optional_id<TextKind>(record, "title");
    photo.caption = optional_id<TextKind>(record, "caption");
    photo.alt = record.optional_text("alt_nl").value_or("");
    return photo;
}

Text read_text(const Fields& record) {
    Text text;
    text.id.value = id_of(record, "text");
    text.kind = record.optional_text("kind").value_or("");
    text.author.value = record.optional_text("author").value_or("");
    text.photo = optional_id<PhotoKind>(record, "photo");
    text.sensitive = record.flag("sensitive", false) ? Sensitive::Yes : Sensitive::No;
    text.approved_at = record.optional_day("approved_at");
    if (const std::optional<Fields> approvals = record.optional_object("approved_in")) {
        for (const auto& [language, day] : approvals->json().items()) {
            if (const auto on = approvals->optional_day(language)) text.approved_in.emplace(language, *on);
        }
    }
    const std::string dutch = record.optional_text("nl").value_or("");
    if (!dutch.empty()) text.words.push_back({"nl", dutch});
    for (Wording& wording : read_words_by_language(record, "other")) text.words.push_back(std::move(wording));
    return text;
}

Camera read_camera(const Fields& record) {
    Camera camera;
    camera.id.value = id_of(record, "camera");
    camera.lent_to = optional_id<PersonKind>(record, "lent_to");
    const Json& json = record.json();
    const auto shared = json.find("shared_with");
    const bool alone = shared == json.end() || shared->is_null() || shared->empty();
    camera.sharing = alone ? Sharing::Alone : Sharing::Shared;
    const auto serial = json.find("serial");
    if (serial != json.end() && serial->is_string()) camera.serial = serial->get<std::string>();
    return camera;
}

PrintRun read_print_run(const Fields& record) {
    PrintRun run;
    run.id.value = id_of(record, "print run");
    for (const Fields& item : record.objects("items")) {
        run.items.push_back({PhotoId{item.text("photo")}, optional_id<VersionKind>(item, "version")});
    }
    return run;
}

Placement read_placement(const Fields& record) {
    Placement placement;
    placement.id.value = id_of(record, "placement");
    placement.run.value = record.text("run");
    const std::string channel_name = record.text("channel");
    const std::optional<Channel> channel = channel_named(channel_name);
    if (!channel) {
        record.refuse("channel", fmt::format("is {}, which is not a channel", in_quotes(channel_name)));
    }
    placement.channel = *channel;
    placement.state = one_of<PlacementState>(record, "state", record.text("state"), placement_states);
    placement.since = record.day("since");
    placement.until = record.optional_day("until");
    return placement;
}

Hold read_hold(const Fields& record) {
    return {record.day("from"), record.optional_day("until")};
}

PersonHold read_person_hold(const Fields& record) {
    return {PersonId{record.text("person")}, read_hold(record)};
}

}  // namespace catalogue::course_file
