#pragma once

#include "catalogue/catalogue.hpp"
#include "render/page.hpp"

#include <filesystem>
#include <string>

namespace render {

/// With what a template is shown: the library's course on a day, on the sheet of that name; on the usual one
/// when it has no name.
struct ShownCourse {
    const catalogue::Catalogue& catalogue;
    catalogue::Day today;
    std::string size;
};

/// What a design makes of a course: the paper itself, or one of its kind where each photo or person has one.
/// Throws CannotWork when the course has nothing to show it with.
using Showing = Publication (*)(const std::filesystem::path& file, const ShownCourse& shown);

Publication show_booklet(const std::filesystem::path& file, const ShownCourse& shown);
Publication show_consent_form(const std::filesystem::path& file, const ShownCourse& shown);
Publication show_contact_sheet(const std::filesystem::path& file, const ShownCourse& shown);
Publication show_flyer(const std::filesystem::path& file, const ShownCourse& shown);
Publication show_invitation(const std::filesystem::path& file, const ShownCourse& shown);
Publication show_labels(const std::filesystem::path& file, const ShownCourse& shown);
Publication show_measurement_form(const std::filesystem::path& file, const ShownCourse& shown);
Publication show_opening(const std::filesystem::path& file, const ShownCourse& shown);
Publication show_poster(const std::filesystem::path& file, const ShownCourse& shown);
Publication show_proof(const std::filesystem::path& file, const ShownCourse& shown);
Publication show_register(const std::filesystem::path& file, const ShownCourse& shown);
Publication show_report(const std::filesystem::path& file, const ShownCourse& shown);
Publication show_series(const std::filesystem::path& file, const ShownCourse& shown);
Publication show_start_cards(const std::filesystem::path& file, const ShownCourse& shown);
Publication show_window_poster(const std::filesystem::path& file, const ShownCourse& shown);

}  // namespace render
