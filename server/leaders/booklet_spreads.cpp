// The booklet as it lies open, spread by spread, with what can be said of each page.

#include "server/leaders/booklet_spreads.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/words_left_out.hpp"
#include "render/booklet_preview.hpp"
#include "server/leaders/photo_tiles.hpp"
#include "server/leaders/reasons.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <cstddef>
#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <spdlog/spdlog.h>

namespace server::leaders {

namespace {

using render::BookletPreview;
using render::PlanLine;
using render::PreviewedPage;
using render::PreviewedPhoto;

std::string number(std::size_t value) {
    return fmt::format("{}", value);
}

constexpr auto channel = catalogue::Channel::BookletPrint;

/// What was meant for the booklet and may not be in it, each told once, at the first line that it belongs to.
class Refusals {
 public:
    explicit Refusals(const Visit& visit) : visit_(visit), course_(visit.desk.catalogue().course()) {
        for (const catalogue::PhotoVerdict& verdict : visit.desk.catalogue().photo_verdicts(visit.today)) {
            if (verdict.channel == channel && !verdict.allow) refused_.insert(verdict.photo);
        }
    }

    /// Of a line: photos that it names, and chosen ones of its makers.
    std::vector<Fields> of_line(const PlanLine& line) {
        std::vector<Fields> told;
        if (line.planned) {
            for (const auto& [photo, version] : course_.booklet.page_plan[*line.planned].photos)
                tell(photo, told);
        }
        tell_chosen(told, [&](const catalogue::Photo& photo) {
            return std::ranges::any_of(line.makers,
                                       [&](const auto& maker) { return photo.attribution.person == maker; });
        });
        return told;
    }

    std::vector<Fields> all_others() {
        std::vector<Fields> told;
        tell_chosen(told, [](const catalogue::Photo&) { return true; });
        return told;
    }

 private:
    template <class Wanted>
    void tell_chosen(std::vector<Fields>& told, const Wanted& wanted) {
        for (const catalogue::Photo& photo : visit_.desk.world().photos) {
            const bool chosen =
                photo.state == catalogue::PhotoState::Live && photo.chosen == catalogue::Chosen::Yes;
            if (chosen && wanted(photo)) tell(photo.id, told);
        }
    }

    void tell(const catalogue::PhotoId& id, std::vector<Fields>& told) {
        const catalogue::Photo* photo = visit_.desk.world().photo(id);
        if (photo == nullptr || !refused_.contains(id) || !told_.insert(id).second) return;
        told.push_back(Fields{}
                           .put("photo", id.value)
                           .put("name", called(visit_, *photo))
                           .put("why", why_not(visit_, *photo, channel)));
    }

    const Visit& visit_;
    catalogue::Course course_;
    std::set<catalogue::PhotoId> refused_;
    std::set<catalogue::PhotoId> told_;
};

/// A sentence for each maker whose story stands nowhere, for want of a photo that it may stand beside.
std::vector<Fields> stories_left_out(const Visit& visit) {
    std::set<catalogue::TextId> standing;
    for (const auto& chapter : visit.desk.catalogue().chapters<channel>(visit.today)) {
        for (const auto& story : chapter.stories) standing.insert(story.text());
    }
    std::vector<Fields> told;
    const catalogue::World& world = visit.desk.world();
    for (const catalogue::PersonId& author :
         catalogue::authors_left_out(world, channel, visit.today, standing)) {
        told.push_back(
            Fields{}
                .put("person", author.value)
                .put("sentence", visit.say("booklet.story_left_out", {catalogue::name_of(world, author)})));
    }
    return told;
}

/// Sets the pages out as they lie open.
class Spreads {
 public:
    Spreads(const Visit& visit, const BookletPreview& booklet)
        : visit_(visit), booklet_(booklet), refusals_(visit) {
        const auto& pages = booklet.pages();
        for (std::size_t page = 0; page < pages.size(); ++page) {
            if (pages[page].line) first_page_.try_emplace(*pages[page].line, page);
        }
    }

    std::vector<Fields> fields() {
        std::vector<Fields> spreads;
        const std::size_t count = booklet_.pages().size();
        for (std::size_t page = 0; page < count;) {
            const std::size_t end = page == 0 ? 1 : std::min(page + 2, count);
            spreads.push_back(spread(page, end));
            page = end;
        }
        return spreads;
    }

    std::vector<Fields> other_refusals() { return refusals_.all_others(); }

 private:
    Fields spread(std::size_t begin, std::size_t end) {
        std::vector<Fields> pages;
        std::vector<Fields> parts;
        std::vector<Fields> photos;
        std::vector<Fields> refused;
        for (std::size_t page = begin; page < end; ++page) {
            pages.push_back(page_fields(page));
            for (const PreviewedPhoto& photo : booklet_.pages()[page].photos) {
                if (photo.can_move) photos.push_back(photo_fields(photo));
            }
        }
        for (; next_line_ < booklet_.plan().size() && begins_before(next_line_, end); ++next_line_) {
            parts.push_back(part_fields(next_line_));
            for (Fields& one : refusals_.of_line(booklet_.plan()[next_line_]))
                refused.push_back(std::move(one));
        }
        const bool has_refused = !refused.empty();
        const bool has_photos = !photos.empty();
        const bool single = end - begin == 1;
        return Fields{}
            .put("name", single ? visit_.say("booklet.page_name", {number(end)})
                                : visit_.say("booklet.pages_name", {number(begin + 1), number(end)}))
            .put("spread", number(begin + 1))
            .put("alone", begin == 0)
            .put("pages", std::move(pages))
            .put("parts", std::move(parts))
            .put("photos", std::move(photos))
            .put("has_photos", has_photos)
            .put("refused", std::move(refused))
            .put("has_refused", has_refused);
    }

    /// A line without pages today stands with the one before it.
    bool begins_before(std::size_t line, std::size_t end) const {
        const auto first = first_page_.find(line);
        return first == first_page_.end() ? end > 0 : first->second < end;
    }

    Fields page_fields(std::size_t place) const {
        const PreviewedPage& page = booklet_.pages()[place];
        std::vector<Fields> spots;
        std::vector<Fields> soft;
        std::string layout = fmt::format("indeling {}", page.layout + 1);
        std::string alt = visit_.say("booklet.page_name", {number(place + 1)});
        if (!page.heading.empty()) alt += ": " + page.heading;
        for (const PreviewedPhoto& photo : page.photos) {
            alt += ". " + visit_.say("booklet.alt_photo", {photo.alt});
            layout += " " + photo.photo.value;
            if (photo.soft) {
                soft.push_back(photo_fields(photo).put("ppi", fmt::format("{}", photo.ppi)));
            }
            spots.push_back(Fields{}
                                .put("photo", photo.photo.value)
                                .put("left", fmt::format("{}", photo.left))
                                .put("top", fmt::format("{}", photo.top))
                                .put("width", fmt::format("{}", photo.width))
                                .put("height", fmt::format("{}", photo.height))
                                .put("can_move", photo.can_move));
        }
        return Fields{}
            .put("number", number(place + 1))
            .put("cover", place == 0)
            .put("alt", alt)
            .put("at_once", place < 3)
            .put("spots", std::move(spots))
            .put("soft", std::move(soft))
            .put("can_be_otherwise", page.can_be_otherwise)
            .put("layout", layout);
    }

    Fields photo_fields(const PreviewedPhoto& photo) const {
        const catalogue::Photo* known = visit_.desk.world().photo(photo.photo);
        return Fields{}
            .put("photo", photo.photo.value)
            .put("name", known == nullptr ? photo.photo.value : called(visit_, *known));
    }

    bool is_free(std::size_t line) const {
        return line < booklet_.plan().size() && !booklet_.plan()[line].is_fixed;
    }

    /// "omslag voor (foto 2 van Noor)": the plan names a photo by its code.
    std::string as_people_say(std::string name) const {
        const std::size_t open = name.find('('), close = name.find(')', open);
        if (open == std::string::npos || close == std::string::npos) return name;
        const catalogue::Photo* photo = visit_.desk.world().photo({name.substr(open + 1, close - open - 1)});
        return photo == nullptr ? name : name.replace(open + 1, close - open - 1, called(visit_, *photo));
    }

    Fields part_fields(std::size_t line) const {
        const PlanLine& part = booklet_.plan()[line];
        std::string name = as_people_say(part.what.substr(0, part.what.find(';')));
        if (!part.makers.empty()) {
            name.clear();
            for (const catalogue::PersonId& maker : part.makers) {
                name += (name.empty() ? "" : ", ") + catalogue::name_of(visit_.desk.world(), maker);
            }
        }
        return Fields{}
            .put("line", number(line))
            .put("before", number(line == 0 ? 0 : line - 1))
            .put("after", number(line + 1))
            .put("name", name)
            .put("empty", !first_page_.contains(line))
            .put("can_move", !part.is_fixed)
            .put("can_go_up", is_free(line) && line > 0 && is_free(line - 1))
            .put("can_go_down", is_free(line) && is_free(line + 1));
    }

    const Visit& visit_;
    const BookletPreview& booklet_;
    Refusals refusals_;
    std::map<std::size_t, std::size_t> first_page_;  // of each line that has pages
    std::size_t next_line_ = 0;
};

}  // namespace

const std::vector<catalogue::RecordName>& booklet_records() {
    static const std::vector<catalogue::RecordName> all = {{"part", "booklet"}};
    return all;
}

std::shared_ptr<const render::BookletPreview> booklet_of(const Visit& visit) {
    try {
        return visit.office.booklets.booklet(visit.desk.catalogue(), visit.today);
    } catch (const catalogue::LibraryInUse&) {
        throw;
    } catch (const std::exception& error) {
        // A text in letters that no font has, a template that somebody broke: the rest of the page is there.
        spdlog::warn("leaders: the booklet cannot be laid out: {}", error.what());
        return nullptr;
    }
}

void put_spreads(const Visit& visit, Fields& fields) {
    constexpr int pixels_an_inch = 100;
    const auto pixels = [](int mm) { return fmt::format("{}", mm * pixels_an_inch * 10 / 254); };
    const auto booklet = booklet_of(visit);
    std::vector<Fields> spreads;
    std::vector<Fields> refused;
    if (booklet && !booklet->pages().empty()) {
        Spreads all(visit, *booklet);
        spreads = all.fields();
        refused = all.other_refusals();
    } else {
        refused = Refusals(visit).all_others();
    }
    const std::size_t count = booklet ? booklet->pages().size() : 0;
    std::vector<Fields> left_out = stories_left_out(visit);
    const bool has_others = !refused.empty() || !left_out.empty();
    fields.put("broken", !booklet)
        .put("nothing", booklet && count == 0)
        .put("has_pages", count > 0)
        .put("page_count", number(count))
        .put("page_width", pixels(booklet ? booklet->width_mm() : 1))
        .put("page_height", pixels(booklet ? booklet->height_mm() : 1))
        .put("spreads", std::move(spreads))
        .put("others", std::move(refused))
        .put("left_out", std::move(left_out))
        .put("has_others", has_others);
}

}  // namespace server::leaders
