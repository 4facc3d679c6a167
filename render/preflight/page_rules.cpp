#include "render/length.hpp"
#include "render/pdf/metadata.hpp"
#include "render/pdf/page_boxes.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/preflight/examination.hpp"
#include "render/preflight/finding.hpp"
#include "render/preflight/ink_map.hpp"
#include "render/preflight/printed_page.hpp"
#include "render/press/printer_profile.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace render {

namespace {

constexpr double mm = 72 / 25.4;    // points
constexpr double slack = 0.1 * mm;  // for what other programs round

std::optional<UserBox> box_of(QPDFPageObjectHelper& page, const std::string& name) {
    QPDFObjectHandle array = page.getAttribute(name, false);
    if (!array.isRectangle()) return std::nullopt;
    const auto corners = array.getArrayAsRectangle();
    const UserBox box{std::min(corners.llx, corners.urx), std::min(corners.lly, corners.ury),
                      std::max(corners.llx, corners.urx), std::max(corners.lly, corners.ury)};
    return box.width() > 0 && box.height() > 0 ? std::optional(box) : std::nullopt;
}

bool lies_in(const UserBox& inner, const UserBox& outer) {
    return inner.left >= outer.left - slack && inner.bottom >= outer.bottom - slack &&
           inner.right <= outer.right + slack && inner.top <= outer.top + slack;
}

/// The least of the four sides, in mm.
double bleed_in_mm(const UserBox& trim, const UserBox& bleed) {
    return std::min({trim.left - bleed.left, trim.bottom - bleed.bottom, bleed.right - trim.right,
                     bleed.top - trim.top}) /
           mm;
}

bool shows_something(QPDFObjectHandle annotation) {
    return annotation.isDictionary() && !annotation.getKey("/Subtype").isNameAndEquals("/Popup") &&
           !annotation.getKey("/Subtype").isNameAndEquals("/TrapNet") &&
           !annotation.getKey("/Subtype").isNameAndEquals("/PrinterMark");
}

bool is_embedded(QPDFObjectHandle font) {
    if (font.getKey("/Subtype").isNameAndEquals("/Type3")) return true;  // drawn in the file itself
    QPDFObjectHandle descendants = font.getKey("/DescendantFonts");
    if (descendants.isArray() && descendants.getArrayNItems() > 0) font = descendants.getArrayItem(0);
    QPDFObjectHandle descriptor =
        font.isDictionary() ? font.getKey("/FontDescriptor") : QPDFObjectHandle::newNull();
    if (!descriptor.isDictionary()) return false;
    return descriptor.getKey("/FontFile").isStream() || descriptor.getKey("/FontFile2").isStream() ||
           descriptor.getKey("/FontFile3").isStream();
}

void look_at_bleed(Examination& examination, const ExaminedPage& page) {
    const PrinterProfile* printer = examination.printer;
    if (printer == nullptr) return;
    const Length wanted =
        printer->bleed_of({Length::from_points(page.trim.width()), Length::from_points(page.trim.height())});
    const double there = bleed_in_mm(page.trim, page.bleed);
    if (there + 0.1 < wanted.in_mm()) {
        examination.error("bleed-small",
                          {fmt::format("The bleed is {:.1f} mm and this printer wants {:g} mm: lay the page "
                                       "out with more.",
                                       std::max(0.0, there), wanted.in_mm()),
                           fmt::format("De afloop is {:.1f} mm en deze drukker wil {:g} mm: maak de pagina "
                                       "met meer.",
                                       std::max(0.0, there), wanted.in_mm())});
    }
    const bool has_room = bleed_in_mm(page.bleed, page.media) > 1;
    if (printer->marks == PrinterProfile::Marks::None && has_room) {
        examination.error(
            "marks-unwanted",
            {"There is paper with marks around the bleed and this printer wants none: leave them off.",
             "Er is papier met tekens rond de afloop en deze drukker wil dat niet: laat ze weg."});
    }
}

}  // namespace

PlaceOnPage ExaminedPage::place(double x, double y) const {
    return {(x - trim.left) / mm, (trim.top - y) / mm};
}

std::optional<ExaminedPage> examine_boxes(Examination& examination, QPDFPageObjectHelper page) {
    const auto media = box_of(page, "/MediaBox");
    if (!media) {
        examination.error("media-box", {"The page has no size: export it anew.",
                                        "De pagina heeft geen maat: exporteer het opnieuw."});
        return std::nullopt;
    }
    const auto trim = box_of(page, "/TrimBox");
    const auto bleed = box_of(page, "/BleedBox");
    const auto crop = box_of(page, "/CropBox");
    ExaminedPage examined{page, *media, trim.value_or(crop.value_or(*media)), {}, {}};
    examined.bleed = bleed.value_or(examined.trim);
    const bool has_art_box = page.getObjectHandle().hasKey("/ArtBox");
    if (!trim && !(has_art_box && examination.printer == nullptr)) {
        examination.error("trim-box",
                          {"The page does not say where it is cut: give it a TrimBox.",
                           "De pagina zegt niet waar het papier gesneden wordt: geef een TrimBox."});
    }
    if (trim && has_art_box && examination.level != PdfxLevel::None) {
        examination.error("art-box", {"The page has a TrimBox and an ArtBox: PDF/X allows one of both.",
                                      "De pagina heeft een TrimBox en een ArtBox: PDF/X staat er één toe."});
    }
    if (!lies_in(examined.trim, examined.bleed) || !lies_in(examined.bleed, *media)) {
        examination.error("boxes-nested",
                          {"The boxes do not lie within each other (trim, bleed, media): export it anew.",
                           "De kaders liggen niet in elkaar (trim, bleed, media): exporteer opnieuw."});
    }
    look_at_bleed(examination, examined);
    return examined;
}

void examine_page(Examination& examination, const ExaminedPage& page) {
    QPDFPageObjectHelper helper = page.page;
    QPDFObjectHandle dictionary = helper.getObjectHandle();
    QPDFObjectHandle unit = dictionary.getKey("/UserUnit");
    if (unit.isNumber() && unit.getNumericValue() != 1) {
        examination.error(
            "user-unit",
            {"The page is drawn in a unit of its own, which printers overlook: scale it to points.",
             "De pagina heeft een eigen maateenheid, die drukkers over het hoofd zien: zet om naar punten."});
    }
    QPDFObjectHandle rotate = helper.getAttribute("/Rotate", false);
    if (rotate.isInteger() && rotate.getIntValue() % 360 != 0) {
        examination.warning("rotated",
                            {"The page is stored on its side: look whether it lies as you mean it.",
                             "De pagina is gedraaid opgeslagen: kijk of ze ligt zoals je wilt."});
    }
    QPDFObjectHandle annotations = dictionary.getKey("/Annots");
    const bool wants_none = examination.printer != nullptr || examination.level != PdfxLevel::None;
    if (wants_none && annotations.isArray()) {
        for (const QPDFObjectHandle& annotation : annotations.getArrayAsVector()) {
            if (!shows_something(annotation)) continue;
            examination.error("annotations", {"There are notes or links on the page: take them out.",
                                              "Er staan notities of links op de pagina: haal die eruit."});
        }
    }
    if (dictionary.hasKey("/AA")) {
        examination.error("page-actions", {"The page does something when it is shown: take actions out.",
                                           "De pagina doet iets als ze getoond wordt: haal acties eruit."});
    }
    QPDFObjectHandle group = helper.getAttribute("/Group", false);
    const bool is_group = group.isDictionary() && group.getKey("/S").isNameAndEquals("/Transparency");
    if (is_pdf_1_3(examination.level) && (is_group || page.printed->has_transparency_group)) {
        examination.error("transparency-group",
                          {"The page has transparency groups, which this PDF/X does not know: flatten them.",
                           "De pagina heeft transparantiegroepen, en die kent deze PDF/X niet: maak plat."});
    }
    if (examination.level == PdfxLevel::X4 && is_group && group.getKey("/CS").isNameAndEquals("/DeviceRGB")) {
        examination.error("blend-space",
                          {"What is transparent is mixed in RGB, so black becomes four inks: mix in CMYK.",
                           "Wat doorzichtig is wordt in RGB gemengd, en zwart wordt vier inkten: meng in "
                           "CMYK."});
    }
    if (dictionary.hasKey("/PieceInfo")) {
        examination.warning("private-data",
                            {"The page carries data of the program that made it: export it without.",
                             "De pagina heeft gegevens van het programma bij zich: exporteer zonder."});
    }
    if (page.printed->unreadable) {
        examination.error("content-broken",
                          {"What stands on the page cannot be read to the end: export it anew.",
                           "Wat op de pagina staat is niet tot het einde te lezen: exporteer opnieuw."});
    }
    if (page.printed->sets_press_controls) {
        examination.error(
            "press-controls",
            {"The page sets halftones or transfer curves, which are the printer's business: export it "
             "without.",
             "De pagina stelt rasters of curves in, en dat doet de drukker: exporteer zonder."});
    }
    if (page.printed->is_too_much) tell_too_much(examination);
    if (page.printed->has_postscript) {
        examination.error("postscript", {"There is PostScript code on the page: export it anew without.",
                                         "Er staat PostScript-code op de pagina: exporteer zonder."});
    }
    for (const auto& [key, font] : page.printed->fonts) {
        if (is_embedded(font)) continue;
        const std::string& name = key.first;
        examination.add({"font-missing",
                         Severity::Error,
                         examination.page,
                         {},
                         fmt::format("Het lettertype {} zit niet in het bestand: sluit het in.", name),
                         fmt::format("The font {} is not in the file: embed it.", name)});
    }
}

}  // namespace render
