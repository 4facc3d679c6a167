#include "catalogue/consent_rule.hpp"

#include "catalogue/channel.hpp"
#include "catalogue/day.hpp"
#include "catalogue/identifiers.hpp"
#include "catalogue/name_form.hpp"
#include "catalogue/subject_state.hpp"
#include "catalogue/weighings.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <cassert>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace catalogue {

namespace {

class Reasons {
 public:
    void add(Reason reason) {
        if (std::ranges::find(found_, reason.code, &Reason::code) == found_.end()) {
            found_.push_back(std::move(reason));
        }
    }
    void add(std::string code) { add(Reason{std::move(code), {}, {}}); }

    std::vector<Reason> take() { return std::move(found_); }

 private:
    std::vector<Reason> found_;
};

struct Asked {
    const World& world;
    const Photo& photo;
    const PhotoVersion& version;
    const ChannelRule& rule;
    Day now;
};

bool is_internal(Channel channel) {
    return channel == Channel::ClassView || channel == Channel::ArchiveKeep;
}

bool is_granted(const SubjectState& state) {
    return std::holds_alternative<Granted>(state);
}

void look_at_photo(const Asked& asked, Reasons& reasons) {
    switch (asked.photo.state) {
        case PhotoState::Live:
            break;
        case PhotoState::Quarantined:
            reasons.add("photo_quarantined");
            break;
        case PhotoState::Deleted:
            reasons.add("photo_deleted");
            break;
        case PhotoState::Rejected:
            reasons.add("photo_rejected");
            break;
    }
    if (asked.photo.attribution.status != AttributionStatus::Confirmed) reasons.add("not_attributed");
    // Aw art. 25(1)(c): a change needs the maker's ok.
    if (asked.version.approved == MakersWord::Refused || asked.version.approved == MakersWord::Waits) {
        reasons.add(Reason{"version_not_approved", asked.photo.attribution.person, {}});
    }
    if (is_internal(asked.rule.channel)) return;
    if (asked.photo.people_check != PeopleCheck::Done) reasons.add("people_check_missing");
    for (const std::string& issue : asked.photo.content_issues) {
        const bool resolved =
            std::ranges::find(asked.version.resolves, issue) != asked.version.resolves.end();
        if (!resolved) reasons.add("content_issue:" + issue);
    }
}

void ask_person(const Asked& asked, const Person& person, Capacity capacity, Reasons& reasons) {
    const std::string_view role = capacity == Capacity::Maker ? "maker_" : "portrayed_";
    for (const Purpose purpose : asked.rule.purposes) {
        const SubjectState state =
            subject_state(asked.world.history, &person, {capacity, purpose, asked.photo.id.value}, asked.now);
        if (!is_granted(state)) {
            reasons.add(Reason{std::string{role}.append(code_of(state)), person.id, state});
        }
    }
}

// A weighing by staff (art. 21 Aw) stands in for an unknown passer-by's yes, for an adult and in the
// neighbourhood only.
bool weighed(const Depiction& depiction, std::span<const Purpose> purposes) {
    if (!depiction.balance || depiction.minor == Minor::Yes) return false;
    return std::ranges::all_of(purposes, [&](Purpose purpose) {
        const bool ever = std::ranges::find(purposes_to_weigh, purpose) != purposes_to_weigh.end();
        return ever && std::ranges::find(*depiction.balance, purpose) != depiction.balance->end();
    });
}

bool is_recognisable(const Asked& asked, const Depiction& depiction) {
    const auto differs = asked.version.depictions.find(depiction.id);
    return (differs == asked.version.depictions.end() ? depiction.recognisable : differs->second) ==
           Recognisable::Yes;
}

void ask_portrayed(const Asked& asked, const Depiction& depiction, Reasons& reasons) {
    if (!is_recognisable(asked, depiction)) return;
    const Person* person = asked.world.person(depiction.person);
    if (person != nullptr) {
        ask_person(asked, *person, Capacity::Portrayed, reasons);
        return;
    }
    // The class is a closed group and looks before anybody has been asked.
    if (asked.rule.channel == Channel::ClassView && depiction.minor == Minor::No) return;
    if (!weighed(depiction, asked.rule.purposes)) reasons.add("portrayed_unknown_person");
}

bool holds(const Hold& hold, Day now) {
    return hold.from <= now && (!hold.until || now < *hold.until);
}

const Person* person_on_hold(const World& world, const std::optional<PersonId>& who, Day now) {
    const bool still = std::ranges::any_of(world.person_holds, [&](const PersonHold& each) {
        return who == each.person && holds(each.hold, now);
    });
    return still ? world.person(who) : nullptr;
}

void look_at_holds(const Asked& asked, Reasons& reasons) {
    for (const Hold& hold : asked.world.holds) {
        if (holds(hold, asked.now)) reasons.add("course_hold");
    }
    if (asked.world.person_holds.empty()) return;
    const auto look_at = [&](const std::optional<PersonId>& who) {
        const Person* person = person_on_hold(asked.world, who, asked.now);
        if (person != nullptr) reasons.add(Reason{"person_hold", person->id, {}});
    };
    look_at(asked.photo.attribution.person);
    for (const Depiction& depiction : asked.photo.depictions) {
        if (is_recognisable(asked, depiction)) look_at(depiction.person);
    }
}

NameForm name_on(const Asked& asked, const Person& maker, const std::string& object) {
    if (maker.role == Role::Staff) return limit(maker.name_form, asked.rule.ceiling);
    std::optional<NameForm> name;
    for (const Purpose purpose : asked.rule.purposes) {
        const NameForm chosen =
            name_choice(asked.world.history, maker, {Capacity::Maker, purpose, object}, asked.now);
        name = name ? meet(*name, chosen) : chosen;
    }
    return limit(name.value_or(NameForm::Anonymous), asked.rule.ceiling);
}

// "Sensitive" is illness, flight, a quarrel in the family: a yes in general does not cover it.
bool said_yes_to_this(const World& world, const Text& text, Purpose purpose, Day now) {
    return std::ranges::any_of(
        world.history.of(text.author, Capacity::Author), [&](const ConsentEvent& event) {
            const auto* const only = std::get_if<OnlyOn>(&event.scope);
            return only != nullptr && only->object == text.id.value && event.purpose == purpose &&
                   event.decision == Decision::Grant && event.valid_from <= now;
        });
}

}  // namespace

PhotoJudgement judge(const World& world, const Photo& photo, Channel channel, Day now,
                     const std::optional<VersionId>& version) {
    const PhotoVersion* judged = photo.version(version.value_or(photo.use_version));
    assert(judged != nullptr);
    const Asked asked{world, photo, *judged, rule_of(channel), now};
    const Person* maker = world.person(photo.attribution.person);

    Reasons reasons;
    look_at_photo(asked, reasons);
    if (maker == nullptr) {
        reasons.add("not_attributed");
    } else if (maker->role != Role::Staff) {
        ask_person(asked, *maker, Capacity::Maker, reasons);
    }
    for (const Depiction& depiction : photo.depictions) ask_portrayed(asked, depiction, reasons);
    look_at_holds(asked, reasons);

    PhotoJudgement judgement{judged->id, NameForm::Anonymous, reasons.take()};
    if (judgement.allowed()) judgement.name = name_on(asked, *maker, photo.id.value);
    return judgement;
}

std::vector<Reason> judge(const World& world, const Text& text, Channel channel, Day now) {
    const Person* author = world.person(text.author);
    Reasons reasons;
    for (const Purpose purpose : rule_of(channel).purposes) {
        const SubjectState state =
            subject_state(world.history, author, {Capacity::Author, purpose, text.id.value}, now);
        if (!is_granted(state)) {
            reasons.add(Reason{std::string{"author_"}.append(code_of(state)), text.author, state});
        }
        if (text.sensitive == Sensitive::Yes && !said_yes_to_this(world, text, purpose, now)) {
            reasons.add(Reason{"sensitive_needs_own_yes", text.author, {}});
        }
    }
    if (!text.approved_at || *text.approved_at > now) reasons.add("text_not_approved");
    if (person_on_hold(world, text.author, now) != nullptr) {
        reasons.add(Reason{"person_hold", text.author, {}});
    }
    return reasons.take();
}

namespace {

class Events {
 public:
    void add(const ConsentEvent* event) {
        if (event == nullptr || std::ranges::find(ids_, event->id) != ids_.end()) return;
        ids_.push_back(event->id);
    }
    std::vector<EventId> take() { return std::move(ids_); }

 private:
    std::vector<EventId> ids_;
};

}  // namespace

std::vector<EventId> allowing_events(const World& world, const Photo& photo, Channel channel, Day now,
                                     const std::optional<VersionId>& version) {
    const PhotoVersion* judged = photo.version(version.value_or(photo.use_version));
    assert(judged != nullptr);
    const Asked asked{world, photo, *judged, rule_of(channel), now};
    Events events;
    const auto ask = [&](const Person& person, Capacity capacity) {
        for (const Purpose purpose : asked.rule.purposes) {
            const Question question{capacity, purpose, photo.id.value};
            events.add(deciding_event(world.history, &person, question, now));
            if (capacity != Capacity::Maker) continue;
            for (const ConsentEvent* name : naming_events(world.history, person, question, now))
                events.add(name);
        }
    };
    const Person* maker = world.person(photo.attribution.person);
    if (maker != nullptr && maker->role != Role::Staff) ask(*maker, Capacity::Maker);
    for (const Depiction& depiction : photo.depictions) {
        const Person* person = is_recognisable(asked, depiction) ? world.person(depiction.person) : nullptr;
        if (person != nullptr) ask(*person, Capacity::Portrayed);
    }
    return events.take();
}

std::vector<EventId> allowing_events(const World& world, const Text& text, Channel channel, Day now) {
    Events events;
    for (const Purpose purpose : rule_of(channel).purposes) {
        const Question question{Capacity::Author, purpose, text.id.value};
        events.add(deciding_event(world.history, world.person(text.author), question, now));
    }
    return events.take();
}

Words approved_words(const Text& text, Day now) {
    if (text.approved_in.empty()) return text.words;
    Words words;
    for (const Wording& wording : text.words) {
        const auto approved = text.approved_in.find(wording.language);
        if (approved != text.approved_in.end() && approved->second <= now) words.push_back(wording);
    }
    return words;
}

NameForm general_name(const World& world, const Person& maker, Channel channel, Day now) {
    static const Photo no_photo;
    static const PhotoVersion no_version;
    return name_on({world, no_photo, no_version, rule_of(channel), now}, maker, "");
}

NameForm chosen_name(const World& world, const Photo& photo, const Person& maker, Channel channel, Day now) {
    static const PhotoVersion no_version;
    return name_on({world, photo, no_version, rule_of(channel), now}, maker, photo.id.value);
}

std::vector<Retract> retract_list(const World& world, Day now) {
    std::vector<Retract> retracts;
    for (const Placement& placement : world.placements) {
        if (placement.since > now || (placement.until && *placement.until <= now)) continue;
        if (placement.state != PlacementState::UnderOurControl) continue;
        const auto run = std::ranges::find(world.print_runs, placement.run, &PrintRun::id);
        assert(run != world.print_runs.end());
        for (const PrintedItem& item : run->items) {
            const Photo* photo = world.photo(item.photo);
            assert(photo != nullptr);
            PhotoJudgement judgement = judge(world, *photo, placement.channel, now, item.version);
            if (!judgement.allowed()) {
                retracts.push_back({placement.id, item.photo, item.version, std::move(judgement.reasons)});
            }
        }
    }
    return retracts;
}

}  // namespace catalogue
