#pragma once

#include "catalogue/catalogue.hpp"
#include "render/booklet_matter.hpp"
#include "render/page.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace render {

/// Which of its layouts ("indelingen") each page of a booklet has. A page is known by the photos that stand
/// on it, in reading order, so that a choice stays with them when pages move and is forgotten by none but
/// another division of the photos.
class LayoutChoices {
 public:
    /// The choices of a plan file; none where there is no file yet. Throws CannotWork, naming file, line and
    /// key.
    static LayoutChoices read(const std::filesystem::path& plan);

    /// Those that are kept with the course, and under them those of the file in the library where they were
    /// kept before.
    static LayoutChoices kept_in(const catalogue::Catalogue& catalogue);

    /// Replaces the plan file. Throws CannotWork.
    void write(const std::filesystem::path& plan) const;

    /// 1, the best, where nobody chose.
    int layout_of(const std::vector<catalogue::PhotoId>& photos) const;

    /// Those for photos that are all among these, as a text that changes with them.
    std::string in_words(const std::vector<catalogue::PhotoId>& photos) const;

    void choose(const std::vector<catalogue::PhotoId>& photos, int layout);

 private:
    std::map<std::vector<std::string>, int> by_photos_;
};

/// Another layout for a page.
struct OtherLayout {
    int page = 0;
    int layout = 0;  // 0: the next one
};

/// "9", or "9=3" for the third. Throws CannotWork.
OtherLayout read_other_layout(const std::string& text);

/// The photos on a page, counted from 1, in the order in which they stand there.
std::vector<catalogue::PhotoId> photos_on(const Publication& booklet, const BookletMatter& matter, int page);

}  // namespace render
