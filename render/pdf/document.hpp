#pragma once

#include "render/pdf/qpdf.hpp"

#include <string>
#include <string_view>

namespace render {

/// A string object holding text for people (ISO 32000-1 §7.9.2.2).
QPDFObjectHandle pdf_text(const std::string& utf8);

QPDFObjectHandle pdf_name(const std::string& name);

/// An indirect stream, deflated here: the file is written in qpdf's preserve mode, which lets photos pass
/// untouched but compresses nothing.
QPDFObjectHandle deflated_stream(QPDF& pdf, std::string_view bytes);

/// An indirect stream as it is: XMP must be readable for programs that do not know PDF.
QPDFObjectHandle plain_stream(QPDF& pdf, std::string_view bytes);

}  // namespace render
