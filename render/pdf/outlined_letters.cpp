#include "render/logo.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/preflight/other_reading.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace render {

namespace {

bool has_file(QPDFObjectHandle font) {
    QPDFObjectHandle descriptor = font.getKey("/FontDescriptor");
    if (!descriptor.isDictionary()) return false;
    return descriptor.hasKey("/FontFile") || descriptor.hasKey("/FontFile2") ||
           descriptor.hasKey("/FontFile3");
}

/// A composite font's file is its descendant's, a Type 3 font is its own drawing.
bool lacks_its_file(QPDFObjectHandle font) {
    if (!font.isDictionary() || !font.getKey("/Subtype").isName()) return false;
    const std::string kind = font.getKey("/Subtype").getName();
    return kind != "/Type0" && kind != "/Type3" && !has_file(font);
}

bool is_font(QPDFObjectHandle object) {
    return object.isDictionary() && object.getKey("/Type").isName() &&
           object.getKey("/Type").getName() == "/Font";
}

/// Whether every font comes with the file: in another one the letters would look otherwise.
bool has_all_fonts(const std::string& pdf) {
    try {
        QPDF document;
        document.setSuppressWarnings(true);
        document.processMemoryFile("logo", pdf.data(), pdf.size());
        for (const QPDFObjectHandle& page : document.getAllPages()) {
            QPDFObjectHandle fonts = QPDFObjectHandle(page).getKey("/Resources").getKey("/Font");
            if (!fonts.isDictionary()) continue;
            for (const std::string& name : fonts.getKeys()) {
                if (lacks_its_file(fonts.getKey(name))) return false;
            }
        }
        const auto all = document.getAllObjects();
        return std::none_of(all.begin(), all.end(), [](const QPDFObjectHandle& object) {
            return is_font(object) && lacks_its_file(object);
        });
    } catch (const QPDFExc&) {
        return false;
    }
}

}  // namespace

std::optional<std::string> outlined_letters(const std::string& pdf) {
    if (!has_all_fonts(pdf)) return std::nullopt;
    return with_letters_as_outlines(pdf);
}

}  // namespace render
