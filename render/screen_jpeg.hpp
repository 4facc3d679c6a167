#pragma once

#include <cstdint>
#include <string>

namespace render {

/// Pixels of ours: 0x00RRGGBB, row by row.
struct ScreenPixels {
    const std::uint32_t* first = nullptr;
    int width = 0;
    int height = 0;
    int bytes_a_row = 0;
};

/// As JPEG, fine enough for small type. Throws CannotWork.
std::string code_jpeg(const ScreenPixels& pixels);

}  // namespace render
