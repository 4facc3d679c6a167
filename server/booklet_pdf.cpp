// The booklet for the website. What was made is kept only as long as exactly the same photos, versions, names
// and words are cleared; the catalogue is asked at every request.

#include "catalogue/catalogue.hpp"
#include "server/answer.hpp"
#include "server/commits.hpp"
#include "server/fingerprint.hpp"
#include "server/site.hpp"
#include "server/whole_file.hpp"

#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

#include <fmt/core.h>

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
    return fingerprint(all);
}

// Editions of what was cleared before are of no more use to anybody.
void forget_others(const std::filesystem::path& folder, const std::filesystem::path& keep) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path() != keep) std::filesystem::remove(entry.path(), error);
    }
}

}  // namespace

bool Site::has_booklet(const catalogue::Catalogue& catalogue, catalogue::Day now) const {
    return settings_.make_booklet && !catalogue.cleared<channel>(now).empty();
}

Answer Site::booklet_pdf(const Request& request) const {
    static std::mutex one_at_a_time;
    const auto catalogue = readers_.lend();
    const catalogue::Day now = settings_.today();
    const std::filesystem::path folder = settings_.library / "renditions" / "booklet";
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
            if (!settings_.make_booklet(*catalogue, now, made)) return message(404);
            if (!before.same_as(Commits(settings_.library))) continue;
            std::filesystem::rename(made, edition);
            forget_others(folder, edition);
        }
        Answer answer = content(request, whole_file(edition), "application/pdf", Keep::AskEachTime);
        answer.set("Content-Disposition", "inline; filename=\"fotoboekje.pdf\"");
        return answer;
    }
    throw std::runtime_error("consent keeps changing while the booklet is made");
}

}  // namespace server
