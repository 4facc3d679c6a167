#include "render/booklet_plan.hpp"

#include "catalogue/catalogue.hpp"
#include "render/booklet_matter.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace render {

namespace {

using Kind = BookletPart::Kind;

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char letter) {
        return letter < 0x80 ? static_cast<char>(std::tolower(letter)) : static_cast<char>(letter);
    });
    return lower;
}

/// The leaders' words for a part. `section` is the id of the text that stands there, if one does.
struct Keyword {
    std::string_view word;
    Kind kind;
    std::string_view section;
};

/// Tried in this order: "omslag achter" has to be seen before "omslag", "over namen" before "over".
constexpr Keyword keywords[] = {
    {"omslag achter", Kind::BackCover, ""},
    {"achterkant", Kind::BackCover, ""},
    {"achteromslag", Kind::BackCover, ""},
    {"binnenkant", Kind::InsideCover, ""},
    {"omslag", Kind::FrontCover, ""},
    {"voorkant", Kind::FrontCover, ""},
    {"titelpagina", Kind::TitlePage, ""},
    {"titelblad", Kind::TitlePage, ""},
    {"inhoud", Kind::Contents, ""},
    {"eigen foto", Kind::OwnPhoto, ""},
    {"voorwoord", Kind::Section, "voorwoord"},
    {"over namen", Kind::Section, "toestemming"},
    {"toestemming", Kind::Section, "toestemming"},
    {"met dank", Kind::Section, "dank"},
    {"colofon", Kind::Section, "colofon"},
    {"samen", Kind::Together, ""},
    {"thema", Kind::Together, ""},
    {"over in beeld", Kind::Section, "over"},
    {"over de cursus", Kind::Section, "over"},
    {"leeg", Kind::InsideCover, ""},
};

const catalogue::BookletSection* section_with(const catalogue::Course& course, std::string_view id) {
    for (const auto& section : course.booklet.sections) {
        if (section.id == id && !section.text.empty()) return &section;
    }
    return nullptr;
}

/// A section that the line calls by its title or its id.
const catalogue::BookletSection* section_called(const catalogue::Course& course, const std::string& what) {
    for (const auto& section : course.booklet.sections) {
        if (section.text.empty()) continue;
        for (const std::string& name : {lower_case(section.title), lower_case(section.id)}) {
            if (!name.empty() && what.find(name) != std::string::npos) return &section;
        }
    }
    return nullptr;
}

/// Place in the usual booklet.
int rank_of(const BookletPart& part) {
    constexpr int first_section = 4;
    constexpr int other_section = 8;
    constexpr std::pair<std::string_view, int> sections[] = {
        {"voorwoord", first_section}, {"over", 5}, {"toestemming", 9}, {"dank", 11}, {"colofon", 12}};
    switch (part.kind) {
        case Kind::FrontCover:
            return 0;
        case Kind::InsideCover:
            return 1;
        case Kind::TitlePage:
            return 2;
        case Kind::Contents:
            return 3;
        case Kind::Section:
            for (const auto& [id, rank] : sections) {
                if (part.section.id == id) return rank;
            }
            return other_section;
        case Kind::Maker:
            return 6;
        case Kind::Together:
            return 7;
        case Kind::OwnPhoto:
            return 10;
        case Kind::BackCover:
            break;
    }
    return 13;
}

class Planner {
 public:
    Planner(const catalogue::Course& course, const BookletMatter& matter)
        : course_(course), matter_(matter), taken_(matter.chapters().size(), false) {}

    std::vector<BookletPart> plan() {
        find_photos_apart();
        const auto& lines = course_.booklet.page_plan;
        for (std::size_t line = 0; line < lines.size(); ++line) follow(lines[line], line);
        if (!understood()) parts_.clear();
        if (parts_.empty()) std::fill(taken_.begin(), taken_.end(), false);
        complete(parts_.empty());
        return std::move(parts_);
    }

 private:
    bool understood() const {
        return std::any_of(parts_.begin(), parts_.end(), [](const BookletPart& part) {
            return part.kind == Kind::Maker || part.kind == Kind::Section;
        });
    }

    /// Photos that the plan puts on other pages than their maker's; the cover may repeat one.
    void find_photos_apart() {
        for (const auto& pages : course_.booklet.page_plan) {
            const auto part = part_planned(course_, pages);
            if (!part || (part->kind != Kind::Section && part->kind != Kind::Together)) continue;
            for (const auto& [photo, version] : pages.photos) {
                if (const BookletPhoto* found = matter_.find(photo, version)) apart_.push_back(found->index);
            }
        }
    }

    void follow(const catalogue::PlannedPages& pages, std::size_t line) {
        auto part = part_planned(course_, pages);
        if (!part) return;
        part->line = line;
        if (part->kind == Kind::Maker) {
            for (const auto& maker : pages.makers) add_maker(maker, line);
            return;
        }
        if (part->kind == Kind::Together && course_.meetings.empty()) return;
        for (const auto& [photo, version] : pages.photos) {
            if (const BookletPhoto* found = matter_.find(photo, version)) part->photos.push_back(found);
        }
        if (!has_one_like(*part)) parts_.push_back(*std::move(part));
    }

    bool has_one_like(const BookletPart& part) const {
        return std::any_of(parts_.begin(), parts_.end(), [&](const BookletPart& other) {
            return other.kind == part.kind && other.kind != Kind::OwnPhoto &&
                   other.section.id == part.section.id;
        });
    }

    /// The maker's usual chapter, which is the first. Photos under another name stand at the end, among all
    /// makers': next to this chapter, their place would tell the name that they keep.
    void add_maker(const catalogue::PersonId& maker, std::size_t line) {
        const auto& chapters = matter_.chapters();
        for (std::size_t i = 0; i < chapters.size(); ++i) {
            if (chapters[i].maker != maker) continue;
            if (taken_[i]) return;
            parts_.push_back(maker_part(i));
            parts_.back().line = line;
            put_in_order(parts_.back().chapter.photos, course_.booklet.page_plan[line].photos);
            return;
        }
    }

    /// Photos that the maker's line names come first, in the order in which they are named last.
    static void put_in_order(std::vector<BookletPhoto>& photos,
                             const std::vector<std::pair<catalogue::PhotoId, std::string>>& named) {
        auto place = photos.begin();
        for (auto one = named.begin(); one != named.end(); ++one) {
            const auto same = [&](const auto& other) { return other.first == one->first; };
            if (std::any_of(std::next(one), named.end(), same)) continue;
            const auto found = std::find_if(place, photos.end(), [&](const BookletPhoto& photo) {
                return photo.shown->photo == one->first;
            });
            if (found == photos.end()) continue;
            std::rotate(place, found, std::next(found));
            ++place;
        }
    }

    BookletPart maker_part(std::size_t chapter) {
        taken_[chapter] = true;
        BookletPart part;
        part.kind = Kind::Maker;
        part.planned_pages = 2;
        part.chapter = matter_.chapters()[chapter];
        std::erase_if(part.chapter.photos, [&](const BookletPhoto& photo) {
            return std::find(apart_.begin(), apart_.end(), photo.index) != apart_.end();
        });
        return part;
    }

    void complete(bool from_nothing) {
        require(Kind::FrontCover);
        require(Kind::BackCover);
        if (from_nothing) {
            for (const Kind kind : {Kind::InsideCover, Kind::TitlePage, Kind::Contents, Kind::OwnPhoto}) {
                require(kind);
            }
            if (!course_.meetings.empty()) require(Kind::Together);
        }
        for (const auto& section : course_.booklet.sections) {
            BookletPart part;
            part.section = section;
            if (!section.text.empty() && !has_one_like(part)) insert(std::move(part));
        }
        for (std::size_t i = 0; i < taken_.size(); ++i) {
            if (!taken_[i]) insert(maker_part(i));
        }
        std::erase_if(parts_, [](const BookletPart& part) {
            return part.kind == Kind::Maker && part.chapter.photos.empty() && part.chapter.stories.empty();
        });
    }

    void require(Kind kind) {
        BookletPart part;
        part.kind = kind;
        if (kind == Kind::Together) part.planned_pages = 2;
        if (!has_one_like(part)) insert(std::move(part));
    }

    /// After the last part that usually stands before it.
    void insert(BookletPart part) {
        const int rank = rank_of(part);
        auto place = parts_.end();
        while (place != parts_.begin() && rank_of(*std::prev(place)) > rank) --place;
        parts_.insert(place, std::move(part));
    }

    const catalogue::Course& course_;
    const BookletMatter& matter_;
    std::vector<bool> taken_;
    std::vector<std::size_t> apart_;
    std::vector<BookletPart> parts_;
};

}  // namespace

const BookletPhoto* BookletMatter::find(const catalogue::PhotoId& photo, const std::string& version) const {
    for (const MakerChapter& chapter : chapters_) {
        for (const BookletPhoto& candidate : chapter.photos) {
            const bool right_version = version.empty() || candidate.shown->version.value == version;
            if (candidate.shown->photo == photo && right_version) return &candidate;
        }
    }
    return nullptr;
}

// A line that names a maker is about something else only if it begins so.
std::optional<BookletPart> part_planned(const catalogue::Course& course,
                                        const catalogue::PlannedPages& pages) {
    const std::string what = lower_case(pages.what);
    BookletPart part;
    part.planned_pages = std::max(1, pages.last - pages.first + 1);
    for (const auto& [word, kind, section] : keywords) {
        const std::size_t at = what.find(word);
        if (at == std::string::npos || (at != 0 && !pages.makers.empty())) continue;
        part.kind = kind;
        if (kind != Kind::Section) return part;
        const auto* text = section_with(course, section);
        if (!text) continue;
        part.section = *text;
        return part;
    }
    if (!pages.makers.empty()) {
        part.kind = Kind::Maker;
        return part;
    }
    if (const auto* text = section_called(course, what)) {
        part.section = *text;
        return part;
    }
    return std::nullopt;
}

std::vector<BookletPart> plan_booklet(const catalogue::Course& course, const BookletMatter& matter) {
    return Planner(course, matter).plan();
}

std::vector<std::string> unknown_lines(const catalogue::Course& course) {
    std::vector<std::string> lines;
    for (const auto& pages : course.booklet.page_plan) {
        if (!part_planned(course, pages)) lines.push_back(pages.what);
    }
    return lines;
}

bool is_front_section(const BookletPart& part) {
    return part.kind == Kind::Section && (part.section.id == "voorwoord" || part.section.id == "over");
}

}  // namespace render
