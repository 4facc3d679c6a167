#pragma once

#include "catalogue/channel.hpp"
#include "catalogue/day.hpp"
#include "catalogue/identifiers.hpp"
#include "catalogue/name_form.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace catalogue {

struct Meeting {
    int number = 0;
    Day day;
    std::string theme;
};

struct Exhibition {
    std::string title;
    std::string place;
    std::optional<Day> opening;
    std::string opening_time;
    std::optional<Day> until;
};

/// A place with a waiting room.
struct Practice {
    PracticeId id;
    std::string organisation;
    bool has_screen = false;
};

struct BookletSection {
    std::string id;     // "voorwoord"
    std::string title;  // "Voorwoord"
    std::string text;   // Dutch
};

/// One line of the page plan: first and last page (1-based, inclusive) and what the leaders wrote is on them.
struct PlannedPages {
    int first = 0;
    int last = 0;
    std::string what;
    std::vector<PersonId> makers;  // persons of the course named in `what`
    std::vector<std::pair<PhotoId, std::string>>
        photos;  // photos named in `what`, with the version if one is named
};

struct BookletPlan {
    std::string title;
    std::string subtitle;
    int trim_width_mm = 210;
    int trim_height_mm = 210;
    int pages = 0;  // 0: as many as needed
    std::vector<BookletSection> sections;
    std::vector<PlannedPages> page_plan;  // may be empty
};

/// What people are asked on paper.
struct ConsentForm {
    std::string version;               // "TF-2026-03"; empty when the course does not say
    std::vector<Purpose> purposes;     // in the order of the form
    std::vector<NameForm> name_forms;  // to choose from
};

/// What the course itself says, no person's data in it but the trainers' own names.
struct Course {
    std::string id;
    std::string title;  // "In Beeld – Overvecht, voorjaar 2026"
    std::string place;
    std::string starts_at;  // "10:00": when meetings begin; empty when the course does not say
    std::string organisation;
    std::string privacy_email;
    std::string website;
    std::vector<Meeting> meetings;
    Exhibition exhibition;
    std::vector<Practice> practices;
    BookletPlan booklet;
    ConsentForm form;
};

}  // namespace catalogue
