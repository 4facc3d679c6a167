// Moving what stands in the booklet, and its pages to look at.

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/page_layouts.hpp"
#include "render/booklet_preview.hpp"
#include "server/answer.hpp"
#include "server/leaders/booklet_spreads.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/notes.hpp"
#include "server/leaders/photo_tiles.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/visit.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <sstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

using catalogue::PhotoId;
using render::PlanLine;

std::optional<int> whole_number(const std::string& text) {
    int value = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    return read.ec == std::errc{} && read.ptr == end ? std::optional(value) : std::nullopt;
}

/// What a button asks: "deel 4 3", "foto p03 -1", "omslag p03", "indeling 2 p01 p02".
std::vector<std::string> asked_of(const std::string& text) {
    std::istringstream words(text);
    std::vector<std::string> asked;
    for (std::string word; asked.size() < 50 && words >> word;) asked.push_back(word);
    return asked;
}

std::string name_of_photo(const Visit& visit, const PhotoId& photo) {
    const catalogue::Photo* known = visit.desk.world().photo(photo);
    return known == nullptr ? photo.value : called(visit, *known);
}

/// Says what was done with the plan; empty when there was nothing to do.
std::string change(const Visit& visit, const std::vector<std::string>& asked, std::vector<PlanLine>& plan) {
    if (asked.size() == 3 && asked[0] == "deel") {
        const auto from = whole_number(asked[1]);
        const auto to = whole_number(asked[2]);
        if (!from || !to || *from < 0 || *to < 0) return {};
        const std::string what =
            static_cast<std::size_t>(*from) < plan.size() ? plan[static_cast<std::size_t>(*from)].what : "";
        const bool moved = move_line(plan, static_cast<std::size_t>(*from), static_cast<std::size_t>(*to));
        return moved ? noted("booklet.part_moved", {what.substr(0, what.find(';'))}) : "";
    }
    if (asked.size() == 3 && asked[0] == "foto") {
        constexpr int most = 1000;
        const int steps = std::clamp(whole_number(asked[2]).value_or(0), -most, most);
        const bool moved = move_photo(plan, {asked[1]}, steps);
        return moved ? noted("booklet.photo_moved", {name_of_photo(visit, {asked[1]})}) : "";
    }
    if (asked.size() == 2 && asked[0] == "omslag" && photo_here(visit, asked[1]) != nullptr) {
        return put_on_cover(plan, {asked[1]}) ? noted("booklet.on_cover", {name_of_photo(visit, {asked[1]})})
                                              : "";
    }
    return {};
}

/// Back to the page that was looked at.
std::string way_back(const Visit& visit) {
    const auto spread = visit.form.number("blad");
    return spread && *spread > 0 ? fmt::format("/boekje#blz-{}", *spread) : "/boekje";
}

Answer choose_layout(const Visit& visit, const std::vector<std::string>& asked) {
    catalogue::PageLayout chosen;
    chosen.layout = std::clamp(whole_number(asked[1]).value_or(1), 1, 1000);
    for (std::size_t i = 2; i < asked.size(); ++i) {
        if (photo_here(visit, asked[i]) == nullptr) return nothing_done(visit);
        chosen.photos.push_back({asked[i]});
    }
    return go_after(way_back(visit),
                    perform(visit, noted("booklet.other_layout"), "/boekje",
                            [&](catalogue::Catalogue& catalogue) { choose_page_layout(catalogue, chosen); }));
}

Answer keep_plan(const Visit& visit, const std::vector<PlanLine>& plan, const std::string& what) {
    const catalogue::Course course = visit.desk.catalogue().course();
    const std::vector<std::string> numbers = page_numbers(plan);
    catalogue::PlanBooklet change{course.booklet.title, course.booklet.subtitle, {}};
    for (std::size_t i = 0; i < plan.size(); ++i) change.lines.push_back({numbers[i], plan[i].what});
    return go_after(way_back(visit), perform(visit, what, "/boekje", [&](catalogue::Catalogue& catalogue) {
                        change_course(catalogue, change);
                    }));
}

}  // namespace

Answer arrange_booklet(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    const std::string told = stale(visit, booklet_records());
    if (!told.empty()) return booklet_page_stale(visit, told);
    const std::vector<std::string> asked = asked_of(visit.form.text("doe"));
    if (asked.size() >= 4 && asked[0] == "indeling") return choose_layout(visit, asked);
    const auto booklet = booklet_of(visit);
    if (!booklet) return nothing_done(visit);
    std::vector<PlanLine> plan = booklet->plan();
    const std::string what = change(visit, asked, plan);
    if (!what.empty()) return keep_plan(visit, plan, what);
    // The last of a maker's photos cannot go further.
    const bool stays = asked.size() == 3 && asked[0] == "foto" && photo_here(visit, asked[1]) != nullptr;
    return stays ? go(way_back(visit)) : nothing_done(visit);
}

Answer booklet_preview(const Visit& visit) {
    const auto number = whole_number(visit.name(0));
    const bool known = number && *number > 0 && visit.desk.has_course();
    const auto booklet = known ? booklet_of(visit) : nullptr;
    auto painted = booklet ? visit.office.booklets.page(visit.desk.catalogue(), visit.today,
                                                        static_cast<std::size_t>(*number) - 1)
                           : std::nullopt;
    if (!painted)
        return message(visit, 404, visit.say("refused.missing_heading"), visit.say("refused.missing"));
    return content(visit.request, *std::move(painted), "image/jpeg", Keep::Never);
}

}  // namespace server::leaders
