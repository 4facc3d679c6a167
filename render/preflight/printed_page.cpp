#include "render/preflight/printed_page.hpp"

#include "render/pdf/page_boxes.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/preflight/allowance.hpp"
#include "render/preflight/ink_canvas.hpp"
#include "render/preflight/ink_map.hpp"
#include "render/preflight/page_reader.hpp"
#include "render/preflight/unpacked_stream.hpp"

#include <cstddef>
#include <exception>
#include <string>
#include <vector>

namespace render {

namespace {

/// A page may be cut into streams anywhere between two words, so that they are one (ISO 32000-1 §7.8.2).
QPDFObjectHandle contents_of(QPDFPageObjectHelper& page, PrintedPage& printed, Allowance& allowance) {
    constexpr std::size_t largest = 256'000'000;
    std::string whole;
    QPDFObjectHandle contents = page.getObjectHandle().getKey("/Contents");
    const auto parts = contents.isArray() ? contents.getArrayAsVector() : std::vector{contents};
    for (QPDFObjectHandle part : parts) {
        if (part.isNull()) continue;
        const auto operators = unpacked(part, allowance, largest - whole.size());
        if (!operators) {
            printed.unreadable = true;
            continue;
        }
        whole += *operators + "\n";
    }
    return QPDFObjectHandle::newStream(&printed.pdf, whole);
}

}  // namespace

PrintedPage read_printed_page(QPDF& pdf, QPDFPageObjectHelper page, const PageSetting& setting) {
    PrintedPage printed(pdf);
    InkCanvas canvas(setting.media, setting.allowance);
    PageReader reader(printed, canvas, setting.press, setting.allowance);
    try {
        reader.read(contents_of(page, printed, setting.allowance), page.getAttribute("/Resources", false));
    } catch (const Allowance::Spent&) {
        printed.is_too_much = true;
    } catch (const std::exception&) {  // qpdf has several for what is broken
        printed.unreadable = true;
    }
    printed.inks = canvas.take();
    return printed;
}

}  // namespace render
