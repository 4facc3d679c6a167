// Lives through a course day by day, in a library as everybody uses it. Standard input, one JSON object a
// line:
//   {"library": FOLDER, "course": <course file>}, then for every day
//   {"day": "2026-03-24", "events": [...], "hold": true|false, "erase": ["d1"], "agenda": 30}
// and one line back for each day: {"photos": [[photo, version, channel, allow, name, reasons], ...], "texts":
// [...], "retract": [[placement, photo, reasons], ...], "agenda": [[on, photo, channel], ...], "course":
// <after changes>}. For two_years_test.py, which asks the reference rule the same.

#include "catalogue/catalogue.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_tables.hpp"

#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

namespace {

using catalogue::AgendaItem;
using catalogue::Catalogue;
using catalogue::text_in;
using catalogue::course_file::Json;

catalogue::NewConsentEvent event_of(const Json& said) {
    catalogue::NewConsentEvent event;
    event.person = text_in(said, "person");
    event.capacity = text_in(said, "capacity");
    event.purpose = text_in(said, "purpose");
    event.scope = text_in(said, "scope");
    event.decision = text_in(said, "decision");
    event.valid_from = text_in(said, "valid_from");
    event.recorded_at = text_in(said, "recorded_at");
    event.valid_until = text_in(said, "valid_until");
    event.name_form = text_in(said, "name_form");
    event.given_by = text_in(said, "given_by");
    event.assent = said.value("assent", false);
    return event;
}

// Whether anything was changed.
bool live(Catalogue& catalogue, const Json& day) {
    const catalogue::Day today = catalogue::parse_day(text_in(day, "day"));
    std::vector<catalogue::NewConsentEvent> events;
    for (const Json& said : day.value("events", Json::array())) events.push_back(event_of(said));
    if (!events.empty()) catalogue.record(events);
    if (day.contains("hold")) {
        if (day["hold"].get<bool>()) {
            catalogue.hold({std::nullopt, today, "klacht"});
        } else {
            catalogue.end_hold(std::nullopt, today);
        }
    }
    const Json erased = day.value("erase", Json::array());
    for (const Json& person : erased) catalogue.erase({person.get<std::string>()}, today, today);
    return !events.empty() || day.contains("hold") || !erased.empty();
}

Json agenda_of(const Catalogue& catalogue, catalogue::Day today, int days) {
    Json rows = Json::array();
    for (const AgendaItem& item : catalogue.agenda(today, days)) {
        const bool by_consent =
            item.kind == AgendaItem::Kind::Consent || item.kind == AgendaItem::Kind::SixteenthBirthday;
        if (!by_consent || item.placement || !item.photo) continue;
        for (const catalogue::Channel channel : item.channels) {
            rows.push_back({to_string(item.on), item.photo->value, rule_of(channel).name});
        }
    }
    return rows;
}

Json answers(const Catalogue& catalogue, catalogue::Day today) {
    Json given = {{"photos", Json::array()}, {"texts", Json::array()}, {"retract", Json::array()}};
    for (const auto& verdict : catalogue.photo_verdicts(today)) {
        given["photos"].push_back({verdict.photo.value, verdict.version.value, rule_of(verdict.channel).name,
                                   verdict.allow, verdict.allow ? Json(name_of(verdict.name)) : Json(nullptr),
                                   verdict.reasons});
    }
    for (const auto& verdict : catalogue.text_verdicts(today)) {
        given["texts"].push_back(
            {verdict.text.value, rule_of(verdict.channel).name, verdict.allow, verdict.reasons});
    }
    for (const auto& task : catalogue.retract_tasks(today)) {
        given["retract"].push_back({task.placement.value, task.photo.value, task.reasons});
    }
    return given;
}

}  // namespace

int main() {
    try {
        std::string line;
        std::getline(std::cin, line);
        const Json start = Json::parse(line);
        Catalogue catalogue = Catalogue::create(text_in(start, "library"));
        catalogue.import_course(start["course"].dump());
        while (std::getline(std::cin, line)) {
            const Json day = Json::parse(line);
            const catalogue::Day today = catalogue::parse_day(text_in(day, "day"));
            const bool changed = live(catalogue, day);
            Json given = answers(catalogue, today);
            if (day.contains("agenda"))
                given["agenda"] = agenda_of(catalogue, today, day["agenda"].get<int>());
            if (changed) given["course"] = Json::parse(catalogue.export_course());
            std::cout << catalogue::course_file::write_compact(given) << '\n';
        }
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
