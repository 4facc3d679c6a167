#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/content.hpp"
#include "render/pdf/document.hpp"
#include "render/pdf/embedded_font.hpp"
#include "render/pdf/images.hpp"
#include "render/pdf/links.hpp"
#include "render/pdf/metadata.hpp"
#include "render/pdf/navigation.hpp"
#include "render/pdf/output_intent.hpp"
#include "render/pdf/page_writer.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pdf/plain_file.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/pdf/shading_pattern.hpp"
#include "render/pdf/structure.hpp"
#include "render/type.hpp"
#include "render/whole_file.hpp"

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <malloc.h>

namespace render {

namespace {

QPDFObjectHandle box(const SheetGeometry& geometry, Length outside_trim) {
    const double left = geometry.x(-outside_trim);
    const double bottom = geometry.y(geometry.trim.height + outside_trim);
    const double right = geometry.x(geometry.trim.width + outside_trim);
    const double top = geometry.y(-outside_trim);
    auto corners = QPDFObjectHandle::newArray();
    for (const double corner : {left, bottom, right, top}) {
        corners.appendItem(QPDFObjectHandle::newReal(pdf_number(corner)));
    }
    return corners;
}

/// One file being put together. For print each page and photo goes to the file as soon as it is there.
class Document {
 public:
    Document(const Publication& publication, const PdfOptions& options, std::FILE* file)
        : publication_(publication),
          options_(options),
          file_(started(pdf_, claimed_level(publication, options), options.edition, file)),
          colours_(pdf_),
          images_(pdf_, colours_, publication, options, file_.get()) {
        for (const auto& font : publication.fonts) fonts_.emplace_back(font);
    }

    QPDF& pdf() { return pdf_; }

    /// The SHA-256 of the file, if the document went there meanwhile.
    std::string put_together() {
        write_colours();
        const SharedParts shared{publication_, options_.edition, fonts_, images_, structure_, links_so_far_};
        for (std::size_t page = 0; page < publication_.pages.size(); ++page) {
            PageWriter writer(shared, page);
            writer.write_items();
            add_page(writer);
        }
        write_fonts();
        for (std::size_t page = 0; page < pages_.size(); ++page) add_links(page);
        write_metadata(pdf_, publication_, options_);
        write_navigation(pdf_, publication_, pages_);
        const bool tagged = !structure_.empty() && !is_pdf_1_3(level());
        if (tagged) {
            structure_.write(pdf_, pages_, links_, publication_.language,
                             [&](const QPDFObjectHandle& element) { put(element); });
        }
        const bool meant_for_press = options_.edition == Edition::Print && options_.level != PdfxLevel::None;
        if (meant_for_press && options_.condition) {
            write_output_intent(pdf_, colours_, *options_.condition);
        }
        return file_ ? file_->finish() : "";
    }

 private:
    PdfxLevel level() const { return claimed_level(publication_, options_); }

    /// Null for screens: QPDFWriter, which orders the file for the network, needs all of it.
    static std::unique_ptr<PlainFile> started(QPDF& pdf, PdfxLevel level, Edition edition, std::FILE* file) {
        pdf.emptyPDF();
        if (edition == Edition::Screen) return nullptr;
        return std::make_unique<PlainFile>(pdf, is_pdf_1_3(level) ? "1.3" : "1.6", file);
    }

    void put(const QPDFObjectHandle& finished) {
        if (file_) file_->write(finished);
    }

    /// Known only when all pages are; until then they have a number.
    QPDFObjectHandle font(FontNumber number) {
        auto [entry, added] = numbered_fonts_.try_emplace(number);
        if (added) entry->second = pdf_.makeIndirectObject(QPDFObjectHandle::newInteger(0));
        return entry->second;
    }

    void write_fonts() {
        for (const auto& [number, numbered] : numbered_fonts_) {
            pdf_.replaceObject(numbered.getObjGen(), fonts_[number].write(pdf_));
            if (file_) file_->write_streams();
        }
    }

    void write_colours() {
        if (options_.edition == Edition::Screen) {
            spaces_ = QPDFObjectHandle::newDictionary();
            spaces_.replaceKey("/DefaultRGB", colours_.srgb());
            return;
        }
        // Marks must be on every plate, spot colours too (ISO 32000-1 §8.6.6.4).
        spaces_ = QPDFObjectHandle::parse(
            "<</All [/Separation /All /DeviceCMYK <</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [1 1 1 "
            "1] /N 1>>]>>");
        states_ = QPDFObjectHandle::parse(
            "<</GSover <</Type /ExtGState /OP true /op true /OPM 1>> /GSknock <</Type /ExtGState /OP false "
            "/op false "
            "/OPM 1>>>>");
        spaces_ = pdf_.makeIndirectObject(spaces_);
        states_ = pdf_.makeIndirectObject(states_);
    }

    QPDFObjectHandle patterns_of(const PageWriter& writer) const {
        const bool in_process_inks = options_.edition == Edition::Print;
        const auto inks = in_process_inks ? Content::Inks::Process : Content::Inks::Rgb;
        auto patterns = QPDFObjectHandle::newDictionary();
        for (std::size_t i = 0; i < writer.gradients_used().size(); ++i) {
            patterns.replaceKey("/" + PageWriter::pattern_name(i),
                                shading_pattern(*writer.gradients_used()[i], writer.geometry(), inks));
        }
        return patterns;
    }

    QPDFObjectHandle resources_of(const PageWriter& writer) {
        auto fonts = QPDFObjectHandle::newDictionary();
        for (const FontNumber number : writer.fonts_used()) {
            fonts.replaceKey("/" + PageWriter::font_name(number), font(number));
        }
        auto photos = QPDFObjectHandle::newDictionary();
        for (const std::size_t photo : writer.photos_used()) {
            photos.replaceKey("/" + PageWriter::photo_name(photo),
                              images_.image(publication_.photos[photo].master));
        }
        auto resources = QPDFObjectHandle::newDictionary();
        resources.replaceKey("/Font", fonts);
        resources.replaceKey("/XObject", photos);
        resources.replaceKey("/ColorSpace", spaces_);
        if (!writer.gradients_used().empty()) resources.replaceKey("/Pattern", patterns_of(writer));
        if (options_.edition == Edition::Print) resources.replaceKey("/ExtGState", states_);
        return resources;
    }

    void add_page(const PageWriter& writer) {
        const SheetGeometry geometry = writer.geometry();
        auto page = QPDFObjectHandle::parse("<</Type /Page>>");
        const QPDFObjectHandle whole = box(geometry, geometry.around);
        page.replaceKey("/MediaBox", whole);
        page.replaceKey("/CropBox", whole);
        page.replaceKey("/BleedBox", box(geometry, geometry.bleed));
        page.replaceKey("/TrimBox", box(geometry, {}));
        page.replaceKey("/Resources", resources_of(writer));
        const QPDFObjectHandle contents = deflated_stream(pdf_, writer.operators());
        page.replaceKey("/Contents", contents);
        put(contents);
        linked_.push_back({writer.links(), geometry});
        pages_.push_back(pdf_.makeIndirectObject(page));
        pdf_.addPage(pages_.back(), false);
    }

    void add_links(std::size_t page) {
        const auto& [links, geometry] = linked_[page];
        if (links.empty()) return;
        auto annotations = QPDFObjectHandle::newArray();
        for (const PageLink& link : links) {
            const std::size_t number = pages_.size() + links_.size();
            links_.push_back(written_link(pdf_, link, geometry, pages_, number));
            annotations.appendItem(links_.back());
        }
        pages_[page].replaceKey("/Annots", annotations);
    }

    const Publication& publication_;
    const PdfOptions& options_;
    QPDF pdf_;
    std::unique_ptr<PlainFile> file_;
    ColourSpaces colours_;
    Images images_;
    StructureTree structure_;
    std::vector<EmbeddedFont> fonts_;
    std::map<FontNumber, QPDFObjectHandle> numbered_fonts_;
    std::vector<QPDFObjectHandle> pages_;
    std::vector<std::pair<std::vector<PageLink>, SheetGeometry>> linked_;  // by page
    std::vector<QPDFObjectHandle> links_;
    std::size_t links_so_far_ = 0;
    QPDFObjectHandle spaces_;
    QPDFObjectHandle states_;
};

void write_for_screens(QPDF& pdf, std::FILE* file) {
    QPDFWriter writer(pdf, "PDF", file, false);
    writer.setStreamDataMode(qpdf_s_preserve);
    writer.setNewlineBeforeEndstream(true);  // validators of PDF/A ask it of every stream (PRINT §2.2)
    writer.setMinimumPDFVersion("1.7");
    writer.setObjectStreamMode(qpdf_o_generate);
    // The first page shows while the rest still comes over the network (ISO 32000-1 annex F).
    writer.setLinearization(true);
    writer.setDeterministicID(true);
    writer.write();
}

}  // namespace

std::string write_pdf(const Publication& publication, WholeFile& file, const PdfOptions& options) {
    try {
        Document document(publication, options, file.handle());
        const std::string sha256 = document.put_together();
        if (options.edition == Edition::Screen) write_for_screens(document.pdf(), file.handle());
        return sha256;
    } catch (const QPDFExc& error) {
        throw catalogue::CannotWork("The file " + file.target().string() + " could not be written (" +
                                    error.what() + "): look whether the disk is full.");
    }
}

std::string write_pdf(const Publication& publication, const std::filesystem::path& target,
                      const PdfOptions& options) {
    // What laying out took, and then the PDF's objects, is much beside what comes after: back to the system.
    ::malloc_trim(0);
    WholeFile file(target);
    std::string sha256 = write_pdf(publication, file, options);
    ::malloc_trim(0);
    file.commit();
    return sha256;
}

}  // namespace render
