#include "tests/render/read_codes.hpp"

#include "tests/render/a_pdf.hpp"

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <ZXing/ReadBarcode.h>

std::set<std::string> codes_on(const std::filesystem::path& file, int page, int dpi) {
    const render_tests::Picture picture = render_tests::picture_of(file, page, dpi);
    const std::string& grey = picture.grey;
    const std::vector<std::uint8_t> bytes(grey.begin(), grey.end());
    const auto found =
        ZXing::ReadBarcodes({bytes.data(), picture.width, picture.height, ZXing::ImageFormat::Lum});
    std::set<std::string> codes;
    for (const auto& code : found) codes.insert(std::string(code.bytes().begin(), code.bytes().end()));
    return codes;
}
