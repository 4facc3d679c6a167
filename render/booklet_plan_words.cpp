#include "render/booklet_plan_words.hpp"

#include "catalogue/catalogue.hpp"
#include "render/booklet_matter.hpp"
#include "render/booklet_plan.hpp"
#include "render/booklet_preview.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace render {

namespace {

using Kind = BookletPart::Kind;

constexpr std::string_view order_follows = "; volgorde ";

std::string words_of(Kind kind) {
    switch (kind) {
        case Kind::FrontCover:
            return "omslag voor";
        case Kind::InsideCover:
            return "binnenkant omslag";
        case Kind::TitlePage:
            return "titelpagina";
        case Kind::Contents:
            return "inhoud";
        case Kind::Together:
            return "samen";
        case Kind::OwnPhoto:
            return "ruimte voor uw eigen foto";
        case Kind::BackCover:
            return "omslag achter";
        case Kind::Section:
        case Kind::Maker:
            break;
    }
    return {};
}

/// Words that mean this text and no other part; empty when there are none.
std::string words_of(const catalogue::Course& course, const catalogue::BookletSection& section) {
    for (const std::string& words :
         {section.id == "toestemming" ? std::string("over namen") : section.title, section.id,
          section.id == "dank" ? std::string("met dank") : std::string("over de cursus")}) {
        if (words.empty()) continue;
        const auto part = part_planned(course, {1, 1, words, {}, {}});
        if (part && part->kind == Kind::Section && part->section.id == section.id) return words;
    }
    return {};
}

bool is_usual_chapter(const BookletMatter& matter, const MakerChapter& chapter) {
    const auto& all = matter.chapters();
    const auto first = std::ranges::find(all, chapter.maker, &MakerChapter::maker);
    return first != all.end() && first->name == chapter.name;
}

class Writer {
 public:
    Writer(const catalogue::Course& course, const BookletMatter& matter) : course_(course), matter_(matter) {}

    PlanInWords write() {
        for (const BookletPart& part : plan_booklet(course_, matter_)) {
            plan_.line_of_part.push_back(line_for(part));
            if (plan_.line_of_part.back() && part.kind == Kind::Maker)
                add_chapter(plan_.lines[*plan_.line_of_part.back()], part.chapter);
        }
        for (std::size_t line = 0; line < course_.booklet.page_plan.size(); ++line) keep(line);
        return std::move(plan_);
    }

 private:
    std::optional<std::size_t> line_for(const BookletPart& part) {
        if (part.line) {
            if (const auto known = place_of(*part.line)) return known;
            return add(as_planned(*part.line));
        }
        PlanLine line;
        line.pages = part.planned_pages;
        line.is_cover = part.kind == Kind::FrontCover;
        line.is_fixed = line.is_cover || part.kind == Kind::BackCover;
        line.what = words_of(part.kind);
        if (part.kind == Kind::Section) line.what = words_of(course_, part.section);
        if (part.kind == Kind::Maker && is_usual_chapter(matter_, part.chapter)) {
            line.what = part.chapter.maker.value;
            line.makers = {part.chapter.maker};
        }
        if (line.what.empty()) return std::nullopt;
        return add(std::move(line));
    }

    PlanLine as_planned(std::size_t number) const {
        const catalogue::PlannedPages& planned = course_.booklet.page_plan[number];
        PlanLine line;
        line.pages = planned.last - planned.first + 1;
        line.what = planned.what;
        line.planned = number;
        const auto part = part_planned(course_, planned);
        line.is_cover = part && part->kind == Kind::FrontCover;
        line.is_fixed = line.is_cover || (part && part->kind == Kind::BackCover);
        if (part && part->kind == Kind::Maker) line.makers = planned.makers;
        return line;
    }

    std::optional<std::size_t> place_of(std::size_t planned) const {
        const auto line = std::ranges::find(plan_.lines, std::optional(planned), &PlanLine::planned);
        if (line == plan_.lines.end()) return std::nullopt;
        return static_cast<std::size_t>(line - plan_.lines.begin());
    }

    std::size_t add(PlanLine line) {
        plan_.lines.push_back(std::move(line));
        return plan_.lines.size() - 1;
    }

    static void add_chapter(PlanLine& line, const MakerChapter& chapter) {
        PlannedChapter planned;
        std::vector<const BookletPhoto*> usual;
        for (const BookletPhoto& photo : chapter.photos) {
            planned.photos.push_back(photo.shown->photo);
            usual.push_back(&photo);
        }
        std::ranges::sort(usual, {}, [](const BookletPhoto* photo) { return photo->index; });
        for (const BookletPhoto* photo : usual) planned.usual_order.push_back(photo->shown->photo);
        line.chapters.push_back(std::move(planned));
    }

    /// A line that shows nothing today stays where it is: after the line that was before it.
    void keep(std::size_t planned) {
        if (place_of(planned)) return;
        std::size_t place = 0;
        if (planned > 0) place = *place_of(planned - 1) + 1;
        plan_.lines.insert(plan_.lines.begin() + static_cast<std::ptrdiff_t>(place), as_planned(planned));
        for (auto& line : plan_.line_of_part) {
            if (line && *line >= place) ++*line;
        }
    }

    const catalogue::Course& course_;
    const BookletMatter& matter_;
    PlanInWords plan_;
};

/// As few photos as say the order: those after them stand as usual.
std::vector<std::string> named_in_order(const PlannedChapter& chapter) {
    std::size_t count = chapter.photos.size();
    const auto says_it = [&](std::size_t named) {
        std::vector<catalogue::PhotoId> order(chapter.photos.begin(),
                                              chapter.photos.begin() + static_cast<std::ptrdiff_t>(named));
        for (const catalogue::PhotoId& photo : chapter.usual_order) {
            if (std::ranges::find(order, photo) == order.end()) order.push_back(photo);
        }
        return order == chapter.photos;
    };
    while (count > 0 && says_it(count - 1)) --count;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) names.push_back(chapter.photos[i].value);
    return names;
}

void say_order(PlanLine& line) {
    line.what = line.what.substr(0, line.what.find(order_follows));
    std::vector<std::string> names;
    for (const PlannedChapter& chapter : line.chapters) {
        for (std::string& name : named_in_order(chapter)) names.push_back(std::move(name));
    }
    if (!names.empty()) line.what += fmt::format("{}{}", order_follows, fmt::join(names, ", "));
}

}  // namespace

PlanInWords plan_in_words(const catalogue::Course& course, const BookletMatter& matter) {
    return Writer(course, matter).write();
}

bool move_line(std::vector<PlanLine>& plan, std::size_t from, std::size_t to) {
    if (from >= plan.size() || to >= plan.size() || from == to) return false;
    const auto [first, last] = std::minmax(from, to);
    for (std::size_t line = first; line <= last; ++line) {
        if (plan[line].is_fixed) return false;
    }
    const auto at = [&](std::size_t place) { return plan.begin() + static_cast<std::ptrdiff_t>(place); };
    if (from < to) {
        std::rotate(at(from), at(from + 1), at(to + 1));
    } else {
        std::rotate(at(to), at(from), at(from + 1));
    }
    return true;
}

bool move_photo(std::vector<PlanLine>& plan, const catalogue::PhotoId& photo, int steps) {
    for (PlanLine& line : plan) {
        for (PlannedChapter& chapter : line.chapters) {
            const auto found = std::ranges::find(chapter.photos, photo);
            if (found == chapter.photos.end()) continue;
            const std::ptrdiff_t from = found - chapter.photos.begin();
            const auto last = static_cast<std::ptrdiff_t>(chapter.photos.size()) - 1;
            const std::ptrdiff_t to = std::clamp<std::ptrdiff_t>(from + steps, 0, last);
            if (to == from) return false;
            const catalogue::PhotoId moved = *found;
            chapter.photos.erase(found);
            chapter.photos.insert(chapter.photos.begin() + to, moved);
            say_order(line);
            return true;
        }
    }
    return false;
}

bool put_on_cover(std::vector<PlanLine>& plan, const catalogue::PhotoId& photo) {
    const auto cover = std::ranges::find(plan, true, &PlanLine::is_cover);
    if (cover == plan.end()) return false;
    const std::string what = fmt::format("omslag voor ({})", photo.value);
    if (cover->what == what) return false;
    cover->what = what;
    return true;
}

std::vector<std::string> page_numbers(const std::vector<PlanLine>& plan) {
    std::vector<std::string> numbers;
    int next = 1;
    for (const PlanLine& line : plan) {
        const int last = next + line.pages - 1;
        numbers.push_back(line.pages == 1 ? fmt::format("{}", next) : fmt::format("{}-{}", next, last));
        next = last + 1;
    }
    return numbers;
}

}  // namespace render
