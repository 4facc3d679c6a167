// Pictures for browsers and large screens, made when there is time for them.

#include "catalogue/catalogue.hpp"
#include "ingest/bytes.hpp"
#include "ingest/files.hpp"
#include "ingest/ingest.hpp"
#include "ingest/jpeg_structure.hpp"
#include "ingest/pictures.hpp"
#include "ingest/sanitise.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace ingest {

namespace {

std::string as_text(const Bytes& bytes) {
    return {bytes.begin(), bytes.end()};
}

}  // namespace

std::string web_picture(const std::filesystem::path& rendition, int size, WebFormat format) {
    try {
        return as_text(encode_for_web(read_file(rendition), size, format));
    } catch (const PictureUnreadable&) {
        return {};
    } catch (const FileUnreadable&) {
        return {};
    }
}

std::optional<PictureSize> size_of_picture(std::string_view jpeg) {
    const Bytes bytes(jpeg.begin(), jpeg.end());
    const auto structure = parse_jpeg(bytes);
    if (!structure) return std::nullopt;
    return PictureSize{structure->frame.width, structure->frame.height};
}

std::string large_rendition(const catalogue::Picture& picture, int size) {
    if (std::max(picture.width, picture.height) <= rendition_sizes.back()) return {};
    try {
        const Sanitised master = sanitise(read_file(picture.master), "master.jpg", {size});
        if (!master.picture || !master.picture->pixels) return {};
        return as_text(make_rendition(*master.picture->pixels,
                                      {master.picture->notes.orientation, master.picture->colour_profile},
                                      size));
    } catch (const PictureUnreadable&) {
        return {};
    } catch (const FileUnreadable&) {
        return {};
    }
}

}  // namespace ingest
