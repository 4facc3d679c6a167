// The booklet for the website. What was made is kept only as long as exactly the same photos, versions, names
// and words are cleared; the catalogue is asked at every request.

#include "catalogue/catalogue.hpp"
#include "catalogue/page_layouts.hpp"
#include "ingest/ingest.hpp"
#include "server/answer.hpp"
#include "server/commits.hpp"
#include "server/fingerprint.hpp"
#include "server/site.hpp"
#include "server/site_templates.hpp"
#include "server/whole_file.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <ios>
#include <memory>
#include <mutex>
#include <semaphore>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <spdlog/spdlog.h>

namespace server {

namespace {

constexpr auto channel = catalogue::Channel::BookletPdf;

void append(std::string& all, std::string_view part) {
    all += fmt::format("{}:", part.size());
    all += part;
}

void append(std::string& all, const catalogue::Words& words) {
    append(all, fmt::format("{}", words.size()));
    for (const catalogue::Wording& wording : words) {
        append(all, wording.language);
        append(all, wording.text);
    }
}

// Everything that the booklet could say or show, as one short text.
std::string edition_of(const catalogue::Catalogue& catalogue, catalogue::Day now) {
    std::string all;
    for (const auto& chapter : catalogue.chapters<channel>(now)) {
        append(all, chapter.name.text);
        append(all, chapter.name.native);
        for (const auto& photo : chapter.photos) {
            append(all, photo->address);
            append(all, photo->picture.id.value);
            append(all, photo->name.text);
            append(all, photo->title);
            append(all, photo->caption);
            append(all, photo->alt);
            append(all, photo->photo.value);
        }
        for (const auto& story : chapter.stories) append(all, story.words());
        append(all, "chapter");
    }
    const catalogue::Course course = catalogue.course();
    for (const std::string& said :
         {course.title, course.place, course.organisation, course.website, course.privacy_email}) {
        append(all, said);
    }
    append(all, course.booklet.title);
    append(all, course.booklet.subtitle);
    for (const auto& section : course.booklet.sections) {
        append(all, section.title);
        append(all, section.text);
    }
    for (const auto& meeting : course.meetings) append(all, meeting.theme);
    for (const auto& planned : course.booklet.page_plan) {
        append(all, fmt::format("{}-{} {}", planned.first, planned.last, planned.what));
    }
    // Layouts that a leader chose for some pages.
    const std::filesystem::path choices = catalogue.folder() / "booklet-plan.toml";
    if (std::filesystem::exists(choices)) append(all, whole_file(choices));
    for (const catalogue::PageLayout& chosen : catalogue::page_layouts(catalogue)) {
        for (const catalogue::PhotoId& photo : chosen.photos) append(all, photo.value);
        append(all, fmt::format("layout {}", chosen.layout));
    }
    return fingerprint(all);
}

struct PageSize {
    int width = 0;
    int height = 0;
};

// Editions of what was cleared before are of no more use to anybody.
void forget_others(const std::filesystem::path& folder, const std::filesystem::path& keep) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().stem() != keep.stem()) std::filesystem::remove_all(entry.path(), error);
    }
}

// "03" as a page number; 0 for anything else.
int page_in(std::string_view text) {
    int number = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9' || text.size() > 3) return 0;
        number = number * 10 + digit - '0';
    }
    return number;
}

std::filesystem::path booklet_folder(const std::filesystem::path& library) {
    return library / "renditions" / "booklet";
}

std::filesystem::path page_file(const std::filesystem::path& pages, int number) {
    return pages / fmt::format("page-{:02}.jpg", number);
}

// Where the pages of an edition lie, once all of them are painted.
std::filesystem::path pages_of(const std::filesystem::path& library, const std::string& edition) {
    return booklet_folder(library) / (edition + ".pages");
}

int count_pages(const std::filesystem::path& pages) {
    int count = 0;
    while (std::filesystem::exists(page_file(pages, count + 1))) ++count;
    return count;
}

// First and last page lie alone, the others in pairs, as in the hand.
std::vector<Fields> spreads_of(int pages, const PageSize& size) {
    std::vector<Fields> spreads;
    for (int page = 1; page <= pages;) {
        std::vector<Fields> of_spread;
        const int last = page == 1 ? 1 : std::min(page + 1, pages);
        for (; page <= last; ++page) {
            of_spread.push_back(Fields{}
                                    .put("number", fmt::format("{}", page))
                                    .put("width", fmt::format("{}", size.width))
                                    .put("height", fmt::format("{}", size.height))
                                    .put("later", page > 3));
        }
        spreads.push_back(Fields{}.put("pages", std::move(of_spread)));
    }
    return spreads;
}

// What is not in the ledger cannot be called back, so it is not given out. Whether everything in it may be
// shown is looked at again there, with the library's lock held: false when it may not by now.
bool keep_in_ledger(const std::filesystem::path& library, catalogue::NewOutput output,
                    const std::filesystem::path& edition, const std::filesystem::path& made) {
    constexpr std::chrono::seconds patience{10};  // somebody waits for his booklet
    output.file = edition;
    output.bytes = made;
    try {
        auto ledger = catalogue::Catalogue::open(library, catalogue::Access::ReadWrite, patience);
        ledger.record_output(output);
        return true;
    } catch (const catalogue::LibraryInUse&) {
        throw;
    } catch (const catalogue::CannotWork&) {
        spdlog::warn("an answer changed while the booklet was made; it is made again");
        return false;
    }
}

}  // namespace

bool Site::has_booklet(const catalogue::Catalogue& catalogue, catalogue::Day now) const {
    return settings_.make_booklet && !catalogue.cleared<channel>(now).empty();
}

Answer Site::booklet_pdf(const Request& request) const {
    // Making it takes a while. Whoever waits for it holds one of the few threads, so only some may.
    constexpr int most_waiting = 4;
    static std::counting_semaphore<most_waiting> seats(most_waiting);
    if (!seats.try_acquire()) return later();
    const std::unique_ptr<decltype(seats), void (*)(decltype(seats)*)> seat(
        &seats, [](auto* taken) { taken->release(); });
    static std::mutex one_at_a_time;
    const auto catalogue = readers_.lend();
    const catalogue::Day now = settings_.today();
    const std::filesystem::path folder = booklet_folder(settings_.library);
    const std::scoped_lock lock(one_at_a_time);
    // Whatever was made while somebody withdrew or agreed is of no edition, and is made again.
    for (int attempt = 0; attempt < 3; ++attempt) {
        if (!has_booklet(*catalogue, now)) return message(404);
        const Commits before(settings_.library);
        const std::filesystem::path edition = folder / (edition_of(*catalogue, now) + ".pdf");
        if (!std::filesystem::exists(edition)) {
            std::filesystem::create_directories(folder);
            std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
            const std::filesystem::path made = folder / "unfinished.pdf";
            const auto output = settings_.make_booklet(*catalogue, now, made);
            if (!output) return message(404);
            if (!before.same_as(Commits(settings_.library))) continue;
            if (!keep_in_ledger(settings_.library, *output, edition, made)) continue;
            std::filesystem::rename(made, edition);
            forget_others(folder, edition);
        }
        Answer answer = file_content(request, edition, "application/pdf", Keep::AskEachTime);
        answer.set("Content-Disposition", "inline; filename=\"fotoboekje.pdf\"");
        return answer;
    }
    throw std::runtime_error("consent keeps changing while the booklet is made");
}

Answer Site::booklet(const Asked& asked) const {
    constexpr int page_width = 900;
    const auto catalogue = readers_.lend();
    const catalogue::Day now = settings_.today();
    const catalogue::Course course = catalogue->course();
    const catalogue::BookletPlan& plan = course.booklet;
    const std::string title = plan.title.empty() ? course.title : plan.title;
    const bool shown = has_booklet(*catalogue, now);
    const int pages = shown ? count_pages(pages_of(settings_.library, edition_of(*catalogue, now))) : 0;
    const PageSize size{page_width, page_width * plan.trim_height_mm / std::max(1, plan.trim_width_mm)};
    Fields fields = page_fields(asked, *catalogue, "boekje");
    fields.put("page_title", title)
        .put("booklet_title", title)
        .put("booklet_subtitle", plan.subtitle)
        .put("has_booklet", shown)
        .put("has_leaves", pages > 0)
        .put("leaves", pages > 0)
        .put("spreads", spreads_of(pages, size));
    return content(asked.request, templates_.fill("booklet", fields), "text/html; charset=utf-8",
                   Keep::AskEachTime);
}

Answer Site::booklet_page(const Request& request, const std::string& number) const {
    const auto catalogue = readers_.lend();
    const catalogue::Day now = settings_.today();
    if (page_in(number) == 0 || !has_booklet(*catalogue, now)) return message(404);
    const auto file = page_file(pages_of(settings_.library, edition_of(*catalogue, now)), page_in(number));
    if (!std::filesystem::exists(file)) return message(404);
    return file_content(request, file, "image/jpeg", Keep::AskEachTime);
}

void Site::prepare_booklet(const GoesOn& goes_on) const {
    kept_.let_go_of_others(now());
    const auto catalogue = readers_.lend();
    const catalogue::Day today = settings_.today();
    if (!settings_.paint_booklet || !has_booklet(*catalogue, today)) return;
    const Commits before(settings_.library);
    const std::string edition = edition_of(*catalogue, today);
    const std::filesystem::path pages = pages_of(settings_.library, edition);
    if (count_pages(pages) > 0) return;
    const std::filesystem::path unfinished = booklet_folder(settings_.library) / "unfinished.pages";
    std::filesystem::remove_all(unfinished);
    std::filesystem::create_directories(unfinished);
    std::filesystem::permissions(booklet_folder(settings_.library), std::filesystem::perms::owner_all);
    if (!settings_.paint_booklet(*catalogue, today, unfinished, goes_on)) return;
    for (int number = 1;; ++number) {
        const std::filesystem::path painted = unfinished / fmt::format("page-{:02}.png", number);
        if (!std::filesystem::exists(painted)) break;
        if (!goes_on()) return;
        std::ofstream(page_file(unfinished, number), std::ios::binary)
            << ingest::web_picture(painted, 1400, ingest::WebFormat::Jpeg);
        std::filesystem::remove(painted);
        std::filesystem::permissions(page_file(unfinished, number), std::filesystem::perms::owner_read |
                                                                        std::filesystem::perms::owner_write);
    }
    std::filesystem::permissions(unfinished, std::filesystem::perms::owner_all);
    // Whatever was painted while somebody withdrew or agreed is of no edition.
    if (!before.same_as(Commits(settings_.library))) return;
    std::filesystem::remove_all(pages);
    std::filesystem::rename(unfinished, pages);
    forget_others(booklet_folder(settings_.library), booklet_folder(settings_.library) / (edition + ".pdf"));
}

}  // namespace server
