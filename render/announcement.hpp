#pragma once

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace render {

/// templates/opening-poster.toml and templates/flyer.toml, whose comments say what each key means.
struct AnnouncementTemplate {
    FontFamilies fonts;
    Size standing;
    Length bleed;
    Length marks;
    Length margin;
    Length gap;
    Length photo_gap;
    Length caption_gap;
    int fine_ppi = 200;
    int least_ppi = 150;
    Ink ground;
    WordStyle title;
    WordStyle lead;
    WordStyle strong;
    WordStyle plain;
    WordStyle words;
    WordStyle credit;
    WordStyle foot;
    std::string untitled;
    std::string credit_words;  // "Foto: {name}"
    std::map<std::string, std::string> texts;
    catalogue::Words welcome;
    std::map<std::string, Size> sizes;  // of other sheets; everything on them grows along but bleed and marks

    const std::string& text(const std::string& key) const { return texts.at(key); }
};

/// text_keys: what this template says besides. Throws CannotWork, naming file, line and key.
AnnouncementTemplate read_announcement_template(const std::filesystem::path& file,
                                                const std::vector<const char*>& text_keys);
AnnouncementTemplate read_opening_template(const std::filesystem::path& file);
AnnouncementTemplate read_flyer_template(const std::filesystem::path& file);

/// The template for a sheet of that name; the usual one for no name. Throws CannotWork, naming the sizes
/// there are.
AnnouncementTemplate in_size(AnnouncementTemplate look, const std::string& size);

/// What is announced, line by line; what is empty is left out.
struct Announcement {
    std::string title;
    std::string lead;                 // under the title
    std::vector<std::string> strong;  // when and where
    std::vector<std::string> plain;
    catalogue::Words words;  // the same in several languages
    std::string foot;
};

struct AnnouncementSetting {
    const AnnouncementTemplate& look;
    const Typesetter& typesetter;
};

/// More photos would be too small to draw anybody nearer.
inline constexpr std::size_t most_announcing = 6;

/// One sheet: the photos, whole, above a ground of colour with the words; without photos all ground. Words
/// that leave the photos too little are set smaller, to a limit. photos: at most 6. Throws MissingGlyph,
/// TooManyWords.
Publication lay_out_announcement(
    const AnnouncementSetting& setting, const Announcement& announcement,
    const std::vector<catalogue::Cleared<catalogue::Channel::ExhibitionPrint>>& photos);
Publication lay_out_announcement(const AnnouncementSetting& setting, const Announcement& announcement,
                                 const std::vector<catalogue::Cleared<catalogue::Channel::Recruit>>& photos);

/// "donderdag 2 juli 2026, 16.00 uur"; the day alone without a time.
std::string day_and_time(catalogue::Day day, const std::string& time);

/// What the poster of an exhibition's opening says, from the course and the template. Throws CannotWork when
/// nobody said when it opens.
Announcement opening_of(const AnnouncementTemplate& look, const catalogue::Course& course);

/// What a flyer for the next course says: where, and whom to ask.
Announcement flyer_of(const AnnouncementTemplate& look, const catalogue::Course& course);

}  // namespace render
