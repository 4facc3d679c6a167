// The booklet for the website: an edition is only given to anybody while exactly the same photos, versions,
// names and words are cleared; the catalogue is asked at every request.

#include "catalogue/catalogue.hpp"
#include "server/answer.hpp"
#include "server/booklet_edition.hpp"
#include "server/site.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <mutex>
#include <semaphore>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server {

namespace {

constexpr auto channel = catalogue::Channel::BookletPdf;

struct PageSize {
    int width = 0;
    int height = 0;
};

// "03" as a page number; 0 for anything else.
int page_in(std::string_view text) {
    int number = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9' || text.size() > 3) return 0;
        number = number * 10 + digit - '0';
    }
    return number;
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

}  // namespace

bool Site::has_booklet(const catalogue::Catalogue& catalogue, catalogue::Day now) const {
    return settings_.make_edition && !catalogue.cleared<channel>(now).empty();
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
    const std::scoped_lock lock(one_at_a_time);
    // Whatever was made while somebody withdrew or agreed is of no edition, and is made again. What is
    // cleared is asked anew each time, also after it was made.
    for (int attempt = 0; attempt < 4; ++attempt) {
        if (!has_booklet(*catalogue, now)) return message(404);
        const std::filesystem::path edition = edition_pdf(settings_.library, edition_of(*catalogue, now));
        if (std::filesystem::exists(edition)) {
            Answer answer = file_content(request, edition, "application/pdf", Keep::AskEachTime);
            answer.set("Content-Disposition", "inline; filename=\"fotoboekje.pdf\"");
            return answer;
        }
        if (attempt < 3) settings_.make_edition(*catalogue, now);
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
    const int pages = shown ? count_pages(edition_pages(settings_.library, edition_of(*catalogue, now))) : 0;
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
    const auto file =
        page_file(edition_pages(settings_.library, edition_of(*catalogue, now)), page_in(number));
    if (!std::filesystem::exists(file)) return message(404);
    return file_content(request, file, "image/jpeg", Keep::AskEachTime);
}

}  // namespace server
