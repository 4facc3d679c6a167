#pragma once

#include "catalogue/catalogue.hpp"
#include "render/page.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>

namespace render {

/// templates/poster.toml, whose comments say what each key means.
struct PosterTemplate {
    FontFamilies fonts;
    Size standing;
    Length bleed;
    Length marks;
    Length margin;
    Length gap;
    Length foot;
    Length label_width;
    Length words_width;
    Length code;        // side of a code that leads to the site
    bool turns = true;  // a lying photo gets the sheet on its side
    int columns = 2;    // of words under a photo, a language each
    int fine_ppi = 200;
    int least_ppi = 150;
    WordStyle title;
    WordStyle caption;
    WordStyle name;
    WordStyle course;
    std::string untitled;
    std::string course_line;
    std::string between;
    std::string code_alt;

    /// Another size of sheet: everything on it grows along, but bleed and marks.
    struct SheetSize {
        Size standing;
        int fine_ppi = 120;
        int least_ppi = 100;
    };
    std::map<std::string, SheetSize> sizes;
};

/// The template for a sheet of that name; the usual one for no name. Throws CannotWork, naming the sizes
/// there are.
PosterTemplate in_size(PosterTemplate look, const std::string& size);

/// Throws CannotWork, naming file, line and key.
PosterTemplate read_poster_template(const std::filesystem::path& file);

/// The words beside a photo leave it no room on a poster. what() is a sentence that names no one.
struct TooManyWords : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A photo has so few pixels that it would be a stamp on its poster. what() is a sentence that names no one.
struct TooFewPixels : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What all posters of one run share.
struct PosterSetting {
    const PosterTemplate& look;
    const Typesetter& typesetter;
    const catalogue::Course& course;
};

/// One page: the whole photo on white, what it is called, who made it in the form they chose, and where the
/// photo comes from. A photo with few pixels is made smaller, never shown below least_ppi; one that would be
/// smaller than a quarter of the sheet is refused. site_page: where a code leads; empty: no code. Throws
/// MissingGlyph, TooManyWords, TooFewPixels.
Publication lay_out_poster(const PosterSetting& setting,
                           const catalogue::Cleared<catalogue::Channel::ExhibitionPrint>& photo,
                           const std::string& site_page = {});

/// The same for a window at the street, with a template of its own: there nobody has a surname.
Publication lay_out_poster(const PosterSetting& setting,
                           const catalogue::Cleared<catalogue::Channel::WindowPrint>& photo,
                           const std::string& site_page = {});

/// Crop marks at the corners of a page, outside its bleed.
void add_crop_marks(Page& page);

}  // namespace render
