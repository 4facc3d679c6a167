#include "server/leaders/card_making.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "ingest/card_preparation.hpp"
#include "server/answer.hpp"
#include "server/leaders/camera_form.hpp"
#include "server/leaders/cards_in.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/notes.hpp"
#include "server/leaders/photo_tiles.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace server::leaders {

namespace {

using catalogue::CameraId;
using catalogue::CardId;

const std::vector<catalogue::RecordName>& records_of_cards() {
    static const std::vector<catalogue::RecordName> records = {{"part", "cards"}, {"part", "loans"}};
    return records;
}

/// What is written on the card that goes into this camera: as the course says, else the camera's own number.
std::optional<CardId> card_for(const Visit& visit, const CameraId& camera) {
    for (const catalogue::Card& card : visit.desk.world().cards) {
        if (card.camera == camera) return card.id;
    }
    const std::string& id = camera.value;
    const std::size_t letter = id.find_last_not_of("0123456789");
    const std::string number = letter == std::string::npos ? id : id.substr(letter + 1);
    if (number.empty()) return std::nullopt;
    return visit.desk.catalogue().card_labelled("kaart-" + number);
}

std::optional<ingest::CardBefore> look_at(const Visit& visit, const MountedCard& card) {
    try {
        return ingest::look_before_preparing(visit.desk.catalogue(), card.path);
    } catch (const catalogue::CannotWork&) {
        return std::nullopt;
    }
}

/// Why this card cannot be made ready; empty when it can.
std::string why_not(const Visit& visit, const std::optional<ingest::CardBefore>& before) {
    if (!before) return visit.say("cards.ready_unreadable");
    if (before->card) return visit.say("cards.ready_is_ours", {before->card->value});
    if (before->files > 0) return visit.say("cards.ready_not_empty");
    if (!before->may_be_written) return visit.say("cards.ready_locked");
    return {};
}

/// Who borrows it from now on; empty when nobody was chosen, or who has the camera already.
std::optional<catalogue::PersonId> borrower(const Visit& visit, const CameraId& camera) {
    const catalogue::PersonId person{visit.form.text("persoon")};
    if (!visit.desk.world().persons.contains(person)) return std::nullopt;
    const auto loans = visit.desk.catalogue().loans();
    const bool has_it = std::ranges::any_of(loans, [&](const catalogue::Loan& loan) {
        return loan.camera == camera && loan.person == person && loan.until.empty();
    });
    return has_it ? std::nullopt : std::optional{person};
}

ingest::Preparation preparation_of(const Visit& visit, const MountedCard& card, const CameraId& camera,
                                   const CardId& label) {
    ingest::Preparation preparation;
    preparation.folder = card.path;
    preparation.label = label.value;
    preparation.camera = camera;
    preparation.moment = visit.office.settings.moment();
    if (const auto person = borrower(visit, camera)) {
        preparation.loan.emplace();
        preparation.loan->person = *person;
        preparation.loan->from = to_string(visit.today);
    }
    return preparation;
}

Answer make_ready(const Visit& visit, const MountedCard& card, const CameraId& camera, const CardId& label) {
    const ingest::Preparation preparation = preparation_of(visit, card, camera, label);
    try {
        return go_after("/kaarten", perform(visit, noted("cards.ready_did", {label.value, camera.value}),
                                            "/kaarten", [&](catalogue::Catalogue& catalogue) {
                                                ingest::prepare_card(catalogue, preparation);
                                            }));
    } catch (const catalogue::LibraryInUse&) {
        throw;
    } catch (const catalogue::CannotWork&) {
        return cards_page_with(visit, visit.say("cards.ready_cannot"), 422);
    }
}

}  // namespace

std::string mark_of_cards(const Visit& visit) {
    return visit.desk.mark(records_of_cards());
}

std::vector<Fields> cameras_for_cards(const Visit& visit) {
    std::vector<Fields> rows;
    bool found_next = false;  // the first that has no card yet
    for (const catalogue::Camera& camera : visit.desk.world().cameras) {
        const auto card = card_for(visit, camera.id);
        if (!card) continue;
        const std::string to = holders_of(visit, camera.id);
        const bool next = !found_next && !visit.desk.catalogue().registration_of(*card);
        found_next = found_next || next;
        rows.push_back(Fields{}
                           .put("camera", camera.id.value)
                           .put("next", next)
                           .put("has_holder", !to.empty())
                           .put("holder", to));
    }
    return rows;
}

void put_what_it_is(const Visit& visit, const MountedCard& card, Fields& fields) {
    const auto before = look_at(visit, card);
    const bool is_ours = before && before->card.has_value();
    std::string holder;
    if (is_ours) {
        if (const auto camera = visit.desk.catalogue().camera_of(*before->card))
            holder = holders_of(visit, *camera);
    }
    const bool empty = before && before->files == 0;
    fields.put("is_ours", is_ours)
        .put("label", is_ours ? before->card->value : std::string{})
        .put("has_holder", !holder.empty())
        .put("holder", holder)
        .put("is_empty", empty)
        .put("can_be_ready", why_not(visit, before).empty());
}

Answer make_card_ready(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    const auto cards = mounted_cards();
    const auto card = std::ranges::find_if(
        cards, [&](const MountedCard& each) { return each.path.string() == visit.form.text("kaart"); });
    if (card == cards.end()) return cards_page_with(visit, visit.say("cards.none_in"), 422);
    const CameraId camera{visit.form.text("camera")};
    const auto& cameras = visit.desk.world().cameras;
    const bool known = std::ranges::find(cameras, camera, &catalogue::Camera::id) != cameras.end();
    const auto label = known ? card_for(visit, camera) : std::nullopt;
    if (!label) return cards_page_with(visit, visit.say("cards.ready_which"), 422);
    const std::string refused = why_not(visit, look_at(visit, *card));
    if (!refused.empty()) return cards_page_with(visit, refused, 422);
    const std::string told = stale(visit, records_of_cards());
    if (!told.empty()) return cards_page_with(visit, told, 409);
    return make_ready(visit, *card, camera, *label);
}

}  // namespace server::leaders
