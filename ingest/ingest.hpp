#pragma once

#include "catalogue/catalogue.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace ingest {

void add_commands(CLI::App& app, catalogue::Invocation& invocation);

enum class WebFormat { Jpeg, WebP, Avif };

/// A smaller or better packed copy of a rendition, which is a JPEG of ours: at most `size` pixels wide or
/// high, without metadata. Empty when it cannot be made.
std::string web_picture(const std::filesystem::path& rendition, int size, WebFormat format);

/// A rendition of a picture for larger screens than the usual sizes are for, from its master. Empty when the
/// picture has no more pixels than the largest usual one, or cannot be read.
std::string large_rendition(const catalogue::Picture& picture, int size);

/// Width and height in pixels, as coded.
struct PictureSize {
    int width = 0;
    int height = 0;
};

/// Of a JPEG's bytes. Empty when they are none.
std::optional<PictureSize> size_of_picture(std::string_view jpeg);

}  // namespace ingest
