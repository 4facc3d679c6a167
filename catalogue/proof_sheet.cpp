#include "catalogue/proof_sheet.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/consent_rule.hpp"
#include "catalogue/rooms.hpp"
#include "catalogue/shown_name.hpp"
#include "catalogue/subject_state.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

struct Told {
    OwnAnswer answer = OwnAnswer::Yes;
    std::optional<Day> over_since;
};

Told told(const SubjectState& state) {
    if (std::holds_alternative<Granted>(state)) return {OwnAnswer::Yes, {}};
    if (const auto* const expired = std::get_if<Expired>(&state)) return {OwnAnswer::NotAsked, expired->on};
    const bool is_no = std::holds_alternative<Denied>(state) || std::holds_alternative<Withdrawn>(state) ||
                       std::holds_alternative<PersonDidNotAgree>(state);
    return {is_no ? OwnAnswer::No : OwnAnswer::NotAsked, {}};
}

/// A no weighs more than not being asked, and that more than a yes.
Told together(const Told& one, const Told& other) {
    const auto weight = [](OwnAnswer answer) {
        return answer == OwnAnswer::No ? 2 : answer == OwnAnswer::NotAsked ? 1 : 0;
    };
    return weight(other.answer) > weight(one.answer) ? other : one;
}

class ProofDesk {
 public:
    ProofDesk(const World& world, const Person& maker, Day now) : world_(world), maker_(maker), now_(now) {}

    Told said(const Person& person, Capacity capacity, const ChannelRule& rule,
              const std::string& object) const {
        Told all;
        for (const Purpose purpose : rule.purposes) {
            all = together(all,
                           told(subject_state(world_.history, &person, {capacity, purpose, object}, now_)));
        }
        return all;
    }

    /// As the maker's of words or of portraits: in general, or about one thing.
    std::vector<ProofAnswer> answers_about(Capacity capacity, const std::string& object) const {
        std::vector<ProofAnswer> answers;
        for (const ChannelRule& rule : channels()) {
            const Told own = said(maker_, capacity, rule, object);
            answers.push_back(
                {rule.channel, own.answer, own.over_since, OwnAnswer::Yes, OthersAnswer::NothingAgainst, {}});
        }
        return answers;
    }

    std::vector<ProofAnswer> answers_about(const Photo& photo, const PhotoVersion& version) const {
        std::vector<ProofAnswer> answers = answers_about(Capacity::Maker, photo.id.value);
        for (ProofAnswer& answer : answers) {
            ask_portrayed(photo, version, answer);
            answer.name = shown_name(maker_, chosen_name(world_, photo, maker_, answer.channel, now_));
        }
        return answers;
    }

    OwnText own(const Text& text) const {
        OwnText shown{text.id,
                      text.kind,
                      text.photo,
                      text.words,
                      {},
                      text.sensitive == Sensitive::Yes,
                      answers_about(Capacity::Author, text.id.value)};
        const bool in_all_languages = approved_words(text, now_).size() == text.words.size();
        if (in_all_languages && text.approved_at && *text.approved_at <= now_) {
            shown.approved_at = text.approved_at;
        }
        for (ProofAnswer& answer : shown.answers) {
            const auto reasons = judge(world_, text, answer.channel, now_);
            const bool unasked =
                std::ranges::find(reasons, "sensitive_needs_own_yes", &Reason::code) != reasons.end();
            if (unasked && answer.own == OwnAnswer::Yes) answer.own = OwnAnswer::NotAsked;
        }
        return shown;
    }

    OwnPhotoShown own(const Photo& photo, const Picture& picture) const {
        const PhotoVersion& version = *photo.version(photo.use_version);
        OwnPhotoShown shown;
        shown.photo = photo.id;
        shown.version = version.id;
        shown.picture = picture;
        shown.alt = photo.alt;
        shown.change = change_in(version);
        shown.is_being_looked_at = photo.people_check != PeopleCheck::Done;
        for (const std::string& issue : photo.content_issues) {
            if (std::ranges::find(version.resolves, issue) == version.resolves.end())
                shown.private_things.push_back(issue);
        }
        for (const auto& id : {photo.title, photo.caption}) {
            const Text* text = id ? world_.text(*id) : nullptr;
            if (text != nullptr && text->author == maker_.id && !text->words.empty())
                shown.words.push_back(own(*text));
        }
        shown.answers = answers_about(photo, version);
        return shown;
    }

    /// Live, certainly this maker's, and nobody asked to let it rest.
    bool may_see(const Photo& photo) const {
        if (photo.state != PhotoState::Live || photo.attribution.person != maker_.id ||
            photo.attribution.status != AttributionStatus::Confirmed) {
            return false;
        }
        const auto reasons = judge(world_, photo, Channel::ClassView, now_).reasons;
        return std::ranges::none_of(reasons,
                                    [](const Reason& reason) { return reason.code.ends_with("_hold"); });
    }

 private:
    static Alteration change_in(const PhotoVersion& version) {
        if (version.approved == MakersWord::Refused) return Alteration::Refused;
        if (version.kind.empty() || version.kind == "original") return Alteration::None;
        return version.approved == MakersWord::Approved ? Alteration::Approved : Alteration::NotSeen;
    }

    void ask_portrayed(const Photo& photo, const PhotoVersion& version, ProofAnswer& answer) const {
        const ChannelRule& rule = rule_of(answer.channel);
        Told oneself;
        Told others;
        for (const Depiction& depiction : photo.depictions) {
            const auto differs = version.depictions.find(depiction.id);
            const Recognisable recognisable =
                differs == version.depictions.end() ? depiction.recognisable : differs->second;
            const Person* person = world_.person(depiction.person);
            if (recognisable == Recognisable::No || person == nullptr) continue;
            Told& all = person->id == maker_.id ? oneself : others;
            all = together(all, said(*person, Capacity::Portrayed, rule, photo.id.value));
        }
        if (others.answer == OwnAnswer::Yes && knows_not_all(photo, answer.channel)) {
            others.answer = OwnAnswer::NotAsked;
        }
        answer.oneself = oneself.answer;
        answer.others = others.answer == OwnAnswer::No         ? OthersAnswer::SomebodySaysNo
                        : others.answer == OwnAnswer::NotAsked ? OthersAnswer::SomebodyNotAsked
                                                               : OthersAnswer::NothingAgainst;
    }

    bool knows_not_all(const Photo& photo, Channel channel) const {
        const auto reasons = judge(world_, photo, channel, now_).reasons;
        return std::ranges::find(reasons, "portrayed_unknown_person", &Reason::code) != reasons.end();
    }

    const World& world_;
    const Person& maker_;
    Day now_;
};

Signs who_signs(const Person& person, Day now) {
    switch (decider(person, now)) {
        case Decider::Parent:
            return Signs::WithParent;
        case Decider::Representative:
            return Signs::WithRepresentative;
        case Decider::Self:
            break;
    }
    return Signs::Self;
}

/// Those that were chosen for showing; all of them as long as none was chosen.
std::vector<const Photo*> photos_for(const World& world, const ProofDesk& desk) {
    std::vector<const Photo*> all;
    for (const Photo& photo : world.photos) {
        if (desk.may_see(photo)) all.push_back(&photo);
    }
    const auto is_chosen = [](const Photo* photo) { return photo->chosen == Chosen::Yes; };
    if (std::ranges::any_of(all, is_chosen))
        std::erase_if(all, [&](const Photo* photo) { return !is_chosen(photo); });
    const auto taken = [](const Photo* photo) {
        return photo->taken_true.empty() ? photo->taken_camera : photo->taken_true;
    };
    std::ranges::stable_sort(all, {}, taken);
    return all;
}

}  // namespace

ProofSheet Catalogue::proof_sheet(const PersonId& person, Day now) const {
    const World& world = rooms_->world();
    const Person* maker = world.person(person);
    if (maker == nullptr) throw CannotWork(fmt::format("There is no person {} in this course", person.value));
    if (maker->erased_at) throw CannotWork(fmt::format("{} was erased and has no proof", person.value));
    const ProofDesk desk(world, *maker, now);
    ProofSheet sheet;
    sheet.who = as_participant(world, *maker, now);
    sheet.signs = who_signs(*maker, now);
    for (const Photo* photo : photos_for(world, desk)) {
        const auto picture = rooms_->pictures().find({photo->id, photo->use_version});
        if (picture == rooms_->pictures().end()) {
            sheet.not_in_yet.push_back(photo->id);
        } else {
            sheet.photos.push_back(OwnPhoto(desk.own(*photo, picture->second)));
        }
    }
    for (const Text& text : world.texts) {
        const bool stands_alone = text.kind != "title" && text.kind != "caption";
        if (text.author == person && stands_alone && !text.words.empty())
            sheet.texts.push_back(desk.own(text));
    }
    sheet.words = desk.answers_about(Capacity::Author, "");
    sheet.portraits = desk.answers_about(Capacity::Portrayed, "");
    return sheet;
}

}  // namespace catalogue
