#pragma once

#include "render/type.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

namespace render {

/// The fonts of this machine that may go into print: TrueType outlines, because hb-subset renumbers the
/// glyphs of CFF fonts (PRINT §2.4); one weight a file, because not every reader knows variable fonts; Noto
/// and the families that the design asks for, so that two machines make the same pages.
class FontShelf {
 public:
    /// Throws CannotWork when not one Noto font is installed, or one of the families is not.
    explicit FontShelf(FontFamilies families = {});
    FontShelf(FontShelf&&) noexcept;
    FontShelf& operator=(FontShelf&&) noexcept;
    ~FontShelf();

    /// Places on the shelf of the fonts to try for that script (ISO 15924), best first.
    const std::vector<std::size_t>& candidates(const TextStyle& style, const std::string& script);

    bool covers(std::size_t place, char32_t code_point) const;
    const FontFile& file(std::size_t place) const;
    const std::string& family(std::size_t place) const;

 private:
    struct Entry;
    void expect_families() const;

    FontFamilies families_;
    std::vector<Entry> entries_;
    std::map<std::tuple<Face, Weight, Slant, std::string>, std::vector<std::size_t>> orders_;
};

/// The Debian package that has fonts for a script, for the message when there are none.
std::string package_for(const std::string& script);

}  // namespace render
