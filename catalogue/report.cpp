// A course in numbers, for municipality and funds. In a group of eight every breakdown is a person, so
// there is none, and no number from which one under five could be worked out.

#include "catalogue/catalogue.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_file/read_course.hpp"
#include "catalogue/course_numbers.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/course_report.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/forms.hpp"
#include "catalogue/measured.hpp"
#include "catalogue/quotes.hpp"
#include "catalogue/rights.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace catalogue {

namespace {

using course_file::Json;

constexpr bool are_few(int people) {
    return people > 0 && people < fewest_people;
}

/// What one course has, before anything is hidden.
struct Counted {
    int joined = 0;
    int finished = 0;
    int meetings = 0;
    int came = 0;  // to all meetings together
    int photos = 0;
    std::set<PhotoId> shown;
    std::set<std::string> places;
    int booklets = 0;
    std::vector<Measured> questions;
    std::map<std::string, std::map<std::string, int>> monitoring;  // field, value, people
};

void count_people(const Json& file, Counted& counted) {
    for (const Json& person : file.value("persons", Json::array())) {
        const std::string role = text_in(person, "role");
        if (role != "participant" && role != "tombstone") continue;
        ++counted.joined;
        counted.finished += text_in(person, "status") == "afgerond" ? 1 : 0;
    }
}

int copies_of_booklets(const Json& file) {
    std::set<std::string> booklets;
    int copies = 0;
    for (const Json& placement : file.value("placements", Json::array())) {
        if (text_in(placement, "channel") == "booklet_print") booklets.insert(text_in(placement, "run"));
    }
    for (const Json& run : file.value("print_runs", Json::array())) {
        const auto number = run.find("copies");
        if (!booklets.contains(text_in(run, "id")) || number == run.end() || !number->is_number_integer())
            continue;
        copies += number->get<int>();
    }
    return copies;
}

void count_shown(const Ledger& ledger, Day now, Counted& counted) {
    for (const Placed& placed : ledger.placements) {
        if (placed.state != "hanging" && placed.state != "playing") continue;
        if (parse_day(placed.since) > now) continue;
        counted.places.insert(placed.where);
        const auto run = std::ranges::find(ledger.runs, placed.run, &PrintedRun::id);
        for (const PrintedRun::Item& item : run->items) counted.shown.insert(item.photo);
    }
}

// Neighbourhood and teacher would tell which course it was.
constexpr std::array<std::pair<const char*, const char*>, 5> told_fields{
    {{"age_group", "Leeftijd"},
     {"referrer_kind", "Gewezen op de cursus door"},
     {"route", "Route"},
     {"reason", "Reden om mee te doen"},
     {"discipline", "Discipline"}}};

void count_monitoring(const Json& file, Counted& counted) {
    const auto monitoring = file.find("monitoring_kor");
    if (monitoring == file.end() || !monitoring->is_object()) return;
    for (const Json& row : monitoring->value("rows", Json::array())) {
        for (const auto& [field, dutch] : told_fields) {
            const std::string value = text_in(row, field);
            if (!value.empty()) ++counted.monitoring[field][value];
        }
    }
}

Counted count(const Catalogue& catalogue, Day now) {
    const database::Connection connection(catalogue.folder() / "catalogue.db", database::Mode::ReadOnly);
    const Json file = read_course_records(connection);
    const World world = course_file::read_world(file);
    Counted counted;
    count_people(file, counted);
    counted.meetings = static_cast<int>(catalogue.course().meetings.size());
    for (const auto& [meeting, people] : attendance(catalogue)) counted.came += people;
    counted.photos = static_cast<int>(std::ranges::count(world.photos, PhotoState::Live, &Photo::state));
    counted.booklets = copies_of_booklets(file);
    count_shown(catalogue.ledger(), now, counted);
    if (const auto found = file.find("measurement"); found != file.end()) {
        counted.questions = measured(*found);
    }
    count_monitoring(file, counted);
    return counted;
}

template <class Part>
std::optional<int> told(const std::vector<Counted>& all, const Part& part) {
    std::vector<int> parts;
    for (const Counted& counted : all) parts.push_back(std::invoke(part, counted));
    return sum_that_hides_few(parts);
}

template <class Part>
int sum(const std::vector<Counted>& all, const Part& part) {
    int total = 0;
    for (const Counted& counted : all) total += std::invoke(part, counted);
    return total;
}

std::vector<ReportCount> counts_of(const std::vector<Counted>& all) {
    const auto joined = told(all, &Counted::joined);
    auto finished = told(all, &Counted::finished);
    // Beside each other the two tell how many stopped.
    if (!joined || !told(all, [](const Counted& each) { return each.joined - each.finished; })) {
        finished = std::nullopt;
    }
    std::set<std::string> places;
    for (const Counted& each : all) places.insert(each.places.begin(), each.places.end());
    std::vector<ReportCount> counts;
    if (all.size() > 1) counts.push_back({"courses", "cursussen", static_cast<int>(all.size())});
    counts.push_back({"participants", "deelnemers", joined});
    counts.push_back({"finished", "deelnemers die de cursus afmaakten", finished});
    counts.push_back({"meetings", "bijeenkomsten", sum(all, &Counted::meetings)});
    if (const int came = sum(all, &Counted::came); came > 0)
        counts.push_back({"attendances", "keer dat een deelnemer er was", told(all, &Counted::came)});
    counts.push_back({"photos", "foto’s", sum(all, &Counted::photos)});
    counts.push_back({"photos_shown", "foto’s die te zien waren",
                      sum(all, [](const Counted& each) { return static_cast<int>(each.shown.size()); })});
    counts.push_back(
        {"places",
         places.size() == 1 ? "plek waar foto’s te zien waren" : "plekken waar foto’s te zien waren",
         static_cast<int>(places.size())});
    counts.push_back({"booklets", "gedrukte fotoboekjes", sum(all, &Counted::booklets)});
    return counts;
}

const Measured* asked_in(const Counted& counted, const std::string& question) {
    const auto found = std::ranges::find(counted.questions, question, &Measured::dutch);
    return found == counted.questions.end() ? nullptr : &*found;
}

// Courses in which few answered are counted only when nobody can work them out from the others.
std::optional<ReportQuestion> question_of(const std::vector<Counted>& all, const std::string& dutch) {
    std::vector<int> people;
    std::vector<int> silent;
    for (const Counted& each : all) {
        const Measured* measured = asked_in(each, dutch);
        people.push_back(measured == nullptr ? 0 : measured->people);
        silent.push_back(each.joined - people.back());
    }
    const bool with_few = sum_that_hides_few(people).has_value();
    Measured together;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Measured* measured = asked_in(all[i], dutch);
        if (measured == nullptr || (!with_few && are_few(measured->people))) continue;
        together.people += measured->people;
        together.first += measured->first;
        together.last += measured->last;
        together.up += measured->up;
    }
    if (together.people < fewest_people) return std::nullopt;
    ReportQuestion question{dutch, together.first / together.people, together.last / together.people, {}, {}};
    if (!with_few || !sum_that_hides_few(silent)) return question;
    question.people = together.people;
    const int others = together.people - together.up;
    if (together.up >= fewest_people && others >= fewest_people) question.up = together.up;
    return question;
}

std::vector<ReportBreakdown> breakdowns_of(const std::vector<Counted>& all) {
    std::vector<ReportBreakdown> breakdowns;
    const auto joined = told(all, &Counted::joined);
    if (all.size() < 2 || !joined) return breakdowns;
    for (const auto& [field, dutch] : told_fields) {
        std::map<std::string, int> together;
        int said = 0;
        for (const Counted& each : all) {
            const auto found = each.monitoring.find(field);
            if (found == each.monitoring.end()) continue;
            for (const auto& [value, people] : found->second) {
                together[value] += people;
                said += people;
            }
        }
        std::vector<std::pair<std::string, int>> groups(together.begin(), together.end());
        if (*joined > said) groups.emplace_back("niet gezegd", *joined - said);
        groups = groups_that_hide_few(std::move(groups), "anders of niet gezegd");
        if (groups.size() > 1) breakdowns.push_back({dutch, std::move(groups)});
    }
    return breakdowns;
}

void put_course(CourseReport& report, const Catalogue& catalogue) {
    const Course course = catalogue.course();
    report.courses.push_back({course.title, course.place, funders(catalogue)});
    if (report.organisation.empty()) report.organisation = course.organisation;
    for (const Meeting& meeting : course.meetings) {
        report.from = std::min(report.from.value_or(meeting.day), meeting.day);
        report.until = std::max(report.until.value_or(meeting.day), meeting.day);
    }
}

void put_quotes(CourseReport& report, const Catalogue& catalogue, Day now) {
    const bool is_first = report.courses.size() == 1;
    for (const Quote& quote : quotes(catalogue, now)) {
        if (!quote.may_be_told()) continue;
        report.quotes.push_back(quote.words);
        if (is_first) report.quoted.push_back(quote.text);
    }
}

}  // namespace

std::optional<int> sum_that_hides_few(const std::vector<int>& parts) {
    int hidden_parts = 0;
    int hidden = 0;
    for (const int part : parts) {
        if (!are_few(part)) continue;
        ++hidden_parts;
        hidden += part;
    }
    if (hidden_parts == 1 || are_few(hidden)) return std::nullopt;
    return std::accumulate(parts.begin(), parts.end(), 0);
}

std::vector<std::pair<std::string, int>> groups_that_hide_few(std::vector<std::pair<std::string, int>> groups,
                                                              const std::string& rest) {
    std::ranges::sort(groups, [](const auto& a, const auto& b) {
        return std::pair{-a.second, a.first} < std::pair{-b.second, b.first};
    });
    int together = 0;
    while (!groups.empty() && (are_few(groups.back().second) || are_few(together))) {
        together += groups.back().second;
        groups.pop_back();
    }
    if (are_few(together)) return {};
    if (together > 0) groups.emplace_back(rest, together);
    return groups;
}

CourseReport course_report(std::span<const Catalogue* const> courses, Day now) {
    CourseReport report;
    std::vector<Counted> all;
    for (const Catalogue* catalogue : courses) {
        all.push_back(count(*catalogue, now));
        put_course(report, *catalogue);
        put_quotes(report, *catalogue, now);
    }
    std::ranges::sort(report.quotes);  // not in the order of courses or people
    report.counts = counts_of(all);
    for (const Measured& asked : all.front().questions) {
        if (auto question = question_of(all, asked.dutch)) report.questions.push_back(std::move(*question));
    }
    report.breakdowns = breakdowns_of(all);
    return report;
}

std::string as_json(const CourseReport& report) {
    const auto or_null = [](const std::optional<int>& number) {
        return number ? Json(*number) : Json(nullptr);
    };
    Json all = {{"counts", Json::object()}, {"questions", Json::array()}};
    for (const ReportCount& count : report.counts) all["counts"][count.what] = or_null(count.number);
    for (const ReportQuestion& question : report.questions) {
        all["questions"].push_back(Json{{"question", question.dutch},
                                        {"people", or_null(question.people)},
                                        {"first", question.first},
                                        {"last", question.last},
                                        {"up", or_null(question.up)}});
    }
    all["breakdowns"] = Json::array();
    for (const ReportBreakdown& breakdown : report.breakdowns) {
        Json groups = Json::object();
        for (const auto& [group, people] : breakdown.groups) groups[group] = people;
        all["breakdowns"].push_back(Json{{"about", breakdown.dutch}, {"groups", groups}});
    }
    all["quotes"] = report.quotes;
    all["courses"] = Json::array();
    for (const FundedCourse& course : report.courses) {
        all["courses"].push_back(Json{{"title", course.title}, {"funders", course.funders}});
    }
    return all.dump(1);
}

Report Catalogue::report(Day now) const {
    const Catalogue* const only[] = {this};
    const CourseReport all = course_report(only, now);
    Report report;
    for (const ReportCount& each : all.counts) report.counts.push_back({each.what, each.dutch, each.number});
    for (const ReportQuestion& each : all.questions) {
        report.questions.push_back({each.dutch, each.people.value_or(0), each.first, each.last});
    }
    report.quotes = all.quotes;
    return report;
}

}  // namespace catalogue
