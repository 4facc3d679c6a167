#include "catalogue/card_records.hpp"

#include "catalogue/course_file/json.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/database/sqlite.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace catalogue {

namespace {

using course_file::Json;
using database::Connection;

std::string text_in(const Json& record, const char* key) {
    if (!record.is_object()) return {};
    const auto found = record.find(key);
    return found != record.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

bool same_in(const Json& one, const Json& other, std::initializer_list<const char*> keys) {
    return std::ranges::all_of(keys,
                               [&](const char* key) { return text_in(one, key) == text_in(other, key); });
}

bool same_card(const Json& one, const Json& other) {
    if (one.is_string() || other.is_string()) return one == other;
    return same_in(one, other, {"id", "label", "number"});
}

bool same_loan(const Json& one, const Json& other) {
    return same_in(one, other, {"camera", "card", "person", "from"});
}

// What the library has and the file has not stays, behind; an end that was written down here is not taken
// back by a file that was silent about it.
Json merged(const Json& incoming, const Json& here, bool (*same)(const Json&, const Json&)) {
    if (!here.is_array() || here.empty()) return incoming;
    if (!incoming.is_array()) return incoming.is_null() ? here : incoming;
    Json all = incoming;
    for (const Json& known : here) {
        const auto found =
            std::find_if(all.begin(), all.end(), [&](const Json& record) { return same(record, known); });
        if (found == all.end()) {
            all.push_back(known);
        } else if (text_in(*found, "until").empty() && !text_in(known, "until").empty()) {
            (*found)["until"] = text_in(known, "until");
        }
    }
    return all;
}

Json merged_by_card(const Json& incoming, const Json& here) {
    if (!here.is_object()) return incoming;
    if (!incoming.is_object()) return here;
    Json all = incoming;
    for (const auto& [card, hashes] : here.items()) {
        if (!all.contains(card) || !all[card].is_array()) all[card] = Json::array();
        Json& kept = all[card];
        for (const Json& hash : hashes) {
            if (std::find(kept.begin(), kept.end(), hash) == kept.end()) kept.push_back(hash);
        }
    }
    return all;
}

void put_card(Connection& connection, const std::string& id) {
    connection.prepare("INSERT INTO card (id) VALUES (?1) ON CONFLICT DO NOTHING").bind(1, id).run();
}

void put_number(Connection& connection, const std::string& card, const Json& record, std::int64_t place) {
    const std::string camera = text_in(record, "camera");
    connection
        .prepare(
            "INSERT INTO card_number (looked_up, number, card, place, volume_id, prepared_at, camera) VALUES "
            "(?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (looked_up) DO UPDATE SET number = excluded.number, "
            "card = excluded.card, place = excluded.place, volume_id = excluded.volume_id, prepared_at = "
            "excluded.prepared_at, camera = excluded.camera")
        .bind(1, as_looked_up(text_in(record, "number")))
        .bind(2, text_in(record, "number"))
        .bind(3, card)
        .bind(4, place)
        .bind(5, text_in(record, "volume_id"))
        .bind(6, text_in(record, "prepared_at"))
        .bind(7, camera.empty() ? std::nullopt : std::optional{camera})
        .run();
}

void index_earlier_files(Connection& connection) {
    const Json files = read_part(connection, earlier_owner_files);
    if (!files.is_object()) return;
    for (const auto& [card, hashes] : files.items()) {
        put_card(connection, card);
        if (!hashes.is_array()) continue;
        for (const Json& hash : hashes) {
            if (!hash.is_string()) continue;
            connection
                .prepare(
                    "INSERT INTO earlier_owner_file (card, file_sha256) VALUES (?1, ?2) ON CONFLICT DO "
                    "NOTHING")
                .bind(1, card)
                .bind(2, hash.get<std::string>())
                .run();
        }
    }
}

}  // namespace

Json with_cards_and_loans_kept(const Connection& connection, std::string_view key, const Json& incoming) {
    if (key == "cards") return merged(incoming, read_part(connection, key), same_card);
    if (key == "loans") return merged(incoming, read_part(connection, key), same_loan);
    if (key == earlier_owner_files) return merged_by_card(incoming, read_part(connection, key));
    return incoming;
}

void index_cards(Connection& connection) {
    connection.run("DELETE FROM card_number");
    const Json cards = read_part(connection, "cards");
    std::int64_t place = 0;
    for (const Json& record : cards.is_array() ? cards : Json::array()) {
        std::string id = record.is_string() ? record.get<std::string>() : text_in(record, "id");
        if (id.empty()) id = text_in(record, "label");
        if (id.empty()) continue;
        put_card(connection, id);
        if (!text_in(record, "number").empty()) put_number(connection, id, record, place++);
    }
    index_earlier_files(connection);
}

std::string as_looked_up(std::string_view number) {
    std::string plain;
    for (const char c : number) {
        const char capital = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        if (capital == '-' || capital == ' ') continue;
        plain += capital == 'O' ? '0' : capital == 'I' || capital == 'L' ? '1' : capital;
    }
    return plain;
}

}  // namespace catalogue
