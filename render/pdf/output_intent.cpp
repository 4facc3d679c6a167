#include "render/pdf/output_intent.hpp"

#include "catalogue/catalogue.hpp"
#include "render/pdf/document.hpp"
#include "render/pdf/images.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pdf/profiles.hpp"
#include "render/pdf/qpdf.hpp"

#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <string>

namespace render {

std::string press_profile_of(const PrintCondition& condition) {
    std::ifstream file(condition.profile, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (!is_press_profile(bytes)) {
        throw catalogue::CannotWork("The press profile " + condition.profile.string() +
                                    " cannot be read as an ICC profile of a CMYK press: name another one.");
    }
    return bytes;
}

PrintCondition coated_paper(const std::filesystem::path& templates) {
    return {templates / "printers" / "ISOcoated_v2_300_bas.icc", "FOGRA39",
            "Coated FOGRA39 (ISO 12647-2:2004)"};
}

void write_output_intent(QPDF& pdf, ColourSpaces& colours, const PrintCondition& condition) {
    auto intent =
        QPDFObjectHandle::parse("<</Type /OutputIntent /S /GTS_PDFX /RegistryName (http://www.color.org)>>");
    intent.replaceKey("/OutputConditionIdentifier", pdf_text(condition.identifier));
    intent.replaceKey("/OutputCondition", pdf_text(condition.description));
    intent.replaceKey("/Info", pdf_text(condition.description));
    if (condition.embedded) {
        intent.replaceKey("/DestOutputProfile", colours.profile_stream(press_profile_of(condition), 4));
    }
    auto intents = QPDFObjectHandle::newArray();
    intents.appendItem(pdf.makeIndirectObject(intent));
    pdf.getRoot().replaceKey("/OutputIntents", intents);
}

}  // namespace render
