#include "render/pdf/imposed_sheets.hpp"

#include "catalogue/catalogue.hpp"
#include "render/imposed_side.hpp"
#include "render/imposition.hpp"
#include "render/length.hpp"
#include "render/pdf/content.hpp"
#include "render/pdf/document.hpp"
#include "render/pdf/page_boxes.hpp"
#include "render/pdf/source_pdf.hpp"
#include "render/whole_file.hpp"

#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <qpdf/Constants.h>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFSystemError.hh>
#include <qpdf/QPDFWriter.hh>

namespace render {

namespace {

QPDFObjectHandle sheet_box(const Rect& rect, Size paper) {
    auto corners = QPDFObjectHandle::newArray();
    for (const Length corner :
         {rect.left(), paper.height - rect.bottom(), rect.right(), paper.height - rect.top()}) {
        corners.appendItem(QPDFObjectHandle::newReal(pdf_number(corner.in_points())));
    }
    return corners;
}

std::string name_of_form(PageNumber page) {
    return fmt::format("/Page{}", page);
}

/// Marks stand on every plate (Separation All, named /All). Glue marks lie over photos: a white line under
/// each keeps them visible on dark ones.
std::string drawn(const SheetMark& mark, Size paper) {
    const auto point = [&](Point at) {
        return pdf_number(at.x.in_points()) + " " + pdf_number((paper.height - at.y).in_points());
    };
    std::string line = fmt::format("{} m {} l S\n", point(mark.from), point(mark.to));
    switch (mark.look) {
        case MarkLook::Fold:
            return "[3 2] 0 d " + line + "[] 0 d\n";
        case MarkLook::Glue:
            return "0 SCN 1.25 w " + line + "1 SCN 0.25 w " + line;
        case MarkLook::Cut:
            break;
    }
    return line;
}

std::string operators_of(const ImposedSide& side, const SourcePdf& source) {
    std::string operators;
    for (const PlacedPage& page : side.pages) {
        operators +=
            fmt::format("q {} re W n {}cm {} Do Q\n", pdf_rectangle(page.clip, side.paper),
                        placement(source.boxes(page.page), page, side.paper), name_of_form(page.page));
    }
    if (side.marks.empty()) return operators;
    operators += "q /All CS 1 SCN 0.25 w\n";
    for (const SheetMark& mark : side.marks) operators += drawn(mark, side.paper);
    return operators + "Q\n";
}

class SheetMaker {
 public:
    explicit SheetMaker(SourcePdf& source) : source_(source) {
        plates_ = source.document().makeIndirectObject(
            QPDFObjectHandle::parse("<</All [/Separation /All /DeviceCMYK <</FunctionType 2 /Domain [0 1] "
                                    "/C0 [0 0 0 0] /C1 [1 1 1 1] "
                                    "/N 1>>]>>"));
    }

    QPDFObjectHandle sheet(const ImposedSide& side) {
        auto forms = QPDFObjectHandle::newDictionary();
        for (const PlacedPage& page : side.pages) {
            forms.replaceKey(name_of_form(page.page), source_.form(page.page));
        }
        auto resources = QPDFObjectHandle::newDictionary();
        resources.replaceKey("/XObject", forms);
        if (!side.marks.empty()) resources.replaceKey("/ColorSpace", plates_);
        auto page = QPDFObjectHandle::parse("<</Type /Page>>");
        page.replaceKey("/MediaBox", sheet_box({{}, side.paper}, side.paper));
        page.replaceKey("/BleedBox", sheet_box(side.bleed, side.paper));
        page.replaceKey("/TrimBox", sheet_box(side.trim, side.paper));
        page.replaceKey("/Resources", resources);
        page.replaceKey("/Contents", deflated_stream(source_.document(), operators_of(side, source_)));
        return source_.document().makeIndirectObject(page);
    }

 private:
    SourcePdf& source_;
    QPDFObjectHandle plates_;
};

/// Office programs shrink pages to what the printer reaches and print one side, unless the file says
/// otherwise (ISO 32000-1 table 150).
QPDFObjectHandle preferences(Duplex duplex) {
    const char* sides = duplex == Duplex::Simplex     ? "Simplex"
                        : duplex == Duplex::ShortEdge ? "DuplexFlipShortEdge"
                                                      : "DuplexFlipLongEdge";
    auto preferences = QPDFObjectHandle::parse("<</PrintScaling /None /PickTrayByPDFSize true>>");
    preferences.replaceKey("/Duplex", pdf_name(sides));
    return preferences;
}

void write_to(QPDF& pdf, std::FILE* file) {
    QPDFWriter writer(pdf, "PDF", file, false);
    writer.setStreamDataMode(qpdf_s_preserve);   // photos pass untouched and unread (PRINT §2.1)
    writer.setNewlineBeforeEndstream(true);      // validators of PDF/A ask it of every stream (PRINT §2.2)
    writer.setObjectStreamMode(qpdf_o_disable);  // so that old printers can read it
    writer.setMinimumPDFVersion("1.7");          // the first that knows /Duplex
    writer.setDeterministicID(true);
    writer.write();
}

}  // namespace

void write_imposed(SourcePdf& source, const ImposedSheets& sheets, const std::filesystem::path& target) {
    WholeFile file(target);
    try {
        SheetMaker maker(source);
        std::vector<QPDFObjectHandle> pages;
        for (const ImposedSide& side : sheets.sides) pages.push_back(maker.sheet(side));
        source.replace_pages(pages);
        source.document().getRoot().replaceKey("/ViewerPreferences", preferences(sheets.duplex));
        write_to(source.document(), file.handle());
    } catch (const catalogue::CannotWork&) {
        throw;
    } catch (const QPDFSystemError& error) {
        throw catalogue::CannotWork("The file " + target.string() + " could not be written (" + error.what() +
                                    "): look whether the disk is full.");
    } catch (const QPDFExc& error) {
        source.refuse_as_damaged(error.getMessageDetail());
    } catch (const std::exception& error) {
        source.refuse_as_damaged(error.what());
    }
    file.commit();
}

}  // namespace render
