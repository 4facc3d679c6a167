#pragma once

#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/content.hpp"
#include "render/pdf/embedded_font.hpp"
#include "render/pdf/images.hpp"
#include "render/pdf/links.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/pdf/structure.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace render {

/// What the pages of one file share.
struct SharedParts {
    const Publication& publication;
    Edition edition;
    std::vector<EmbeddedFont>& fonts;
    Images& images;
    StructureTree& structure;
    std::size_t& links;  // how many there are so far in the file
};

/// Turns the items of one page into its content.
class PageWriter {
 public:
    PageWriter(const SharedParts& shared, std::size_t page);

    void write_items();

    SheetGeometry geometry() const { return geometry_; }
    const std::string& operators() const { return content_.operators(); }
    const std::set<FontNumber>& fonts_used() const { return fonts_used_; }
    /// Indices into Publication::photos.
    const std::set<std::size_t>& photos_used() const { return photos_used_; }

    const std::vector<PageLink>& links() const { return links_; }
    /// By number, as pattern_name() has them.
    const std::vector<const Gradient*>& gradients_used() const { return gradients_used_; }

    static std::string font_name(FontNumber font);
    static std::string photo_name(std::size_t photo);
    static std::string pattern_name(std::size_t gradient);

 private:
    void write(const PlacedPhoto& placed);
    void write(const PlacedLine& placed);
    void write(const FilledRect& rect);
    void write(const Rule& rule);
    void write(const Drawing& drawing);
    void write(const CropMark& mark);
    void begin_figure(const std::string& alt, const Rect& frame);

    /// The number of the link in the file whose words begin with this line.
    std::optional<std::size_t> link_of_line() const;
    bool continues_paragraph(const PlacedLine& placed) const;
    void write_runs(const PlacedLine& placed, const std::string& language);
    void write_run(const GlyphRun& run, const Foot& foot);

    const SharedParts& shared_;
    const Page& page_;
    std::size_t number_;
    SheetGeometry geometry_;
    Content content_;
    std::set<FontNumber> fonts_used_;
    std::set<std::size_t> photos_used_;
    std::vector<PageLink> links_;
    std::vector<const Gradient*> gradients_used_;
    std::size_t item_ = 0;  // that is being written
    int open_block_ = 0;    // of the paragraph that the last item belonged to
};

}  // namespace render
