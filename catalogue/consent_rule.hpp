#pragma once

#include "catalogue/channel.hpp"
#include "catalogue/day.hpp"
#include "catalogue/identifiers.hpp"
#include "catalogue/name_form.hpp"
#include "catalogue/subject_state.hpp"
#include "catalogue/words.hpp"
#include "catalogue/world.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The evaluation rule of DOMAIN §1.5 as pure functions over values. Everything that is not an explicit,
/// valid, current yes is a no (AVG art. 7 and 25). Held against the reference rule in tests/catalogue/oracle.
namespace catalogue {

/// Why not, as the reference rule says it, with what a person needs to read to do something about it.
struct Reason {
    std::string code;  // "maker_withdrawn", "content_issue:house_number"
    std::optional<PersonId> who;
    std::optional<SubjectState> state;  // of `who`, with its day
};

struct PhotoJudgement {
    VersionId version;                    // the one that was judged
    NameForm name = NameForm::Anonymous;  // meaningful when allowed
    std::vector<Reason> reasons;          // empty: allowed; each code once, in the order of the rule

    bool allowed() const { return reasons.empty(); }
};

/// May this photo be seen in that channel on that day? version: empty for the one in use. Must be one of the
/// photo's.
PhotoJudgement judge(const World& world, const Photo& photo, Channel channel, Day now,
                     const std::optional<VersionId>& version = std::nullopt);

/// Changes with the rule, so that a record of what was made says by which rule.
inline constexpr std::string_view rule_version = "2026-1";

/// The answers in the log that allowed the photo, or its name: the maker's, and of everybody recognisable on
/// it. Each once, in the order in which they were asked.
std::vector<EventId> allowing_events(const World& world, const Photo& photo, Channel channel, Day now,
                                     const std::optional<VersionId>& version = std::nullopt);
/// The author's that allowed the words.
std::vector<EventId> allowing_events(const World& world, const Text& text, Channel channel, Day now);

/// May these words be read in that channel on that day? Empty: yes. Whether the photo that they belong to may
/// be seen is a question of its own.
std::vector<Reason> judge(const World& world, const Text& text, Channel channel, Day now);

/// The words in the languages that the author approved by that day.
Words approved_words(const Text& text, Day now);

/// The name form that somebody's photos carry in a channel when a photo has no choice of its own.
NameForm general_name(const World& world, const Person& maker, Channel channel, Day now);

/// The name form that this photo would carry in a channel.
NameForm chosen_name(const World& world, const Photo& photo, const Person& maker, Channel channel, Day now);

/// A copy that is still under our control and may no longer be seen.
struct Retract {
    PlacementId placement;
    PhotoId photo;
    std::optional<VersionId> version;  // empty: the one in use
    std::vector<Reason> reasons;
};

std::vector<Retract> retract_list(const World& world, Day now);

}  // namespace catalogue
