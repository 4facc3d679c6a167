#include "render/pdf/images.hpp"

#include "render/jpeg.hpp"
#include "render/pdf/document.hpp"
#include "render/pdf/profiles.hpp"
#include "render/pdf/qpdf.hpp"

#include <filesystem>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace render {

namespace {

const char* device_space(int components) {
    if (components == 1) return "/DeviceGray";
    return components == 3 ? "/DeviceRGB" : "/DeviceCMYK";
}

void stream_picture(const std::filesystem::path& master, Pipeline* pipeline) {
    const std::string bytes = read_master(master);
    for (const std::string_view part : coded_picture(bytes)) {
        // NOLINTNEXTLINE(*-reinterpret-cast): qpdf's own type for bytes
        pipeline->write(reinterpret_cast<const unsigned char*>(part.data()), part.size());
    }
    pipeline->finish();
}

}  // namespace

QPDFObjectHandle ColourSpaces::profile_stream(const std::string& profile, int components) {
    auto [entry, added] = streams_.try_emplace(profile);
    if (added) {
        entry->second = deflated_stream(pdf_, profile);
        auto dictionary = entry->second.getDict();
        dictionary.replaceKey("/N", QPDFObjectHandle::newInteger(components));
        dictionary.replaceKey("/Alternate", QPDFObjectHandle::parse(device_space(components)));
    }
    return entry->second;
}

QPDFObjectHandle ColourSpaces::icc_based(const std::string& profile, int components) {
    auto space = QPDFObjectHandle::newArray();
    space.appendItem(pdf_name("ICCBased"));
    space.appendItem(profile_stream(profile, components));
    return space;
}

QPDFObjectHandle ColourSpaces::srgb() {
    return icc_based(srgb_profile(), 3);
}

QPDFObjectHandle ColourSpaces::grey() {
    return icc_based(grey_profile(), 1);
}

QPDFObjectHandle Images::image(const std::filesystem::path& master) {
    auto [entry, added] = images_.try_emplace(master);
    if (!added) return entry->second;
    const JpegHeader header = jpeg_header(read_master(master), master);
    QPDFObjectHandle image = pdf_.newStream();
    image.replaceStreamData([master](Pipeline* pipeline) { stream_picture(master, pipeline); },
                            pdf_name("DCTDecode"), QPDFObjectHandle::newNull());
    auto dictionary = image.getDict();
    dictionary.replaceKey("/Type", pdf_name("XObject"));
    dictionary.replaceKey("/Subtype", pdf_name("Image"));
    dictionary.replaceKey("/Width", QPDFObjectHandle::newInteger(header.width));
    dictionary.replaceKey("/Height", QPDFObjectHandle::newInteger(header.height));
    dictionary.replaceKey("/BitsPerComponent", QPDFObjectHandle::newInteger(8));
    if (is_profile_for(header.icc, header.components)) {
        dictionary.replaceKey("/ColorSpace", colours_.icc_based(header.icc, header.components));
    } else if (header.components == 4) {
        dictionary.replaceKey("/ColorSpace", pdf_name("DeviceCMYK"));  // the inks of the output intent
    } else {
        dictionary.replaceKey("/ColorSpace", header.components == 1 ? colours_.grey() : colours_.srgb());
    }
    if (header.components == 4 && header.adobe) {
        // Adobe's programs store CMYK inverted and no reader turns it back by itself (PRINT §1 a2).
        dictionary.replaceKey("/Decode", QPDFObjectHandle::parse("[1 0 1 0 1 0 1 0]"));
    }
    entry->second = image;
    return image;
}

}  // namespace render
