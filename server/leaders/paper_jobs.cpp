#include "server/leaders/paper_jobs.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/jobs.hpp"
#include "server/leaders/days.hpp"
#include "server/leaders/paper_order.hpp"
#include "server/leaders/photo_tiles.hpp"
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

// What the program says to the volunteer in English is not for the leaders; sentences about photos are Dutch,
// and set in.
std::vector<Fields> refusals_in(const std::string& said) {
    std::vector<Fields> sentences;
    for (std::size_t at = 0; at < said.size();) {
        const std::size_t end = std::min(said.find('\n', at), said.size());
        const std::string line = said.substr(at, end - at);
        if (line.starts_with("  ") && line.size() > 3)
            sentences.push_back(Fields{}.put("sentence", line.substr(2)));
        at = end + 1;
    }
    return sentences;
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
    : ledger_(visit.desk.catalogue().ledger()),
      photos_(visit.desk.catalogue().photo_verdicts(visit.today)),
      texts_(visit.desk.catalogue().text_verdicts(visit.today)) {}

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
    return std::ranges::any_of(photos_, [&](const catalogue::PhotoVerdict& verdict) {
        return verdict.allow && verdict.photo == item.photo && verdict.version == item.version &&
               rule_of(verdict.channel).name == channel && named &&
               catalogue::tells_no_more_than(*named, verdict.name);
    });
}

bool StillFine::may_be_read(const catalogue::TextId& text, const std::string& channel) const {
    return std::ranges::any_of(texts_, [&](const catalogue::TextVerdict& verdict) {
        return verdict.allow && verdict.text == text && rule_of(verdict.channel).name == channel;
    });
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
    auto refused = job.kind == "card" ? std::vector<Fields>{} : refusals_in(job.said);
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
