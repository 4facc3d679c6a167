// A course in numbers, for municipality and funds. In a group of eight every breakdown is a person, so
// there is none, and no number from which one under five could be worked out.

#include "catalogue/catalogue.hpp"
#include "catalogue/consent_rule.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/measured.hpp"
#include "catalogue/names_of_person.hpp"
#include "catalogue/rights.hpp"
#include "catalogue/rooms.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace catalogue {

namespace {

using course_file::Json;

constexpr int fewest = 5;

std::optional<int> unless_few(int people) {
    if (people > 0 && people < fewest) return std::nullopt;
    return people;
}

int count_participants(const Json& persons, bool finished) {
    int count = 0;
    for (const Json& person : persons) {
        const std::string role = text_in(person, "role");
        const bool took_part = role == "participant" || role == "tombstone";
        if (took_part && (!finished || text_in(person, "status") == "afgerond")) ++count;
    }
    return count;
}

std::vector<Report::Question> questions_of(const Json& measurement) {
    std::vector<Report::Question> questions;
    for (const Measured& each : measured(measurement)) {
        if (each.people < fewest) continue;
        questions.push_back({each.dutch, each.people, each.first / each.people, each.last / each.people});
    }
    return questions;
}

std::vector<std::string> all_names(const Json& persons) {
    std::vector<std::string> names;
    for (const Json& person : persons) {
        for (std::string& name : names_of_person(Json::array({person}), {text_in(person, "id")})) {
            names.push_back(std::move(name));
        }
    }
    return names;
}

std::vector<std::string> quotes_of(const World& world, const Json& persons, Day now) {
    const std::vector<std::string> names = all_names(persons);
    std::vector<std::string> quotes;
    for (const Text& text : world.texts) {
        if (text.kind != "quote" || !judge(world, text, Channel::Report, now).empty()) continue;
        for (const Wording& wording : approved_words(text, now)) {
            if (wording.language == "nl" && !says_name(wording.text, names)) quotes.push_back(wording.text);
        }
    }
    std::ranges::sort(quotes);  // not in the order of the people
    return quotes;
}

int copies_of_booklets(const Json& file) {
    std::set<std::string> booklets;
    int copies = 0;
    if (!file.contains("placements") || !file.contains("print_runs")) return 0;
    for (const Json& placement : file["placements"]) {
        if (text_in(placement, "channel") == "booklet_print") booklets.insert(text_in(placement, "run"));
    }
    for (const Json& run : file["print_runs"]) {
        const auto number = run.find("copies");
        if (!booklets.contains(text_in(run, "id")) || number == run.end() || !number->is_number_integer())
            continue;
        copies += number->get<int>();
    }
    return copies;
}

}  // namespace

Report Catalogue::report(Day now) const {
    const World& world = rooms_->world();
    const Json file = rooms_->course_json();
    const Json persons = file.contains("persons") ? file["persons"] : Json::array();
    Report report;
    const int joined = count_participants(persons, false);
    const int finished = count_participants(persons, true);
    const bool tells_who_stopped = joined - finished > 0 && joined - finished < fewest;
    report.counts.push_back({"participants", "deelnemers", unless_few(joined)});
    report.counts.push_back({"finished", "deelnemers die de cursus afmaakten",
                             tells_who_stopped ? std::nullopt : unless_few(finished)});
    report.counts.push_back({"meetings", "bijeenkomsten", static_cast<int>(course().meetings.size())});
    int photos = 0;
    for (const Photo& photo : world.photos) photos += photo.state == PhotoState::Live ? 1 : 0;
    report.counts.push_back({"photos", "foto's", photos});
    std::set<PhotoId> hung;
    std::set<std::string> places;
    const Ledger ledger = this->ledger();
    for (const Placed& placed : ledger.placements) {
        if (placed.state != "hanging" && placed.state != "playing") continue;
        if (parse_day(placed.since) > now) continue;
        places.insert(placed.where);
        const auto run = std::ranges::find(ledger.runs, placed.run, &PrintedRun::id);
        for (const PrintedRun::Item& item : run->items) hung.insert(item.photo);
    }
    report.counts.push_back({"photos_shown", "foto's die te zien waren", static_cast<int>(hung.size())});
    report.counts.push_back({"places", "plekken waar foto's te zien waren", static_cast<int>(places.size())});
    report.counts.push_back({"booklets", "gedrukte fotoboekjes", copies_of_booklets(file)});
    const auto measurement = file.find("measurement");
    if (measurement != file.end()) report.questions = questions_of(*measurement);
    report.quotes = quotes_of(world, persons, now);
    return report;
}

}  // namespace catalogue
