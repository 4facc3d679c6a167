#pragma once

#include "render/converted_photo.hpp"
#include "render/mapped_file.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pdf/plain_file.hpp"
#include "render/pdf/qpdf.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <string>

namespace render {

/// ICC-based colour spaces of a file, each profile stored once.
class ColourSpaces {
 public:
    explicit ColourSpaces(QPDF& pdf) : pdf_(pdf) {}

    /// [/ICCBased stream] (ISO 32000-1 §8.6.5.5). components: 1, 3 or 4.
    QPDFObjectHandle icc_based(const std::string& profile, int components);
    QPDFObjectHandle srgb();
    QPDFObjectHandle grey();

    /// The stream of the profile alone.
    QPDFObjectHandle profile_stream(const std::string& profile, int components);

 private:
    QPDF& pdf_;
    std::map<std::string, QPDFObjectHandle> streams_;  // by the profile's bytes
};

/// The photos of a file. Each master becomes one object however often it is placed. For print its bytes are
/// read, converted where that is asked, and written at once, so that memory does not grow with the book.
class Images {
 public:
    /// file: where each goes at once; null: they stay in the document.
    Images(QPDF& pdf, ColourSpaces& colours, const Publication& publication, const PdfOptions& options,
           PlainFile* file);

    /// Throws CannotWork when the master is missing or is no JPEG that PDF can hold.
    QPDFObjectHandle image(const std::filesystem::path& master);

 private:
    bool converts() const;
    void add_as_it_is(QPDFObjectHandle& image, const std::filesystem::path& master);
    void put_as_it_is(QPDFObjectHandle& image, const std::shared_ptr<const MappedFile>& master);
    void add_converted(QPDFObjectHandle& image, const std::filesystem::path& master);

    QPDF& pdf_;
    ColourSpaces& colours_;
    const PdfOptions& options_;
    std::string press_profile_;                               // of converted photos
    std::map<std::filesystem::path, PixelSize> most_pixels_;  // that a master needs where it is largest
    std::map<std::filesystem::path, QPDFObjectHandle> images_;
    PlainFile* file_;
};

}  // namespace render
