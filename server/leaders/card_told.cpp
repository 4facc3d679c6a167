#include "server/leaders/card_told.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/jobs.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <Poco/Exception.h>
#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>
#include <fmt/core.h>

namespace server::leaders {

namespace {

using Poco::JSON::Object;

/// Null for half a line: the next look has it whole.
Object::Ptr read_line(const std::string& line) {
    try {
        return Poco::JSON::Parser{}.parse(line).extract<Object::Ptr>();
    } catch (const Poco::Exception&) {
        return nullptr;
    }
}

/// The last line that is JSON; null: the program told something else, or nothing yet.
Object::Ptr last_told(const std::string& said) {
    for (std::size_t end = said.size(); end > 0;) {
        const std::size_t newline = said.rfind('\n', end - 1);
        const std::size_t begin = newline == std::string::npos ? 0 : newline + 1;
        if (begin < end && said[begin] == '{') return read_line(said.substr(begin, end - begin));
        end = newline == std::string::npos ? 0 : newline;
    }
    return nullptr;
}

int number_in(const Object::Ptr& told, const std::string& key) {
    return told->optValue<int>(key, 0);
}

/// "6 nieuw, 2 stonden er al": what is not there is not told.
std::string what_came_in(const Visit& visit, const Object::Ptr& counts) {
    const std::pair<const char*, const char*> all[] = {{"new", "cards.new"},
                                                       {"bound", "cards.bound"},
                                                       {"duplicate", "cards.duplicate"},
                                                       {"start_photos", "cards.start_photos"},
                                                       {"set_aside", "cards.set_aside"},
                                                       {"earlier_owner", "cards.earlier_owner"},
                                                       {"quarantined", "cards.quarantined"},
                                                       {"unreadable", "cards.unreadable"}};
    std::string words;
    for (const auto& [key, said] : all) {
        const int count = number_in(counts, key);
        if (count > 0) words += (words.empty() ? "" : ", ") + visit.say(said, {fmt::format("{}", count)});
    }
    return words.empty() ? visit.say("cards.no_photos") : words;
}

std::vector<Fields> of_whom(const Visit& visit, const Object::Ptr& told) {
    std::vector<Fields> rows;
    const auto makers = told->getArray("makers");
    for (std::size_t i = 0; makers && i < makers->size(); ++i) {
        const auto each = makers->getObject(static_cast<unsigned>(i));
        const catalogue::PersonId maker{each->optValue<std::string>("maker", "")};
        if (!visit.desk.world().persons.contains(maker)) continue;
        rows.push_back(Fields{}
                           .put("name", catalogue::name_of(visit.desk.world(), maker))
                           .put("count", fmt::format("{}", number_in(each, "photos")))
                           .put("sure", each->optValue<bool>("sure", false))
                           .put("perhaps", !each->optValue<bool>("sure", false)));
    }
    if (const int nobody = number_in(told, "nobody"); nobody > 0) {
        rows.push_back(Fields{}
                           .put("name", visit.say("cards.nobody"))
                           .put("count", fmt::format("{}", nobody))
                           .put("sure", false)
                           .put("perhaps", false));
    }
    return rows;
}

std::vector<Fields> troubles(const Visit& visit, const Object::Ptr& told) {
    std::vector<Fields> rows;
    const auto files = told->getArray("troubles");
    for (std::size_t i = 0; files && i < files->size(); ++i) {
        const auto each = files->getObject(static_cast<unsigned>(i));
        const std::string outcome = each->optValue<std::string>("outcome", "");
        const char* why = outcome == "quarantined"  ? "cards.no_picture"
                          : outcome == "unreadable" ? "cards.not_given"
                                                    : "cards.damaged";
        rows.push_back(
            Fields{}.put("file", each->optValue<std::string>("file", "")).put("why", visit.say(why)));
    }
    return rows;
}

std::string verdict(const Visit& visit, const Object::Ptr& told) {
    if (told->optValue<bool>("taken_out", false)) return visit.say("cards.taken_out");
    if (told->optValue<bool>("stopped", false)) return visit.say("cards.stopped");
    return visit.say(told->optValue<bool>("may_be_wiped", false) ? "cards.may_wipe" : "cards.not_wipe");
}

}  // namespace

void put_card_told(const Visit& visit, const catalogue::Job& job, Fields& line) {
    const Object::Ptr told = last_told(job.said);
    const bool over = told && told->has("counts");
    const bool on_its_way = told && told->has("of_files");
    const int files = on_its_way ? number_in(told, "files") : 0;
    const int of_files = on_its_way ? std::max(1, number_in(told, "of_files")) : 1;
    auto makers = over ? of_whom(visit, told) : std::vector<Fields>{};
    auto wrong = over ? troubles(visit, told) : std::vector<Fields>{};
    const bool doubtful = std::ranges::any_of(
        makers, [](const Fields& each) { return !std::get<bool>(each.by_name.at("sure")); });
    const bool has_wrong = !wrong.empty();
    line.put("is_told", over)
        .put("came", over ? what_came_in(visit, told->getObject("counts")) : std::string{})
        .put("makers", std::move(makers))
        .put("doubtful", doubtful)
        .put("has_troubles", has_wrong)
        .put("troubles", std::move(wrong))
        .put("verdict", over ? verdict(visit, told) : std::string{})
        .put("on_its_way", on_its_way)
        .put("files", fmt::format("{}", files))
        .put("of_files", fmt::format("{}", of_files))
        .put("says_otherwise", !told && !job.said.empty());
}

bool may_be_wiped(const Visit& visit, const std::string& path) {
    for (const catalogue::Job& job : visit.office.jobs.last(200)) {
        const bool reads_it = job.kind == "card" && !job.arguments.empty() && job.arguments.back() == path;
        if (job.kind == "card-wipe" && !job.arguments.empty() && job.arguments.back() == path) return false;
        if (!reads_it) continue;
        const Object::Ptr told = last_told(job.said);
        return told && told->optValue<bool>("may_be_wiped", false);
    }
    return false;
}

}  // namespace server::leaders
