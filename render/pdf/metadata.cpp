#include "render/pdf/metadata.hpp"

#include "render/page.hpp"
#include "render/pdf/document.hpp"
#include "render/pdf/fingerprint.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pdf/qpdf.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace render {

namespace {

constexpr std::string_view producer = "In Beeld";

/// "2026-07-02T10:00:00" as "D:20260702100000" (ISO 32000-1 §7.9.4).
std::string pdf_date(const std::string& moment) {
    std::string date = "D:";
    std::copy_if(moment.begin(), moment.end(), std::back_inserter(date),
                 [](char c) { return c >= '0' && c <= '9'; });
    return date;
}

std::string escaped(std::string_view text) {
    std::string xml;
    for (const char c : text) {
        if (c == '&') {
            xml += "&amp;";
        } else if (c == '<') {
            xml += "&lt;";
        } else if (c == '>') {
            xml += "&gt;";
        } else if (c == '"') {
            xml += "&quot;";
        } else if (static_cast<unsigned char>(c) >= ' ') {
            xml += c;
        }
    }
    return xml;
}

/// A name for this document that is always the same for the same title, moment and number of pages: random
/// ones would make two runs differ.
std::string document_uuid(const Publication& publication, const PdfOptions& options) {
    Fingerprint fingerprint;
    fingerprint.add(fmt::format("{}|{}|{}|{}", publication.title, options.moment, publication.pages.size(),
                                static_cast<int>(options.edition)));
    const std::string hex = fingerprint.hexadecimal();
    return fmt::format("uuid:{}-{}-5{}-a{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(13, 3),
                       hex.substr(17, 3), hex.substr(20, 12));
}

std::string xmp(const Publication& publication, const PdfOptions& options) {
    const std::string uuid = document_uuid(publication, options);
    const std::string pdfx = claimed_level(publication, options) == PdfxLevel::X4
                                 ? "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n"
                                 : "";
    // ISO 14289-1 §5: only on a screen, where all that it asks is written.
    const std::string pdfua = options.edition == Edition::Screen ? "<pdfuaid:part>1</pdfuaid:part>\n" : "";
    return fmt::format(
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
        "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
        "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" "
        "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\" "
        "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
        "<dc:format>application/pdf</dc:format>\n"
        "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{0}</rdf:li></rdf:Alt></dc:title>\n"
        "<dc:language><rdf:Bag><rdf:li>{1}</rdf:li></rdf:Bag></dc:language>\n"
        "<xmp:CreateDate>{2}</xmp:CreateDate>\n<xmp:ModifyDate>{2}</xmp:ModifyDate>\n"
        "<xmp:MetadataDate>{2}</xmp:MetadataDate>\n<xmp:CreatorTool>{3}</xmp:CreatorTool>\n"
        "<pdf:Producer>{3}</pdf:Producer>\n<pdf:Trapped>False</pdf:Trapped>\n"
        "<xmpMM:DocumentID>{4}</xmpMM:DocumentID>\n<xmpMM:InstanceID>{4}</xmpMM:InstanceID>\n"
        "<xmpMM:VersionID>1</xmpMM:VersionID>\n<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n{5}{6}"
        "</rdf:Description>\n</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>\n",
        escaped(publication.title), escaped(publication.language), escaped(options.moment), producer, uuid,
        pdfx, pdfua);
}

}  // namespace

std::string in_words(PdfxLevel level) {
    switch (level) {
        case PdfxLevel::X1a:
            return "PDF/X-1a:2001";
        case PdfxLevel::X3:
            return "PDF/X-3:2002";
        case PdfxLevel::X4:
            return "PDF/X-4";
        case PdfxLevel::None:
            break;
    }
    return "no PDF/X";
}

PdfxLevel claimed_level(const Publication& publication, const PdfOptions& options) {
    const bool dated_and_titled = !publication.title.empty() && !options.moment.empty();
    const bool claims =
        options.edition == Edition::Print && options.condition.has_value() && dated_and_titled;
    return claims ? options.level : PdfxLevel::None;
}

bool is_pdf_1_3(PdfxLevel level) {
    return level == PdfxLevel::X1a || level == PdfxLevel::X3;
}

void write_metadata(QPDF& pdf, const Publication& publication, const PdfOptions& options) {
    auto info = QPDFObjectHandle::parse("<</Trapped /False>>");
    info.replaceKey("/Title", pdf_text(publication.title));
    info.replaceKey("/Creator", pdf_text(std::string(producer)));
    info.replaceKey("/Producer", pdf_text(std::string(producer)));
    info.replaceKey("/CreationDate", QPDFObjectHandle::newString(pdf_date(options.moment)));
    info.replaceKey("/ModDate", QPDFObjectHandle::newString(pdf_date(options.moment)));
    const PdfxLevel level = claimed_level(publication, options);
    if (level == PdfxLevel::X1a) {
        // ISO 15930-1:2001 §6.4: the version is that of the family, the conformance that of the level.
        info.replaceKey("/GTS_PDFXVersion", pdf_text("PDF/X-1:2001"));
        info.replaceKey("/GTS_PDFXConformance", pdf_text("PDF/X-1a:2001"));
    } else if (level != PdfxLevel::None) {
        info.replaceKey("/GTS_PDFXVersion", pdf_text(in_words(level)));
    }
    pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(info));
    if (is_pdf_1_3(level)) return;  // XMP and what follows came later

    auto packet = plain_stream(pdf, xmp(publication, options));
    packet.getDict().replaceKey("/Type", pdf_name("Metadata"));
    packet.getDict().replaceKey("/Subtype", pdf_name("XML"));
    auto catalogue = pdf.getRoot();
    catalogue.replaceKey("/Metadata", packet);
    catalogue.replaceKey("/Lang", pdf_text(publication.language));
    catalogue.replaceKey("/ViewerPreferences", QPDFObjectHandle::parse("<</DisplayDocTitle true>>"));
}

}  // namespace render
