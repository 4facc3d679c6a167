#pragma once

#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/content.hpp"
#include "render/pdf/embedded_font.hpp"
#include "render/pdf/images.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/pdf/structure.hpp"

#include <cstddef>
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

    static std::string font_name(FontNumber font);
    static std::string photo_name(std::size_t photo);

 private:
    void write(const PlacedPhoto& placed);
    void write(const PlacedLine& placed);
    void write(const FilledRect& rect);
    void write(const Rule& rule);
    void write(const Drawing& drawing);
    void write(const CropMark& mark);
    void begin_figure(const std::string& alt, const Rect& frame);

    bool continues_paragraph(const PlacedLine& placed) const;
    void write_runs(const PlacedLine& placed, const std::string& language);
    void write_run(const GlyphRun& run, Point origin);

    const SharedParts& shared_;
    const Page& page_;
    std::size_t number_;
    SheetGeometry geometry_;
    Content content_;
    std::set<FontNumber> fonts_used_;
    std::set<std::size_t> photos_used_;
    int open_block_ = 0;  // of the paragraph that the last item belonged to
};

}  // namespace render
