#pragma once

#include "render/pdf/page_boxes.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/preflight/finding.hpp"
#include "render/preflight/printed_page.hpp"
#include "render/press/printer_profile.hpp"

#include <optional>
#include <string>
#include <vector>

namespace render {

/// One sentence in both languages.
struct Sentence {
    std::string english;
    std::string dutch;
};

/// What the rules share while a file is looked at, and what they find.
class Examination {
 public:
    QPDF& pdf;
    const PrinterProfile* printer = nullptr;    // may be absent
    const PrintCondition* condition = nullptr;  // of the printer's paper; may be absent
    PdfxLevel level = PdfxLevel::None;
    int page = 0;  // that is being looked at

    /// Once a page for each rule: of twenty thin lines the first is told.
    void error(const std::string& rule, const Sentence& sentence, std::optional<PlaceOnPage> place = {});
    void warning(const std::string& rule, const Sentence& sentence, std::optional<PlaceOnPage> place = {});
    /// Each of them.
    void add(Finding finding);

    std::vector<Finding> findings() &&;

 private:
    void once(Severity severity, const std::string& rule, const Sentence& sentence,
              std::optional<PlaceOnPage> place);

    std::vector<Finding> findings_;

 public:
    explicit Examination(QPDF& examined) : pdf(examined) {}
};

/// What the file claims to be, in Info and XMP. None when it claims nothing.
PdfxLevel level_claimed_by(QPDF& pdf);

/// That there is more in the file than is looked at.
void tell_too_much(Examination& examination);

void examine_document(Examination& examination, const std::string& stem);

/// The boxes of a page as far as they are there, in points.
struct ExaminedPage {
    QPDFPageObjectHelper page;
    UserBox media;
    UserBox trim;
    UserBox bleed;
    std::optional<PrintedPage> printed;

    PlaceOnPage place(double x, double y) const;
};

/// Nothing when the page has no usable MediaBox.
std::optional<ExaminedPage> examine_boxes(Examination& examination, QPDFPageObjectHelper page);
void examine_page(Examination& examination, const ExaminedPage& page);
void examine_marks(Examination& examination, const ExaminedPage& page);

/// Ink over a square millimetre, and bleed. Returns the most ink on the page, percent.
int examine_ink(Examination& examination, const ExaminedPage& page);

}  // namespace render
