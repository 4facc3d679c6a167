// What is made on paper, as jobs, and whether it was printed.

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/jobs.hpp"
#include "server/answer.hpp"
#include "server/leaders/days.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/notes.hpp"
#include "server/leaders/paper_jobs.hpp"
#include "server/leaders/paper_order.hpp"
#include "server/leaders/photo_tiles.hpp"
#include "server/leaders/reasons.hpp"
#include "server/leaders/refusing.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"
#include "server/whole_file.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

namespace fs = std::filesystem;
using catalogue::Job;

constexpr int most_copies = 100000;

// Chosen photos that a poster may not show, and why: said before anything is made.
std::vector<Fields> not_on_posters(const Visit& visit) {
    std::vector<Fields> rows;
    for (const catalogue::Photo& photo : visit.desk.world().photos) {
        if (photo.chosen != catalogue::Chosen::Yes) continue;
        const std::string why = why_not(visit, photo, catalogue::Channel::ExhibitionPrint);
        if (why.empty()) continue;
        rows.push_back(
            Fields{}.put("photo", photo.id.value).put("name", called(visit, photo)).put("why", why));
    }
    return rows;
}

/// Of a line of what was made: named after the first output of it.
std::string copies_field(const std::string& output) {
    return "aantal-" + output;
}

// What was made and not printed yet, one line for everything of a kind and a day: twenty posters go to the
// printer together.
std::vector<Fields> unprinted(const Visit& visit) {
    const auto ledger = visit.desk.catalogue().ledger();
    std::map<std::pair<std::string, std::string>, std::vector<Fields>> groups;
    std::set<std::string> made_later;  // the newest of each poster, and of what there is one of
    for (auto each = ledger.outputs.rbegin(); each != ledger.outputs.rend(); ++each) {
        const catalogue::Output& output = *each;
        const std::string photo = is_sheet_for_each(output.kind) && !output.items.empty()
                                      ? output.items.front().photo.value
                                      : std::string{};
        if (!made_later.insert(output.channel + output.kind + photo).second) continue;
        const bool printed =
            std::ranges::any_of(ledger.runs, [&](const auto& run) { return run.made_as == output.id.value; });
        if (printed || output.channel == "booklet_pdf") continue;
        groups[{output.built_at.substr(0, 10), output.kind}].push_back(Fields{}.put("id", output.id.value));
    }
    std::vector<Fields> rows;
    for (auto group = groups.rbegin(); group != groups.rend(); ++group) {
        const auto& [day, kind] = group->first;
        const auto words = visit.words().find("output." + kind);
        const std::string what = words == visit.words().end() ? kind : words->second;
        const std::string made = day_and_month(*visit.language, catalogue::parse_day(day));
        Asked copies{copies_field(std::get<std::string>(group->second.front().by_name.at("id"))),
                     fmt::format("{}: {}, {}", visit.say("paper.copies"), what, made), "1"};
        copies.type = "number";
        rows.push_back(Fields{}
                           .put("what", what)
                           .put("count", fmt::format("{}", group->second.size()))
                           .put("made", made)
                           .put("copies", std::vector{as_fields(copies)})
                           .put("outputs", std::move(group->second)));
    }
    return rows;
}

/// "gedrukt: 12 × poster"
std::string note_of_printed(const Visit& visit, const std::vector<std::string>& outputs) {
    for (const catalogue::Output& output : visit.desk.catalogue().ledger().outputs) {
        if (output.id.value != outputs.front() || !visit.words().contains("output." + output.kind)) continue;
        return noted("paper.printed_of", {fmt::format("{}", outputs.size()), noted("output." + output.kind)});
    }
    return noted("paper.printed");
}

}  // namespace

Answer paper_page(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    std::vector<Fields> jobs;
    const StillFine fine(visit);
    bool busy = false;
    constexpr std::size_t most = 25;
    constexpr int looked_at = 200;  // cards are read by jobs too, and have a page of their own
    for (const Job& job : visit.office.jobs.last(looked_at)) {
        if (paper_named(job.kind) == nullptr) continue;
        if (jobs.size() == most) break;
        busy = busy || !is_over(job);
        jobs.push_back(line_of(visit, job, fine));
    }
    auto refused = not_on_posters(visit);
    auto outputs = unprinted(visit);
    const auto forms = [&](std::initializer_list<std::pair<const char*, const char*>> papers) {
        std::vector<Fields> asked;
        for (const auto& [name, button] : papers) asked.push_back(asked_for(visit, name, visit.say(button)));
        return asked;
    };
    const bool has_jobs = !jobs.empty();
    const bool has_refused = !refused.empty();
    const bool has_outputs = !outputs.empty();
    return page(
        visit, "paper",
        Fields{}
            .put("page_title", visit.say("paper.title"))
            .put("jobs", std::move(jobs))
            .put("has_jobs", has_jobs)
            .put("busy", busy)
            .put("has_not_on_posters", has_refused)
            .put("not_on_posters", std::move(refused))
            .put("has_outputs", has_outputs)
            .put("outputs", std::move(outputs))
            .put("posters", forms({{"posters", "paper.make_posters"}}))
            .put("wall", forms({{"labels", "paper.make_labels"},
                                {"series-posters", "paper.make_series"},
                                {"window-posters", "paper.make_window"}}))
            .put("telling", forms({{"opening-poster", "paper.make_opening"}, {"flyer", "paper.make_flyer"}}))
            .put("booklet", forms({{"booklet", "paper.make_booklet"}}))
            .put("makers", makers(visit, std::nullopt)));
}

Answer make_paper(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    const Paper* paper = paper_named(visit.form.text("wat"));
    if (paper == nullptr) return refused_on(visit, paper_page, {{}, visit.say("paper.what")});
    if (const auto refusal = why_not(visit, *paper)) return refused_on(visit, paper_page, *refusal);
    ask_for_job(visit, std::string{paper->name}, arguments_for(visit, *paper));
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
    const auto outputs = visit.form.all("uitgave");
    if (outputs.empty()) return nothing_done(visit);
    const std::string field = copies_field(outputs.front());
    const int copies = visit.form.text(field).empty() ? 1 : visit.form.number(field).value_or(0);
    if (copies < 1 || copies > most_copies)
        return refused_on(visit, paper_page, {{{field, visit.say("paper.copies_wrong")}}});
    try {
        return go_after("/drukwerk#gedrukt", perform(visit, note_of_printed(visit, outputs), "/drukwerk",
                                                     [&](catalogue::Catalogue& catalogue) {
                                                         for (const std::string& output : outputs) {
                                                             catalogue.enter(catalogue::EnterPrinted{
                                                                 {output}, visit.today, copies, ""});
                                                         }
                                                     }));
    } catch (const catalogue::LibraryInUse&) {
        throw;
    } catch (const catalogue::CannotWork&) {
        return refused_on(visit, paper_page, {{}, visit.say("paper.stale")});
    }
}

}  // namespace server::leaders
