#include "render/pdf/images.hpp"

#include "catalogue/catalogue.hpp"
#include "render/converted_photo.hpp"
#include "render/jpeg.hpp"
#include "render/length.hpp"
#include "render/mapped_file.hpp"
#include "render/page.hpp"
#include "render/pdf/document.hpp"
#include "render/pdf/output_intent.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pdf/profiles.hpp"
#include "render/pdf/qpdf.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include <fmt/format.h>

namespace render {

namespace {

const char* device_space(int components) {
    if (components == 1) return "/DeviceGray";
    return components == 3 ? "/DeviceRGB" : "/DeviceCMYK";
}

void stream_picture(const std::filesystem::path& master, Pipeline* pipeline) {
    const MappedFile file(master);
    for (const std::string_view part : coded_picture(file.bytes())) {
        // NOLINTNEXTLINE(*-reinterpret-cast): qpdf's own type for bytes
        pipeline->write(reinterpret_cast<const unsigned char*>(part.data()), part.size());
    }
    pipeline->finish();
}

/// What a placed photo needs, as coded: before its orientation is applied.
PixelSize pixels_for(const PlacedPhoto& placed, int orientation, int ppi) {
    const auto pixels = [ppi](Length side) { return static_cast<int>(std::ceil(side.in_mm() / 25.4 * ppi)); };
    PixelSize size{pixels(placed.frame.size.width), pixels(placed.frame.size.height)};
    constexpr int first_lying_orientation = 5;
    if (orientation >= first_lying_orientation) std::swap(size.width, size.height);
    return size;
}

void set_size(QPDFObjectHandle& dictionary, PixelSize size) {
    dictionary.replaceKey("/Width", QPDFObjectHandle::newInteger(size.width));
    dictionary.replaceKey("/Height", QPDFObjectHandle::newInteger(size.height));
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

Images::Images(QPDF& pdf, ColourSpaces& colours, const Publication& publication, const PdfOptions& options,
               PlainFile* file)
    : pdf_(pdf), colours_(colours), options_(options), file_(file) {
    if (!converts()) return;
    if (options.edition == Edition::Print) {
        if (!options.condition) {
            throw catalogue::CannotWork(
                "Photos cannot be put into the inks of a press that is not known: choose a printer whose "
                "file "
                "names the paper.");
        }
        press_profile_ = press_profile_of(*options.condition);
    }
    constexpr int screen_ppi = 150;
    const bool for_screens = options.edition == Edition::Screen;
    const int most_ppi = for_screens ? std::min(options.most_ppi, screen_ppi) : options.most_ppi;
    for (const Page& page : publication.pages) {
        for (const Item& item : page.items) {
            const auto* placed = std::get_if<PlacedPhoto>(&item);
            if (placed == nullptr) continue;
            const PhotoSource& source = publication.photos[placed->photo];
            const PixelSize needed = pixels_for(*placed, source.orientation, most_ppi);
            PixelSize& most = most_pixels_[source.master];
            most = {std::max(most.width, needed.width), std::max(most.height, needed.height)};
        }
    }
}

bool Images::converts() const {
    return options_.edition == Edition::Screen || options_.photos == Photos::Converted ||
           options_.level == PdfxLevel::X1a;
}

QPDFObjectHandle Images::image(const std::filesystem::path& master) {
    auto [entry, added] = images_.try_emplace(master);
    if (!added) return entry->second;
    QPDFObjectHandle image = pdf_.newStream();
    auto dictionary = image.getDict();
    dictionary.replaceKey("/Type", pdf_name("XObject"));
    dictionary.replaceKey("/Subtype", pdf_name("Image"));
    dictionary.replaceKey("/BitsPerComponent", QPDFObjectHandle::newInteger(8));
    if (options_.edition == Edition::Print)
        dictionary.replaceKey("/Intent", pdf_name("RelativeColorimetric"));
    if (!converts()) {
        add_as_it_is(image, master);
    } else {
        add_converted(image, master);
    }
    entry->second = image;
    return image;
}

void Images::add_as_it_is(QPDFObjectHandle& image, const std::filesystem::path& master) {
    const auto file = std::make_shared<const MappedFile>(master);
    const JpegHeader header = jpeg_header(file->bytes(), master);
    auto dictionary = image.getDict();
    set_size(dictionary, {header.width, header.height});
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
    put_as_it_is(image, file);
}

void Images::put_as_it_is(QPDFObjectHandle& image, const std::shared_ptr<const MappedFile>& master) {
    if (file_) {
        image.getDict().replaceKey("/Filter", pdf_name("DCTDecode"));
        return file_->write_picture(image, master);
    }
    // Opened again then: a course may have more photos than a program may have files open.
    image.replaceStreamData([path = master->path()](Pipeline* pipeline) { stream_picture(path, pipeline); },
                            pdf_name("DCTDecode"), QPDFObjectHandle::newNull());
}

void Images::add_converted(QPDFObjectHandle& image, const std::filesystem::path& master) {
    const MappedFile file(master);
    const JpegHeader header = jpeg_header(file.bytes(), master);
    const PhotoTarget target{press_profile_, options_.most_ink, most_pixels_[master]};
    const PixelSize size = converted_size(header, target.most);
    const bool is_small = size == PixelSize{header.width, header.height} && header.components != 4;
    if (options_.edition == Edition::Screen && is_small) return add_as_it_is(image, master);
    auto dictionary = image.getDict();
    set_size(dictionary, size);
    const int components = converted_components(header, target);
    if (options_.edition == Edition::Print) {
        dictionary.replaceKey("/ColorSpace", pdf_name(components == 1 ? "DeviceGray" : "DeviceCMYK"));
        image.replaceStreamData(
            [master, target](Pipeline* pipeline) {
                pipeline->writeString(convert_photo(master, target));
                pipeline->finish();
            },
            pdf_name("DCTDecode"), QPDFObjectHandle::newNull());
        if (file_) file_->write(image);
        return;
    }
    dictionary.replaceKey("/ColorSpace", components == 1 ? colours_.grey() : colours_.srgb());
    // At once, for a linearised file is written twice; small as they are they may stay in memory.
    image.replaceStreamData(convert_photo(master, target), pdf_name("DCTDecode"),
                            QPDFObjectHandle::newNull());
}

}  // namespace render
