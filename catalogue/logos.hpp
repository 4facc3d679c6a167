#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace catalogue {

class Catalogue;
struct Course;

/// A funder's or partner's mark that the leaders put in.
struct KeptLogo {
    std::string id;    // SHA-256 of the file
    std::string name;  // whose it is: "Gemeente Utrecht"

    friend bool operator==(const KeptLogo&, const KeptLogo&) = default;
};

/// Whether the booklet has a page of thanks, where logos stand.
bool has_thanks(const Course& course);

/// In the order in which they stand; none when there is no course.
std::vector<KeptLogo> logos(const Catalogue& catalogue);

/// Where its file lies, SVG or PDF as it came in. It is not there when the course came from elsewhere without
/// its library.
std::filesystem::path logo_file(const Catalogue& catalogue, const KeptLogo& logo);

/// Puts one behind the others, or gives the one of that file another name. Whether it can be drawn is for
/// `render` to say first. `catalogue` must be open for writing. Answers its id.
std::string keep_logo(const Catalogue& catalogue, const std::string& name, std::string_view bytes);

/// The course is without it from now on; its file stays, so that this can be taken back. Throws CannotWork
/// when there is no such logo.
void take_logo_away(const Catalogue& catalogue, const std::string& id);

}  // namespace catalogue
