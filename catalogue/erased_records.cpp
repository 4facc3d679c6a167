#include "catalogue/erased_records.hpp"

#include "catalogue/card_records.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/day.hpp"
#include "catalogue/identifiers.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace catalogue {

namespace {

using course_file::Json;

bool was_printed(const Json& file, const std::string& output) {
    return file.contains("print_runs") && std::ranges::any_of(file["print_runs"], [&](const Json& run) {
               return text_in(run, "made_as") == output;
           });
}

}  // namespace

void RecordEraser::erase(const Photo& photo, Day on) {
    erase_pictures(photo.id);
    gone_photos_.insert(photo.id.value);
    Json record = {{"id", photo.id.value}, {"attribution", {{"person", nullptr}, {"status", "confirmed"}}}};
    if (photo.attribution.person) record["attribution"]["person"] = photo.attribution.person->value;
    record["state"] = "deleted";
    record["deleted_at"] = to_string(on);
    record["use_version"] = photo.use_version.value;
    record["versions"] = Json::array();
    for (const PhotoVersion& version : photo.versions) {
        record["versions"].push_back(Json{{"id", version.id.value}, {"kind", version.kind}});
    }
    course_.put("photos", record);
}

void RecordEraser::erase_pictures(const PhotoId& photo) {
    auto rows = connection_.prepare("SELECT id FROM picture WHERE photo = ?1");
    rows.bind(1, photo.value);
    while (rows.next()) pictures_.push_back({rows.text(0)});
    keep_from_coming_back(photo);
    for (const char* const sql :
         {"DELETE FROM read_file WHERE picture IN (SELECT id FROM picture WHERE photo = ?1)",
          "DELETE FROM picture WHERE photo = ?1"}) {
        connection_.prepare(sql).bind(1, photo.value).run();
    }
}

// Should the card be read once more. A hash tells nothing of the picture.
void RecordEraser::keep_from_coming_back(const PhotoId& photo) {
    auto rows = connection_.prepare(
        "SELECT photo.card, file_sha256 FROM read_file JOIN picture ON picture.id = read_file.picture "
        "JOIN photo ON photo.id = picture.photo WHERE photo.id = ?1");
    rows.bind(1, photo.value);
    while (rows.next()) {
        const auto card = rows.optional_text(0);
        if (card) keep_earlier_files(connection_, CardId{*card}, {rows.text(1)});
    }
    index_cards(connection_);
}

void RecordEraser::erase(const Text& text) {
    connection_.prepare("DELETE FROM text WHERE id = ?1").bind(1, text.id.value).run();
    gone_texts_.insert(text.id.value);
}

void RecordEraser::erase_words_of_erased_photos() {
    for (const Text& text : world_.texts) {
        if (text.photo && is_gone(*text.photo)) erase(text);
    }
}

void RecordEraser::unlink_words() {
    for (const Photo& photo : world_.photos) {
        Json record = course_.record("photos", photo.id.value);
        bool changed = false;
        for (const char* const key : {"title", "caption"}) {
            if (!gone_texts_.contains(text_in(record, key))) continue;
            record[key] = nullptr;
            changed = true;
        }
        if (changed) course_.put("photos", record);
    }
}

std::vector<ForgottenOutput> RecordEraser::forget_what_is_gone() {
    unlink_words();
    std::vector<ForgottenOutput> forgotten;
    const Json file = read_course_records(connection_);
    if (!file.contains("outputs")) return forgotten;
    for (Json output : file["outputs"]) {
        if (!forget_in(output)) continue;
        const std::string id = text_in(output, "id");
        forgotten.push_back({id, text_in(output, "kind"), text_in(output, "file"), text_in(output, "sha256"),
                             was_printed(file, id)});
        if (!forgotten.back().was_printed) output["erased"] = true;
        course_.put("outputs", output);
    }
    return forgotten;
}

bool RecordEraser::forget_in(Json& output) const {
    bool any = false;
    for (Json& item : output["items"]) {
        const bool theirs = gone_photos_.contains(text_in(item, "photo"));
        for (const Json& text : item["texts"]) any = any || gone_texts_.contains(text.get<std::string>());
        if (!theirs) continue;
        item = {{"photo", text_in(item, "photo")}, {"version", text_in(item, "version")}};
        any = true;
    }
    if (!output.contains("texts")) return any;
    const auto gone = std::erase_if(output["texts"].get_ref<Json::array_t&>(), [&](const Json& text) {
        return gone_texts_.contains(text_in(text, "text"));
    });
    return any || gone > 0;
}

}  // namespace catalogue
