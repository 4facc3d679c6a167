#pragma once

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace render {

/// templates/labels.toml, whose comments say what each key means.
struct LabelTemplate {
    FontFamilies fonts;
    Size size;
    Length margin;
    Length gap;
    Length code;
    WordStyle title;
    WordStyle other_title;
    WordStyle name;
    WordStyle caption;
    WordStyle course;
    std::string untitled;
    std::string course_line;
    std::string between;
    std::string code_alt;

    /// Paper to cut labels from.
    struct Sheet {
        Size paper;
        int columns = 1;
        int rows = 1;
    };
    std::map<std::string, Sheet> sheets;
    Length mark;         // a cut mark's length
    Length mark_offset;  // from the labels
};

/// Throws CannotWork, naming file, line and key.
LabelTemplate read_label_template(const std::filesystem::path& file);

/// The sheet of that name; throws CannotWork, naming those there are.
const LabelTemplate::Sheet& sheet_named(const LabelTemplate& look, const std::string& name);

/// What all labels share.
struct LabelSetting {
    const LabelTemplate& look;
    const Typesetter& typesetter;
    const catalogue::Course& course;
};

/// The label beside a photo on a wall: what it is called, who made it in the form they chose, the words in
/// each language. site_page: where a code leads; empty: no code. Long words are set smaller, to a limit.
/// Throws MissingGlyph, TooManyWords.
Page lay_out_label(const LabelSetting& setting,
                   const catalogue::Cleared<catalogue::Channel::ExhibitionPrint>& photo,
                   const std::string& site_page);

/// Labels side by side without space between them, so that one cut parts two, with marks around the whole.
std::vector<Page> on_sheets(const LabelTemplate& look, const LabelTemplate::Sheet& sheet,
                            const std::vector<Page>& labels);

}  // namespace render
