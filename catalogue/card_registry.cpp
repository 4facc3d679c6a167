// Cards by the number that was written on them, and what lay on them before they were ours.

#include "catalogue/card_records.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/rooms.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <sys/random.h>

namespace catalogue {

namespace {

using course_file::Json;

// Crockford's base 32: no I, L, O and U, so that nothing is read for something else. 80 bits: nobody guesses
// the number of another card.
std::string new_number() {
    constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::array<unsigned char, 16> random{};
    std::size_t got = 0;
    while (got < random.size()) {
        const ssize_t more = ::getrandom(random.data() + got, random.size() - got, 0);
        if (more < 0 && errno == EINTR) continue;
        if (more < 0) throw CannotWork("This machine gives no random numbers; start it again");
        got += static_cast<std::size_t>(more);
    }
    std::string number;
    for (std::size_t i = 0; i < random.size(); ++i) {
        if (i > 0 && i % 4 == 0) number += '-';
        number += letters[random.at(i) % letters.size()];
    }
    return number;
}

constexpr std::string_view columns = "card, number, volume_id, prepared_at, camera";

std::optional<RegisteredCard> next_card(database::Statement& rows) {
    if (!rows.next()) return std::nullopt;
    RegisteredCard card{CardId{rows.text(0)}, rows.text(1), rows.text(2), rows.text(3), {}};
    if (const auto camera = rows.optional_text(4)) card.camera = CameraId{*camera};
    return card;
}

}  // namespace

void keep_earlier_files(database::Connection& connection, const CardId& card,
                        const std::vector<std::string>& files) {
    if (files.empty()) return;
    Json all = read_part(connection, earlier_owner_files);
    if (!all.is_object()) all = Json::object();
    Json& of_card = all[card.value];
    if (!of_card.is_array()) of_card = Json::array();
    for (const std::string& hash : files) {
        if (std::find(of_card.begin(), of_card.end(), Json(hash)) == of_card.end()) of_card.push_back(hash);
    }
    put_part(connection, earlier_owner_files, all);
}

RegisteredCard Catalogue::register_card(const CardToRegister& card) {
    const World& world = rooms_->world();
    const auto known = card_labelled(card.card.value);
    if (!known) {
        throw CannotWork(fmt::format(
            "The course has no card {}; name it in a photo, or in the list of cards of the course file, or "
            "give it the number of its camera",
            card.card.value));
    }
    if (card.camera && std::ranges::find(world.cameras, *card.camera, &Camera::id) == world.cameras.end()) {
        throw CannotWork(
            fmt::format("There is no camera {} in this course; check the id", card.camera->value));
    }
    const RegisteredCard made{*known, new_number(), card.volume_id, card.prepared_at, card.camera};
    database::Transaction transaction(rooms_->connection);
    Json cards = read_part(rooms_->connection, "cards");
    if (!cards.is_array()) cards = Json::array();
    Json record = {{"id", made.card.value}, {"number", made.number}};
    if (made.camera) record["camera"] = made.camera->value;
    if (!made.volume_id.empty()) record["volume_id"] = made.volume_id;
    record["prepared_at"] = made.prepared_at;
    cards.push_back(record);
    put_part(rooms_->connection, "cards", cards);
    keep_earlier_files(rooms_->connection, made.card, card.earlier_files);
    index_cards(rooms_->connection);
    transaction.commit();
    rooms_->forget_what_was_read();
    return made;
}

std::optional<RegisteredCard> Catalogue::registered_card(std::string_view number) const {
    auto rows =
        rooms_->connection.prepare(fmt::format("SELECT {} FROM card_number WHERE looked_up = ?1", columns));
    rows.bind(1, as_looked_up(number));
    return next_card(rows);
}

std::optional<RegisteredCard> Catalogue::registration_of(const CardId& card) const {
    auto rows = rooms_->connection.prepare(
        fmt::format("SELECT {} FROM card_number WHERE card = ?1 ORDER BY place DESC", columns));
    rows.bind(1, card.value);
    return next_card(rows);
}

bool Catalogue::lay_on_card_before(const CardId& card, std::string_view file_sha256) const {
    return rooms_->connection.prepare("SELECT 1 FROM earlier_owner_file WHERE card = ?1 AND file_sha256 = ?2")
        .bind(1, card.value)
        .bind(2, file_sha256)
        .next();
}

}  // namespace catalogue
