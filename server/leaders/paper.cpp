// What is made on paper, as jobs, and cards that are read.

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/jobs.hpp"
#include "server/answer.hpp"
#include "server/leaders/cards_in.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/photo_tiles.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/visit.hpp"
#include "server/leaders/workshop.hpp"
#include "server/site_templates.hpp"
#include "server/whole_file.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
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

/// What may be printed now, looked up once for a page. A file that somebody withdrew from since it was made
/// is not handed out any more: it would be printed.
class StillFine {
 public:
    explicit StillFine(const Visit& visit)
        : ledger_(visit.desk.catalogue().ledger()),
          photos_(visit.desk.catalogue().photo_verdicts(visit.today)),
          texts_(visit.desk.catalogue().text_verdicts(visit.today)) {}

    bool is(const fs::path& file) const {
        return std::ranges::all_of(ledger_.outputs, [&](const catalogue::Output& output) {
            const fs::path made = output.file;
            const bool same = made.filename() == file.filename() &&
                              made.parent_path().filename() == file.parent_path().filename();
            return !same || may_be_shown(output);
        });
    }

    /// "foto p01 van Ria" for a poster, the file's name for everything else.
    std::string label_of(const Visit& visit, const fs::path& file) const {
        for (const catalogue::Output& output : ledger_.outputs) {
            const bool same = fs::path(output.file).filename() == file.filename();
            if (!same || output.kind != "poster" || output.items.size() != 1) continue;
            const catalogue::Photo* photo = visit.desk.world().photo(output.items.front().photo);
            if (photo != nullptr) return called(visit, *photo);
        }
        return file.filename().string();
    }

 private:
    bool may_be_shown(const catalogue::Output& output) const {
        const auto text = [&](const catalogue::TextId& id) { return may_be_read(id, output.channel); };
        return std::ranges::all_of(output.texts, text) &&
               std::ranges::all_of(output.items, [&](const catalogue::Output::Item& item) {
                   return may_be_seen(item, output.channel) && std::ranges::all_of(item.texts, text);
               });
    }

    // That version, and no more of a name.
    bool may_be_seen(const catalogue::Output::Item& item, const std::string& channel) const {
        const auto named = catalogue::name_form_named(item.name_form);
        return std::ranges::any_of(photos_, [&](const catalogue::PhotoVerdict& verdict) {
            return verdict.allow && verdict.photo == item.photo && verdict.version == item.version &&
                   rule_of(verdict.channel).name == channel && named &&
                   catalogue::tells_no_more_than(*named, verdict.name);
        });
    }

    bool may_be_read(const catalogue::TextId& text, const std::string& channel) const {
        return std::ranges::any_of(texts_, [&](const catalogue::TextVerdict& verdict) {
            return verdict.allow && verdict.text == text && rule_of(verdict.channel).name == channel;
        });
    }

    catalogue::Ledger ledger_;
    std::vector<catalogue::PhotoVerdict> photos_;
    std::vector<catalogue::TextVerdict> texts_;
};

const std::map<std::string, std::vector<std::string>>& kinds() {
    static const std::map<std::string, std::vector<std::string>> all = {
        {"posters", {"poster", "--all", "-o"}},
        {"booklet", {"booklet", "-o"}},
        {"booklet-without", {"booklet", "--without-refused", "-o"}},
        {"booklet-screen", {"booklet", "--edition", "screen", "-o"}},
        {"consent-form", {"consent-form", "--slips", "16", "-o"}},
        {"start-cards", {"start-cards", "-o"}},
        {"invitation", {"invitation", "-o"}},
        {"proof", {"proof", "-o"}},
        {"export", {"person", "export", "-o"}}};
    return all;
}

// "publications/job-{job}" is filled in when the job has its number.
std::vector<std::string> arguments_for(const Visit& visit, const std::string& kind,
                                       const std::string& person) {
    std::vector<std::string> arguments = kinds().at(kind);
    const std::string folder = (visit.desk.catalogue().folder() / "publications" / "job-{job}").string();
    static const std::map<std::string, std::string> names = {{"booklet", "boekje.pdf"},
                                                             {"booklet-without", "boekje.pdf"},
                                                             {"booklet-screen", "boekje-website.pdf"},
                                                             {"consent-form", "formulier.pdf"},
                                                             {"start-cards", "startkaarten.pdf"},
                                                             {"invitation", "uitnodiging.pdf"},
                                                             {"proof", "proef.pdf"},
                                                             {"export", "gegevens.zip"}};
    const auto name = names.find(kind);
    arguments.push_back(name == names.end() ? folder : folder + "/" + name->second);
    if (kind == "proof") arguments.insert(arguments.end(), {"--person", person});
    if (kind == "export") arguments.push_back(person);
    return arguments;
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

Fields line_of(const Visit& visit, const Job& job, const StillFine& fine) {
    std::vector<Fields> files;
    for (const fs::path& file : files_of(visit, job.id)) {
        files.push_back(Fields{}
                            .put("file", file.filename().string())
                            .put("label", fine.label_of(visit, file))
                            .put("fine", fine.is(file)));
    }
    const bool is_over = job.state != JobState::Waiting && job.state != JobState::Running;
    auto refused = job.kind == "card" ? std::vector<Fields>{} : refusals_in(job.said);
    const bool has_refused = !refused.empty() && job.state != JobState::Done;
    const auto lines = std::ranges::count(job.said, '\n');
    const std::string last = job.kind == "card" ? visit.say("job.lines", {fmt::format("{}", lines)}) : "";
    return Fields{}
        .put("job", fmt::format("{}", job.id))
        .put("what", visit.office.words.at("job." + job.kind))
        .put("when", job.asked_at.size() >= 16 ? job.asked_at.substr(8, 2) + "-" + job.asked_at.substr(5, 2) +
                                                     " " + job.asked_at.substr(11, 5)
                                               : "")
        .put("by", job.asked_by)
        .put("state", state_words(visit, job.state))
        .put("kind", job.state == JobState::Done      ? "yes"
                     : job.state == JobState::Refused ? "no"
                                                      : "unasked")
        .put("busy", !is_over)
        .put("progress", last)
        .put("many", files.size() > 3)
        .put("file_count", fmt::format("{}", files.size()))
        .put("files", is_over ? std::move(files) : std::vector<Fields>{})
        .put("has_refused", has_refused)
        .put("refused", std::move(refused))
        .put("trouble", job.state == JobState::Refused && !has_refused)
        .put("can_leave_out", has_refused && job.kind == "booklet" && job.state == JobState::Refused);
}

// Chosen photos that a poster may not show, and why: said before anything is made.
std::vector<Fields> not_on_posters(const Visit& visit) {
    std::vector<Fields> rows;
    for (const catalogue::PhotoVerdict& verdict : visit.desk.catalogue().photo_verdicts(visit.today)) {
        const catalogue::Photo* photo = visit.desk.world().photo(verdict.photo);
        const bool chosen = photo != nullptr && photo->chosen == catalogue::Chosen::Yes;
        if (!chosen || verdict.channel != catalogue::Channel::ExhibitionPrint || verdict.allow) continue;
        std::string why;
        for (const std::string& sentence : verdict.sentences) why += (why.empty() ? "" : " ") + sentence;
        rows.push_back(
            Fields{}.put("photo", verdict.photo.value).put("name", called(visit, *photo)).put("why", why));
    }
    return rows;
}

std::int64_t ask(const Visit& visit, const std::string& kind, std::vector<std::string> arguments) {
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

// What was made and not printed yet, one line for everything of a kind and a day: twenty posters go to the
// printer together.
std::vector<Fields> unprinted(const Visit& visit) {
    const auto ledger = visit.desk.catalogue().ledger();
    std::map<std::pair<std::string, std::string>, std::vector<Fields>> groups;
    std::set<std::string> made_later;  // the newest of each poster, and the newest booklet
    for (auto each = ledger.outputs.rbegin(); each != ledger.outputs.rend(); ++each) {
        const catalogue::Output& output = *each;
        const std::string photo = output.items.size() == 1 ? output.items.front().photo.value : "";
        if (!made_later.insert(output.channel + output.kind + photo).second) continue;
        const bool printed =
            std::ranges::any_of(ledger.runs, [&](const auto& run) { return run.made_as == output.id.value; });
        if (printed || output.channel == "booklet_pdf") continue;
        groups[{output.built_at.substr(0, 10), output.kind}].push_back(Fields{}.put("id", output.id.value));
    }
    std::vector<Fields> rows;
    for (auto group = groups.rbegin(); group != groups.rend(); ++group) {
        const auto& [day, kind] = group->first;
        const auto words = visit.office.words.find("output." + kind);
        rows.push_back(Fields{}
                           .put("what", words == visit.office.words.end() ? kind : words->second)
                           .put("count", fmt::format("{}", group->second.size()))
                           .put("made", catalogue::day_and_month_in_dutch(catalogue::parse_day(day)))
                           .put("outputs", std::move(group->second)));
    }
    return rows;
}

}  // namespace

Answer paper_page(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    std::vector<Fields> jobs;
    const StillFine fine(visit);
    bool busy = false;
    constexpr int most = 25;
    for (const Job& job : visit.office.jobs.last(most)) {
        busy = busy || job.state == JobState::Waiting || job.state == JobState::Running;
        jobs.push_back(line_of(visit, job, fine));
    }
    auto refused = not_on_posters(visit);
    auto outputs = unprinted(visit);
    const bool has_jobs = !jobs.empty();
    const bool has_refused = !refused.empty();
    const bool has_outputs = !outputs.empty();
    return page(visit, "paper",
                Fields{}
                    .put("page_title", visit.say("paper.title"))
                    .put("jobs", std::move(jobs))
                    .put("has_jobs", has_jobs)
                    .put("busy", busy)
                    .put("has_not_on_posters", has_refused)
                    .put("not_on_posters", std::move(refused))
                    .put("has_outputs", has_outputs)
                    .put("outputs", std::move(outputs))
                    .put("makers", makers(visit, std::nullopt)));
}

Answer make_paper(const Visit& visit) {
    const std::string kind = visit.form.text("wat");
    const std::string person = visit.form.text("persoon");
    const bool needs_person = kind == "proof" || kind == "export";
    const bool known = kinds().contains(kind) && visit.desk.has_course() &&
                       (!needs_person || visit.desk.world().persons.contains(catalogue::PersonId{person}));
    if (!known) {
        return message(visit, 422, visit.say("paper.what_heading"), visit.say("paper.what"));
    }
    const auto meetings = visit.desk.catalogue().course().meetings;
    const bool is_over =
        std::ranges::none_of(meetings, [&](const auto& each) { return each.day >= visit.today; });
    if (kind == "start-cards" && is_over) {
        return message(visit, 422, visit.say("paper.no_meeting_heading"), visit.say("paper.no_meeting"));
    }
    ask(visit, kind, arguments_for(visit, kind, person));
    return go("/drukwerk#klaar");
}

Answer paper_file(const Visit& visit) {
    const auto missing = [&] {
        return message(visit, 404, visit.say("paper.gone_heading"), visit.say("paper.gone"));
    };
    const std::string& number = visit.name(0);
    const bool digits =
        number.size() < 10 && std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) return missing();
    for (const fs::path& file : files_of(visit, std::stoll(number))) {
        if (file.filename().string() != visit.name(1)) continue;
        if (!StillFine(visit).is(file)) {
            return message(visit, 410, visit.say("paper.stale_heading"), visit.say("paper.stale"));
        }
        Answer answer =
            content(visit.request, whole_file(file),
                    file.extension() == ".pdf" ? "application/pdf" : "application/zip", Keep::Never);
        answer.set("Content-Disposition", "attachment; filename=\"" + file.filename().string() + "\"");
        return answer;
    }
    return missing();
}

Answer printed(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    const int copies = std::clamp(visit.form.number("aantal").value_or(1), 1, 100000);
    const auto outputs = visit.form.all("uitgave");
    try {
        return go_after(
            "/drukwerk#gedrukt",
            perform(visit, visit.say("paper.printed"), "/drukwerk", [&](catalogue::Catalogue& catalogue) {
                for (const std::string& output : outputs) {
                    catalogue.enter(catalogue::EnterPrinted{{output}, visit.today, copies, ""});
                }
            }));
    } catch (const catalogue::LibraryInUse&) {
        throw;
    } catch (const catalogue::CannotWork&) {
        return message(visit, 422, visit.say("paper.stale_heading"), visit.say("paper.stale"));
    }
}

Answer cards_page(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    std::vector<Fields> cards;
    for (const MountedCard& card : mounted_cards())
        cards.push_back(Fields{}.put("path", card.path.string()).put("name", card.name));
    std::vector<Fields> jobs;
    const StillFine fine(visit);
    bool busy = false;
    for (const Job& job : visit.office.jobs.last(50)) {
        if (job.kind != "card") continue;
        busy = busy || job.state == JobState::Waiting || job.state == JobState::Running;
        jobs.push_back(line_of(visit, job, fine).put("said", job.said));
    }
    const bool has_cards = !cards.empty();
    const bool has_jobs = !jobs.empty();
    return page(visit, "cards",
                Fields{}
                    .put("page_title", visit.say("cards.title"))
                    .put("has_cards", has_cards)
                    .put("cards", std::move(cards))
                    .put("busy", busy)
                    .put("has_jobs", has_jobs)
                    .put("jobs", std::move(jobs)));
}

Answer read_card(const Visit& visit) {
    // Only a card that is in the reader now: never a path that somebody typed.
    for (const MountedCard& card : mounted_cards()) {
        if (card.path.string() != visit.form.text("kaart")) continue;
        ask(visit, "card", {"ingest", card.path.string()});
        return go("/kaarten");
    }
    return message(visit, 422, visit.say("cards.none_heading"), visit.say("cards.none_in"));
}

}  // namespace server::leaders
