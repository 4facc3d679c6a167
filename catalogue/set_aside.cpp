// Pictures from before a camera was lent: kept unseen until somebody says whose they are.

#include "catalogue/card_records.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/origins.hpp"
#include "catalogue/rooms.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;
using database::Connection;
using database::Transaction;

/// The record of a photo that a card's reading set aside.
Json set_aside_record(const Connection& connection, const PhotoId& photo) {
    auto found = connection.prepare("SELECT document FROM photo WHERE id = ?1");
    if (found.bind(1, photo.value).next()) {
        Json record = Json::parse(found.text(0));
        if (is_set_aside_by_card(record)) return record;
    }
    throw CannotWork(fmt::format("No photo {} was set aside; see: inbeeld set-aside list", photo.value));
}

std::vector<std::string> files_of(const Connection& connection, const PhotoId& photo) {
    std::vector<std::string> hashes;
    auto files = connection.prepare(
        "SELECT file_sha256 FROM read_file JOIN picture ON picture.id = read_file.picture WHERE photo = ?1");
    files.bind(1, photo.value);
    while (files.next()) hashes.push_back(files.text(0));
    return hashes;
}

void remove_rows(Connection& connection, const PhotoId& photo) {
    for (const char* statement :
         {"DELETE FROM read_file WHERE picture IN (SELECT id FROM picture WHERE photo = ?1)",
          "DELETE FROM picture WHERE photo = ?1", "DELETE FROM photo WHERE id = ?1"}) {
        connection.prepare(statement).bind(1, photo.value).run();
    }
}

}  // namespace

std::vector<SetAside> Catalogue::set_aside() const {
    std::map<std::string, std::vector<PhotoId>> by_card;
    auto rows = rooms_->connection.prepare(
        "SELECT photo.id, photo.card, photo.document FROM photo JOIN picture ON picture.photo = photo.id "
        "ORDER BY "
        "photo.position");
    while (rows.next()) {
        if (!is_set_aside_by_card(Json::parse(rows.text(2)))) continue;
        by_card[rows.optional_text(1).value_or("")].push_back(PhotoId{rows.text(0)});
    }
    std::vector<SetAside> all;
    for (auto& [card, photos] : by_card) {
        all.push_back({card.empty() ? std::nullopt : std::optional{CardId{card}}, std::move(photos)});
    }
    return all;
}

void Catalogue::bring_back(const std::vector<PhotoId>& photos) {
    Transaction transaction(rooms_->connection);
    for (const PhotoId& photo : photos) {
        Json record = set_aside_record(rooms_->connection, photo);
        Origin origin;
        origin.method = "teruggehaald";
        put_origin(record, origin);
        put_record(rooms_->connection, "photos", record);
    }
    transaction.commit();
    rooms_->forget_what_was_read();
}

std::vector<PictureId> Catalogue::remove_set_aside(const std::vector<PhotoId>& photos) {
    std::vector<PictureId> pictures;
    Transaction transaction(rooms_->connection);
    for (const PhotoId& photo : photos) {
        const Json record = set_aside_record(rooms_->connection, photo);
        const auto card = record.find("card");
        if (card == record.end() || !card->is_string()) {
            throw CannotWork(fmt::format(
                "Photo {} came from a card that nobody knows, and would come in again; read the card "
                "with --card LABEL first",
                photo.value));
        }
        keep_earlier_files(rooms_->connection, CardId{card->get<std::string>()},
                           files_of(rooms_->connection, photo));
        auto picture = rooms_->connection.prepare("SELECT id FROM picture WHERE photo = ?1");
        if (picture.bind(1, photo.value).next()) pictures.push_back(PictureId{picture.text(0)});
        remove_rows(rooms_->connection, photo);
    }
    index_cards(rooms_->connection);
    transaction.commit();
    rooms_->forget_what_was_read();
    return pictures;
}

}  // namespace catalogue
