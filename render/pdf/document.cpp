#include "render/pdf/document.hpp"

#include "render/pdf/qpdf.hpp"

#include <string>
#include <string_view>

namespace render {

QPDFObjectHandle pdf_text(const std::string& utf8) {
    return QPDFObjectHandle::newUnicodeString(utf8);
}

QPDFObjectHandle pdf_name(const std::string& name) {
    return QPDFObjectHandle::newName("/" + name);
}

QPDFObjectHandle deflated_stream(QPDF& pdf, std::string_view bytes) {
    std::string deflated;
    Pl_String sink("deflated", nullptr, deflated);
    Pl_Flate flate("flate", &sink, Pl_Flate::a_deflate);
    flate.writeString(std::string(bytes));
    flate.finish();
    QPDFObjectHandle stream = pdf.newStream();
    stream.replaceStreamData(deflated, pdf_name("FlateDecode"), QPDFObjectHandle::newNull());
    return stream;
}

QPDFObjectHandle plain_stream(QPDF& pdf, std::string_view bytes) {
    return pdf.newStream(std::string(bytes));
}

}  // namespace render
