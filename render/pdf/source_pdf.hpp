#pragma once

#include "render/imposed_side.hpp"
#include "render/imposition.hpp"
#include "render/pdf/page_boxes.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

namespace render {

/// A PDF of anyone's whose pages are to be placed on other pages. The new pages are made in the same
/// document, so that photos and fonts are neither copied nor touched.
class SourcePdf {
 public:
    /// Throws CannotWork when the file cannot be read, is no PDF, encrypted, damaged, or has no pages.
    explicit SourcePdf(const std::filesystem::path& file);

    /// In order, as one sees them upright.
    std::vector<SourcePage> pages() const;
    const PageBoxes& boxes(PageNumber page) const;

    /// The page as a Form XObject, made when first asked for. Form fields and notes that would be printed are
    /// part of it; links and tags are not.
    QPDFObjectHandle form(PageNumber page);

    /// Whether the document says that it is read from right to left.
    bool reads_from_right() const { return reads_from_right_; }

    /// Takes everything out of the document that is about the old pages, who made them, or what should happen
    /// on screen. What says how ink and layers must look stays.
    void replace_pages(const std::vector<QPDFObjectHandle>& pages);

    QPDF& document() { return pdf_; }

    /// What is not quite in order in the file, as far as it has been read.
    std::optional<std::string> complaint();

    /// The sentence for a file that cannot be trusted.
    [[noreturn]] void refuse_as_damaged(const std::string& detail) const;

 private:
    void open();
    void read_pages();
    QPDFObjectHandle make_form(PageNumber page);
    QPDFObjectHandle contents_of(QPDFObjectHandle page, PageNumber number);

    std::filesystem::path file_;
    QPDF pdf_;
    std::vector<QPDFObjectHandle> pages_;
    std::vector<PageBoxes> boxes_;
    std::vector<QPDFObjectHandle> forms_;
    bool reads_from_right_ = false;
};

}  // namespace render
