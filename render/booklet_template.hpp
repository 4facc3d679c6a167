#pragma once

#include "render/length.hpp"
#include "render/page.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace render {

/// templates/booklet.toml, whose comments say what each key means.
struct BookletTemplate {
    struct Paper {
        Length drawn_for;  // side of the square page that all measures are for
        Length bleed;
        Length inner;
        Length outer;
        Length top;
        Length bottom;
        Length foot;
        Length column_gap;
        Length photo_gap;
        Length caption_gap;
        Length head;
        Length section_head;
        Length measure;
    };
    struct Styles {
        WordStyle cover_title;
        WordStyle cover_words;
        WordStyle title;
        WordStyle subtitle;
        WordStyle heading;
        WordStyle name;
        WordStyle native_name;
        WordStyle lead;
        WordStyle story;
        WordStyle small;
        WordStyle label;
        WordStyle caption_title;
        WordStyle caption;
        WordStyle contents;
        WordStyle number;
        WordStyle foot;
        WordStyle page_number;
    };
    struct Texts {
        std::string untitled;
        std::string nameless;
        std::string cover_line;
        std::string contents;
        std::string together;
        std::string together_intro;
        std::vector<std::string> times;
        std::string many_times;
        std::string own_photo;
        std::string own_title;
        std::string own_maker;
        std::string cover_photo;
    };
    FontFamilies fonts;
    Paper paper;
    Styles styles;
    Texts texts;
    Ink ground;
    Ink line;
    int fine_ppi = 250;
    int least_ppi = 150;
};

/// The same design on a page of that size: margins and large type grow and shrink along with it, type to read
/// less, and nothing below what can be read.
BookletTemplate in_size(BookletTemplate look, Size trim);

/// Throws CannotWork, naming file, line and key.
BookletTemplate read_booklet_template(const std::filesystem::path& file);

}  // namespace render
