#pragma once

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/type.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace render {

/// How words of one kind look.
struct WordStyle {
    TextStyle type;
    Ink ink = black_ink;
    Align align = Align::Start;  // or Justify, where the words are not placed otherwise

    friend bool operator==(const WordStyle&, const WordStyle&) = default;
};

/// Where the templates lie: the folder named in INBEELD_TEMPLATES, else the source tree's while there is one,
/// else the installed one.
std::filesystem::path templates_folder();

/// The file of a template in a design: "booklet.toml", or "booklet-warm.toml" for the design "warm". Throws
/// CannotWork, naming the designs that there are.
std::filesystem::path template_in(std::string_view name, std::string_view design);

/// A print template: TOML that a designer edits. Keys are written with dots: "styles.title.size_pt". Every
/// function throws CannotWork with one sentence that names file, line and key and says what is allowed there.
class TemplateFile {
 public:
    explicit TemplateFile(const std::filesystem::path& path);
    TemplateFile(TemplateFile&&) noexcept;
    TemplateFile& operator=(TemplateFile&&) noexcept;
    ~TemplateFile();

    /// A whole or broken number of millimetres, from 0 to 2000.
    Length millimetres(std::string_view key) const;
    /// The same within narrower bounds, which the message tells.
    Length millimetres(std::string_view key, Length least, Length most) const;
    /// The keys width and height of a table, each from 40 to 2000 mm.
    Size sheet(std::string_view table) const;
    /// A whole number, 1 or more.
    int number(std::string_view key, int most = 100000) const;
    std::string text(std::string_view key) const;
    /// true or false.
    bool flag(std::string_view key) const;
    std::vector<std::string> texts(std::string_view key) const;
    /// A table of the same words by language ("nl", "ar"); Dutch must be there and comes first.
    catalogue::Words words(std::string_view key) const;

    /// Whether the key is there: for what a template may leave out.
    bool has(std::string_view key) const;

    /// Names of the tables under a key, in order; none without that key.
    std::vector<std::string> tables(std::string_view key) const;

    /// A table of face, weight, slant, size_pt, leading_pt and ink, the name of an ink in [inks]; and, where
    /// the designer wants them, align, hyphens, capitals and figures.
    WordStyle style(std::string_view key) const;
    /// [fonts], which may be left out or in part: the families for sans, serif and display, all installed.
    FontFamilies fonts() const;
    /// The name of an ink in [inks], where it is written as "C0 M75 Y85 K0": percents, left out where 0.
    Ink ink(std::string_view key) const;

    /// Throws the sentence "file, line: key wanted.", for rules that reach over several keys.
    [[noreturn]] void refuse(std::string_view key, std::string_view wanted) const;
    /// Refuses keys that nothing has asked for: they are misspelt.
    void refuse_unknown_keys() const;

 private:
    struct Contents;
    std::unique_ptr<Contents> contents_;
};

}  // namespace render
