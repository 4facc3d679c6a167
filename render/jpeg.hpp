#pragma once

#include "catalogue/catalogue.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace render {

/// What a JPEG file says before its coded picture (ITU T.81 annex B).
struct JpegHeader {
    int width = 0;
    int height = 0;
    int components = 0;
    bool adobe = false;  // has an APP14 segment by Adobe: CMYK is stored inverted
    std::string icc;     // the colour profile (ICC.1 annex B.4), empty when there is none
};

/// What there is to do about it.
catalogue::CannotWork master_unreadable(const std::filesystem::path& master);

/// The bytes of a whole file. Throws CannotWork when it cannot be read.
std::string read_master(const std::filesystem::path& master);

/// Throws CannotWork, naming the file, when this is not a JPEG that PDF can hold: 8 bits, Huffman coded, 1, 3
/// or 4 components.
JpegHeader jpeg_header(std::string_view bytes, const std::filesystem::path& master);

/// The coded picture: the file from SOI to EOI, byte for byte, without its APPn and COM segments and without
/// anything that no decoder reads. Masters carry the consent of people in their XMP: it must never get into a
/// PDF. Of the segments only Adobe's APP14 stays, which says how the colours are coded.
/// passed: told now and then how far the reading has come, so that a mapped file need not stay in memory.
std::vector<std::string_view> coded_picture(std::string_view bytes,
                                            const std::function<void(std::size_t)>& passed = {});

}  // namespace render
