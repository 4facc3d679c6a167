#include "server/booklet_edition.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/page_layouts.hpp"
#include "ingest/ingest.hpp"
#include "server/fingerprint.hpp"
#include "server/picture_maker.hpp"
#include "server/whole_file.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <ios>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

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

std::filesystem::path booklet_folder(const std::filesystem::path& library) {
    return library / "renditions" / "booklet";
}

// Editions of what was cleared before are of no more use to anybody.
void forget_others(const std::filesystem::path& folder, const std::filesystem::path& keep) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().stem() != keep.stem()) std::filesystem::remove_all(entry.path(), error);
    }
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

void make_booklet_folder(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
}

}  // namespace

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

std::filesystem::path edition_pdf(const std::filesystem::path& library, const std::string& edition) {
    return booklet_folder(library) / (edition + ".pdf");
}

std::filesystem::path edition_pages(const std::filesystem::path& library, const std::string& edition) {
    return booklet_folder(library) / (edition + ".pages");
}

std::filesystem::path page_file(const std::filesystem::path& pages, int number) {
    return pages / fmt::format("page-{:02}.jpg", number);
}

int count_pages(const std::filesystem::path& pages) {
    int count = 0;
    while (std::filesystem::exists(page_file(pages, count + 1))) ++count;
    return count;
}

void make_edition(const catalogue::Catalogue& catalogue, catalogue::Day now, const MakeBooklet& make) {
    const std::filesystem::path& library = catalogue.folder();
    const std::int64_t revision = catalogue.revision();
    const std::filesystem::path edition = edition_pdf(library, edition_of(catalogue, now));
    make_booklet_folder(booklet_folder(library));
    const std::filesystem::path made = booklet_folder(library) / "unfinished.pdf";
    const auto output = make(catalogue, now, made);
    if (!output || catalogue.revision() != revision) return;
    if (!keep_in_ledger(library, *output, edition, made)) return;
    std::filesystem::rename(made, edition);
    forget_others(booklet_folder(library), edition);
}

MakeEdition in_this_process(MakeBooklet make) {
    return [make = std::move(make)](const catalogue::Catalogue& catalogue, catalogue::Day now) {
        make_edition(catalogue, now, make);
    };
}

void paint_edition(const catalogue::Catalogue& catalogue, catalogue::Day now, const PaintBooklet& paint,
                   const GoesOn& goes_on) {
    const std::filesystem::path& library = catalogue.folder();
    const std::filesystem::path unfinished = booklet_folder(library) / "unfinished.pages";
    std::filesystem::remove_all(unfinished);
    if (catalogue.cleared<channel>(now).empty()) return;
    const std::int64_t revision = catalogue.revision();
    const std::string edition = edition_of(catalogue, now);
    const std::filesystem::path pages = edition_pages(library, edition);
    if (count_pages(pages) > 0) return;
    make_booklet_folder(booklet_folder(library));
    std::filesystem::create_directories(unfinished);
    if (!paint(catalogue, now, unfinished, goes_on)) return;
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
    if (catalogue.revision() != revision) return;
    std::filesystem::remove_all(pages);
    std::filesystem::rename(unfinished, pages);
    forget_others(booklet_folder(library), pages);
}

}  // namespace server
