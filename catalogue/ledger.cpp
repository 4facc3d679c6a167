// The ledger: what was made, printed and put up.

#include "catalogue/catalogue.hpp"
#include "catalogue/consent_rule.hpp"
#include "catalogue/course_editor.hpp"
#include "catalogue/course_file/fields.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/digest.hpp"
#include "catalogue/failure.hpp"
#include "catalogue/output.hpp"
#include "catalogue/rooms.hpp"
#include "catalogue/world.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Fields;
using course_file::Json;

template <class Kind>
Json values_of(const std::vector<Id<Kind>>& ids) {
    Json values = Json::array();
    for (const Id<Kind>& id : ids) values.push_back(id.value);
    return values;
}

template <class Kind>
std::vector<Id<Kind>> ids_in(const Fields& record, const char* key) {
    std::vector<Id<Kind>> ids;
    for (const std::string& id : record.texts(key)) ids.push_back({id});
    return ids;
}

[[noreturn]] void refuse_changed(const std::string& what) {
    throw CannotWork(fmt::format(
        "Somebody's answer about {} changed while this was made, so it was thrown away; make it again",
        what));
}

// Asked once more, in the transaction that keeps the record: what is in the ledger was allowed.
Json item_of(const World& world, const NewOutput& output, const OutputItem& item) {
    const Day day = parse_day(output.built_at);
    const Photo* photo = world.photo(item.photo);
    if (photo == nullptr || photo->version(item.version) == nullptr) refuse_changed(item.photo.value);
    const PhotoJudgement judgement = judge(world, *photo, output.channel, day, item.version);
    if (!judgement.allowed() || judgement.name != item.name) refuse_changed(item.photo.value);
    std::vector<EventId> events = allowing_events(world, *photo, output.channel, day, item.version);
    std::vector<TextId> texts;
    const auto add_text = [&](bool shown, const std::optional<TextId>& id) {
        if (!shown) return;
        const Text* text = id ? world.text(*id) : nullptr;
        if (text == nullptr || !judge(world, *text, output.channel, day).empty()) {
            refuse_changed(item.photo.value);
        }
        texts.push_back(*id);
        for (EventId& event : allowing_events(world, *text, output.channel, day)) {
            events.push_back(std::move(event));
        }
    };
    add_text(item.title, photo->title);
    add_text(item.caption, photo->caption);
    return {{"photo", item.photo.value},
            {"version", item.version.value},
            {"name_form", name_of(item.name)},
            {"texts", values_of(texts)},
            {"consent_event_ids", values_of(events)}};
}

Json text_of(const World& world, const NewOutput& output, const TextId& id) {
    const Day day = parse_day(output.built_at);
    const Text* text = world.text(id);
    if (text == nullptr || !judge(world, *text, output.channel, day).empty()) refuse_changed(id.value);
    return {{"text", id.value},
            {"consent_event_ids", values_of(allowing_events(world, *text, output.channel, day))}};
}

std::optional<OutputId> same_output(const database::Connection& connection, const std::string& sha256,
                                    const std::string& file) {
    auto found = connection.prepare("SELECT id, document FROM output WHERE sha256 = ?1");
    found.bind(1, sha256);
    while (found.next()) {
        if (text_in(Json::parse(found.text(1)), "file") == file) return OutputId{found.text(0)};
    }
    return std::nullopt;
}

Output read_output(const Fields& record) {
    Output output;
    output.id = {record.text("id")};
    output.channel = record.optional_text("channel").value_or("");
    output.kind = record.optional_text("kind").value_or("");
    output.title = record.optional_text("title").value_or("");
    output.built_at = record.optional_text("built_at").value_or("");
    output.rule = record.optional_text("rule_version").value_or("");
    output.file = record.optional_text("file").value_or("");
    output.sha256 = record.optional_text("sha256").value_or("");
    output.pages = record.optional_number("pages").value_or(0);
    for (const Fields& item : record.objects("items")) {
        output.items.push_back({PhotoId{item.optional_text("photo").value_or("")},
                                VersionId{item.optional_text("version").value_or("")},
                                item.optional_text("name_form").value_or(""), ids_in<TextKind>(item, "texts"),
                                ids_in<EventKind>(item, "consent_event_ids")});
    }
    for (const Fields& text : record.objects("texts")) {
        output.texts.push_back({text.optional_text("text").value_or("")});
    }
    return output;
}

PrintedRun read_run(const Fields& record) {
    PrintedRun run;
    run.id = {record.text("id")};
    run.output = record.optional_text("output").value_or("");
    run.made_as = record.optional_text("made_as").value_or("");
    run.printed = record.optional_text("printed").value_or("");
    run.copies = record.optional_number("copies").value_or(0);
    for (const Fields& item : record.objects("items")) {
        run.items.push_back(
            {PhotoId{item.text("photo")}, VersionId{item.optional_text("version").value_or("")}});
    }
    return run;
}

Placed read_placed(const Fields& record) {
    Placed placed;
    placed.id = {record.text("id")};
    placed.run = {record.text("run")};
    placed.channel = record.text("channel");
    placed.where = record.optional_text("where").value_or("");
    placed.practice = record.optional_text("practice").value_or("");
    placed.quantity = record.optional_number("qty").value_or(0);
    placed.since = record.text("since");
    placed.until = record.optional_text("until").value_or("");
    placed.state = record.text("state");
    placed.lease = record.optional_text("last_seen").value_or("");
    return placed;
}

}  // namespace

OutputItem output_item(const ClearedPhoto& shown) {
    return {shown.photo, shown.version, shown.name.form, !shown.title.empty(), !shown.caption.empty()};
}

OutputId Catalogue::record_output(const NewOutput& output) {
    const std::string sha256 = output.sha256.empty() ? sha256_of_file(output.bytes) : output.sha256;
    const std::string file = std::filesystem::absolute(output.file).lexically_normal().string();
    database::Transaction transaction(rooms_->connection);
    if (const auto known = same_output(rooms_->connection, sha256, file)) return *known;
    const World& world = rooms_->world();
    CourseEditor course(rooms_->connection);
    const OutputId id{course.next_id("outputs", "out-")};
    Json record = {{"id", id.value},
                   {"channel", rule_of(output.channel).name},
                   {"kind", output.kind},
                   {"title", output.title},
                   {"built_at", output.built_at},
                   {"rule_version", rule_version},
                   {"file", file},
                   {"sha256", sha256}};
    if (output.pages > 0) record["pages"] = output.pages;
    if (!output.printer.empty()) record["printer"] = output.printer;
    if (output.copies > 0) record["copies"] = output.copies;
    record["items"] = Json::array();
    for (const OutputItem& item : output.items) record["items"].push_back(item_of(world, output, item));
    record["texts"] = Json::array();
    for (const TextId& text : output.texts) record["texts"].push_back(text_of(world, output, text));
    course.put("outputs", record);
    transaction.commit();
    rooms_->forget_what_was_read();
    return id;
}

Ledger Catalogue::ledger() const {
    const Json file = rooms_->course_json();
    const Fields top{file, "at the top"};
    Ledger ledger;
    for (const Fields& record : top.objects("outputs")) ledger.outputs.push_back(read_output(record));
    for (const Fields& record : top.objects("print_runs")) ledger.runs.push_back(read_run(record));
    for (const Fields& record : top.objects("placements")) ledger.placements.push_back(read_placed(record));
    return ledger;
}

}  // namespace catalogue
