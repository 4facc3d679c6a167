#include "server/leaders/paper_jobs.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/jobs.hpp"
#include "server/leaders/days.hpp"
#include "server/leaders/paper_order.hpp"
#include "server/leaders/photo_tiles.hpp"
#include "server/leaders/reasons.hpp"
#include "server/leaders/visit.hpp"
#include "server/leaders/workshop.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

namespace fs = std::filesystem;
using catalogue::Job;
using catalogue::JobState;

fs::path folder_of(const Visit& visit, std::int64_t job) {
    return visit.desk.catalogue().folder() / "publications" / fmt::format("job-{}", job);
}

/// What the booklet was refused for, in the language of the page: the program begins each sentence with the
/// id of a photo or a maker. Empty: it is about something else.
std::string refusal_said(const Visit& visit, const std::string& sentence) {
    const std::string id = sentence.substr(0, sentence.find_first_of(" :"));
    const catalogue::PersonId maker{id};
    if (visit.desk.world().persons.contains(maker))
        return visit.say("refusal.maker", {catalogue::name_of(visit.desk.world(), maker)});
    const catalogue::Photo* photo = visit.desk.world().photo(catalogue::PhotoId{id});
    if (photo == nullptr) return {};
    const std::string name = called(visit, *photo);
    if (sentence.substr(id.size()).starts_with(' ')) return visit.say("refusal.version", {name});
    const std::string why = why_not(visit, *photo, catalogue::Channel::BookletPrint);
    return why.empty() ? visit.say("refusal.then", {name}) : visit.say("refusal.photo", {name, why});
}

// What the program says to the volunteer in English is not for the leaders; sentences about photos are Dutch,
// and set in.
std::vector<Fields> refusals_in(const Visit& visit, const std::string& said) {
    std::vector<Fields> sentences;
    for (std::size_t at = 0; at < said.size();) {
        const std::size_t end = std::min(said.find('\n', at), said.size());
        const std::string line = said.substr(at, end - at);
        if (line.starts_with("  ") && line.size() > 3) {
            const std::string theirs = visit.is_dutch() ? std::string{} : refusal_said(visit, line.substr(2));
            sentences.push_back(Fields{}
                                    .put("sentence", theirs.empty() ? line.substr(2) : theirs)
                                    .put("in_dutch", theirs.empty() && !visit.is_dutch()));
        }
        at = end + 1;
    }
    return sentences;
}

/// nullptr: there is no such channel.
const catalogue::ChannelRule* channel_named(const std::string& name) {
    for (const catalogue::ChannelRule& rule : catalogue::channels()) {
        if (rule.name == name) return &rule;
    }
    return nullptr;
}

std::string state_words(const Visit& visit, JobState state) {
    switch (state) {
        case JobState::Waiting:
            return visit.say("job.waiting");
        case JobState::Running:
            return visit.say("job.running");
        case JobState::Done:
            return visit.say("job.done");
        case JobState::PartlyRefused:
            return visit.say("job.partly");
        case JobState::Refused:
            break;
    }
    return visit.say("job.refused");
}

}  // namespace

std::vector<fs::path> files_of(const Visit& visit, std::int64_t job) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator each(folder_of(visit, job), error), end; !error && each != end;
         each.increment(error)) {
        const std::string ending = each->path().extension().string();
        if (each->is_regular_file(error) && (ending == ".pdf" || ending == ".zip"))
            files.push_back(each->path());
    }
    std::ranges::sort(files);
    return files;
}

StillFine::StillFine(const Visit& visit)
    : world_(visit.desk.world()), today_(visit.today), ledger_(visit.desk.catalogue().ledger()) {}

bool StillFine::is(const fs::path& file) const {
    return std::ranges::all_of(ledger_.outputs, [&](const catalogue::Output& output) {
        const fs::path made = output.file;
        const bool same = made.filename() == file.filename() &&
                          made.parent_path().filename() == file.parent_path().filename();
        return !same || may_be_shown(output);
    });
}

std::string StillFine::label_of(const Visit& visit, const fs::path& file) const {
    for (const catalogue::Output& output : ledger_.outputs) {
        const bool same = fs::path(output.file).filename() == file.filename();
        if (!same || output.kind != "poster" || output.items.size() != 1) continue;
        const catalogue::Photo* photo = visit.desk.world().photo(output.items.front().photo);
        if (photo != nullptr) return called(visit, *photo);
    }
    return file.filename().string();
}

bool StillFine::may_be_shown(const catalogue::Output& output) const {
    const auto text = [&](const catalogue::TextId& id) { return may_be_read(id, output.channel); };
    return std::ranges::all_of(output.texts, text) &&
           std::ranges::all_of(output.items, [&](const catalogue::Output::Item& item) {
               return may_be_seen(item, output.channel) && std::ranges::all_of(item.texts, text);
           });
}

// That version, and no more of a name.
bool StillFine::may_be_seen(const catalogue::Output::Item& item, const std::string& channel) const {
    const auto named = catalogue::name_form_named(item.name_form);
    const catalogue::Photo* photo = world_.photo(item.photo);
    const catalogue::ChannelRule* rule = channel_named(channel);
    if (photo == nullptr || rule == nullptr || !named) return false;
    const auto judgement = catalogue::judge(world_, *photo, rule->channel, today_);
    return judgement.allowed() && judgement.version == item.version &&
           catalogue::tells_no_more_than(*named, judgement.name);
}

bool StillFine::may_be_read(const catalogue::TextId& text, const std::string& channel) const {
    const auto found = std::ranges::find(world_.texts, text, &catalogue::Text::id);
    const catalogue::ChannelRule* rule = channel_named(channel);
    return found != world_.texts.end() && rule != nullptr &&
           catalogue::judge(world_, *found, rule->channel, today_).empty();
}

bool is_over(const Job& job) {
    return job.state != JobState::Waiting && job.state != JobState::Running;
}

Fields line_of(const Visit& visit, const Job& job, const StillFine& fine) {
    std::vector<Fields> files;
    for (const fs::path& file : files_of(visit, job.id)) {
        files.push_back(Fields{}
                            .put("file", file.filename().string())
                            .put("label", fine.label_of(visit, file))
                            .put("fine", fine.is(file)));
    }
    auto refused = job.kind == "card" ? std::vector<Fields>{} : refusals_in(visit, job.said);
    const bool has_refused = !refused.empty() && job.state != JobState::Done;
    const auto lines = std::ranges::count(job.said, '\n');
    const std::string last = job.kind == "card" ? visit.say("job.lines", {fmt::format("{}", lines)}) : "";
    const std::string chosen = chosen_for(visit, job.arguments);
    return Fields{}
        .put("job", fmt::format("{}", job.id))
        .put("what", visit.words().at("job." + job.kind))
        .put("has_chosen", !chosen.empty())
        .put("chosen", chosen)
        .put("when", short_moment(*visit.language, job.asked_at))
        .put("by", job.asked_by)
        .put("state", state_words(visit, job.state))
        .put("kind", job.state == JobState::Done      ? "yes"
                     : job.state == JobState::Refused ? "no"
                                                      : "unasked")
        .put("busy", !is_over(job))
        .put("progress", last)
        .put("many", files.size() > 3)
        .put("file_count", fmt::format("{}", files.size()))
        .put("files", is_over(job) ? std::move(files) : std::vector<Fields>{})
        .put("has_refused", has_refused)
        .put("refused", std::move(refused))
        .put("trouble", job.state == JobState::Refused && !has_refused)
        .put("can_leave_out", has_refused && job.kind == "booklet" && job.state == JobState::Refused);
}

std::int64_t ask_for_job(const Visit& visit, const std::string& kind, std::vector<std::string> arguments) {
    Job job;
    job.kind = kind;
    job.arguments = std::move(arguments);
    job.asked_by = visit.who->account.name;
    job.asked_at = visit.office.settings.moment();
    const std::int64_t id = visit.office.jobs.ask(job);
    std::error_code error;
    fs::create_directories(folder_of(visit, id), error);
    visit.office.workshop.wake();
    return id;
}

}  // namespace server::leaders
