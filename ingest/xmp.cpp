#include "ingest/xmp.hpp"

#include "catalogue/catalogue.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>

namespace ingest {

namespace {

// XML 1.0 clauses 2.2 and 2.4: what has a meaning is escaped, what may not be in it is left out.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\n':
            case '\t':
                out += ' ';
                break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20) out += c;
        }
    }
    return out;
}

std::string simple(std::string_view name, std::string_view text) {
    if (text.empty()) return {};
    return fmt::format("   <{0}>{1}</{0}>\n", name, escaped(text));
}

std::string list(std::string_view name, std::string_view kind, const std::vector<std::string>& texts) {
    if (texts.empty()) return {};
    std::string items;
    for (const std::string& text : texts) items += fmt::format("<rdf:li>{}</rdf:li>", escaped(text));
    return fmt::format("   <{0}><rdf:{1}>{2}</rdf:{1}></{0}>\n", name, kind, items);
}

/// A text in Dutch, which is also what who reads no Dutch gets to see.
std::string dutch(std::string_view name, std::string_view text) {
    if (text.empty()) return {};
    return fmt::format(
        "   <{0}><rdf:Alt><rdf:li xml:lang=\"x-default\">{1}</rdf:li><rdf:li "
        "xml:lang=\"nl\">{1}</rdf:li></rdf:Alt></{0}>\n",
        name, escaped(text));
}

std::string plus_term(std::string_view name, std::string_view term) {
    return term.empty() ? std::string{}
                        : simple(name, fmt::format("http://ns.useplus.org/ldf/vocab/{}", term));
}

std::vector<std::string> one_if_any(const std::string& text) {
    return text.empty() ? std::vector<std::string>{} : std::vector<std::string>{text};
}

constexpr std::string_view beginning =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "  <rdf:Description rdf:about=\"\"\n"
    "    xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
    "    xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\"\n"
    "    xmlns:xmpRights=\"http://ns.adobe.com/xap/1.0/rights/\"\n"
    "    xmlns:plus=\"http://ns.useplus.org/ldf/xmp/1.0/\"\n"
    "    xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\"\n"
    "    xmlns:lr=\"http://ns.adobe.com/lightroom/1.0/\"\n"
    "    xmlns:inbeeld=\"urn:inbeeld:xmp:1\">\n";
constexpr std::string_view end =
    "  </rdf:Description>\n"
    " </rdf:RDF>\n"
    "</x:xmpmeta>\n"
    "<?xpacket end=\"r\"?>\n";

}  // namespace

std::string write_xmp(const catalogue::MasterTags& tags) {
    std::string packet{beginning};
    packet += list("dc:creator", "Seq", one_if_any(tags.creator));
    packet += simple("photoshop:Credit", tags.credit);
    packet += dutch("dc:rights", tags.rights);
    packet += simple("xmpRights:Marked", "True");
    packet += dutch("xmpRights:UsageTerms", tags.usage_terms);
    packet += plus_term("plus:CopyrightStatus", "CS-PRO");
    packet += simple("plus:LicenseStartDate", tags.evaluated_at);
    packet += simple("plus:LicenseEndDate", tags.license_end);
    packet += plus_term("plus:ModelReleaseStatus", tags.model_release_status);
    packet += plus_term("plus:DataMining", "DMI-PROHIBITED");
    packet += simple("Iptc4xmpExt:DigitalSourceType",
                     "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture");
    if (tags.public_words) {
        packet += dutch("dc:title", tags.title_nl);
        packet += dutch("dc:description", tags.caption_nl);
    }
    packet += list("dc:subject", "Bag", tags.subjects);
    packet += list("lr:hierarchicalSubject", "Bag", tags.subjects);
    packet += simple("inbeeld:evaluated-at", tags.evaluated_at);
    packet += end;
    return packet;
}

}  // namespace ingest
