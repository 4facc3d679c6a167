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

namespace render {

/// templates/series-poster.toml, whose comments say what each key means.
struct SeriesTemplate {
    FontFamilies fonts;
    Size standing;
    Length bleed;
    Length marks;
    Length margin;
    Length gap;
    Length foot;
    Length photo_gap;
    Length caption_gap;
    int fine_ppi = 120;
    int least_ppi = 100;
    WordStyle name;
    WordStyle native_name;
    WordStyle title;
    WordStyle course;
    std::string untitled;
    std::string nameless;
    std::string course_line;
    std::string between;
    std::map<std::string, Size> sizes;  // of other sheets; everything on them grows along but bleed and marks
};

/// Throws CannotWork, naming file, line and key.
SeriesTemplate read_series_template(const std::filesystem::path& file);

/// The template for a sheet of that name; the usual one for no name. Throws CannotWork, naming the sizes
/// there are.
SeriesTemplate in_size(SeriesTemplate look, const std::string& size);

/// What all series of one run share.
struct SeriesSetting {
    const SeriesTemplate& look;
    const Typesetter& typesetter;
    const catalogue::Course& course;
};

/// As many photos as stand on one sheet and are still seen.
inline constexpr std::size_t least_in_series = 2;
inline constexpr std::size_t most_in_series = 12;

/// One sheet with the photos of one maker, all whole, each with its title, under the maker's name as it was
/// chosen. The sheet stands or lies as suits the photos. chapter: with at least 2 and at most 12 photos.
/// Throws MissingGlyph.
Publication lay_out_series(const SeriesSetting& setting,
                           const catalogue::Chapter<catalogue::Channel::ExhibitionPrint>& chapter);

}  // namespace render
