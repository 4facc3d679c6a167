#include "server/web_pictures.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/ingest.hpp"
#include "server/picture_maker.hpp"
#include "server/whole_file.hpp"

#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <functional>
#include <ios>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include <fmt/core.h>
#include <sodium.h>

namespace server {

namespace {

namespace fs = std::filesystem;
using ingest::WebFormat;

constexpr int large_screen = 3840;
constexpr int smallest = 320;

struct Coded {
    WebFormat format;
    std::string_view ending;
    std::string_view type;
};

// In the order in which they are smaller.
constexpr std::array codings = {Coded{WebFormat::Avif, "avif", "image/avif"},
                                Coded{WebFormat::WebP, "webp", "image/webp"},
                                Coded{WebFormat::Jpeg, "jpg", "image/jpeg"}};

// "<id>-320.jpg" in another size and coding.
fs::path beside(const fs::path& rendition, int size, std::string_view ending) {
    const std::string name = rendition.filename().string();
    return rendition.parent_path() / fmt::format("{}-{}.{}", name.substr(0, name.find('-')), size, ending);
}

bool is_there(const fs::path& path) {
    std::error_code error;
    return fs::is_regular_file(path, error);
}

// Accept (RFC 9110 §12.5.1): named, and not with q=0. "*/*" does not tell that AVIF is understood.
bool accepts(std::string_view accept, std::string_view type) {
    const std::size_t at = accept.find(type);
    if (at == std::string_view::npos) return false;
    const std::string_view one = accept.substr(at, accept.find(',', at) - at);
    return one.find("q=0") == std::string_view::npos || one.find("q=0.") != std::string_view::npos;
}

// In a turn, so that nothing comes back of a photo that is erased meanwhile.
void keep(const fs::path& library, const catalogue::Picture& picture, const fs::path& path,
          const std::string& bytes) {
    if (bytes.empty()) return;
    const auto catalogue = catalogue::Catalogue::open(library, catalogue::Access::WriteInTurn);
    const catalogue::Turn turn = catalogue.take_turn();
    if (!catalogue.has_picture(picture.id)) return;
    const fs::path unfinished = catalogue.unfinished_folder() / path.filename();
    {
        std::ofstream file(unfinished, std::ios::binary);
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        if (!file.flush())
            throw catalogue::CannotWork(fmt::format("{} cannot be written.", unfinished.string()));
    }
    fs::permissions(unfinished, fs::perms::owner_read | fs::perms::owner_write);
    fs::rename(unfinished, path);
}

// What telephones ask for goes first, so that a new wall is soon quick everywhere.
constexpr std::array sizes_in_turn = {640, 960, 320, 1280, 1920};
static_assert(std::size(web_sizes) == sizes_in_turn.size());

// Of one library, as far as there is anything to make them of.
class Darkroom {
 public:
    Darkroom(const catalogue::Catalogue& catalogue, const GoesOn& goes_on)
        : catalogue_(catalogue), goes_on_(goes_on) {}

    void make_blur(const catalogue::Picture& picture) const {
        const fs::path small = catalogue_.rendition_path(picture.id, smallest);
        const fs::path blur = beside(small, 20, "webp");
        if (!is_there(small) || is_there(blur) || !goes_on_()) return;
        keep(catalogue_.folder(), picture, blur, ingest::web_picture(small, 20, WebFormat::WebP));
    }

    void make_size(const catalogue::Picture& picture, int size) const {
        const fs::path largest = catalogue_.rendition_path(picture.id, 1920);
        if (!is_there(largest)) return;
        for (const Coded& coded : codings) {
            const fs::path path = beside(largest, size, coded.ending);
            if (is_there(path)) continue;
            if (!goes_on_()) return;
            keep(catalogue_.folder(), picture, path, ingest::web_picture(largest, size, coded.format));
        }
    }

    void make_huge(const catalogue::Picture& picture) const {
        const fs::path huge = catalogue_.rendition_path(picture.id, large_screen);
        const bool possible = is_there(catalogue_.rendition_path(picture.id, 1920));
        if (!possible || is_there(huge) || !goes_on_()) return;
        keep(catalogue_.folder(), picture, huge, ingest::large_rendition(picture, large_screen));
    }

 private:
    const catalogue::Catalogue& catalogue_;
    const GoesOn& goes_on_;
};

}  // namespace

std::optional<WebFile> best_picture(const std::function<std::optional<fs::path>(int)>& rendition, int size,
                                    const std::string& accept) {
    const auto small = rendition(smallest);
    for (const int each : web_sizes) {
        if (each < size) continue;
        for (const Coded& coded : codings) {
            if (coded.format != WebFormat::Jpeg && !accepts(accept, coded.type)) continue;
            const fs::path path = small ? beside(*small, each, coded.ending) : fs::path{};
            if (small && is_there(path)) return WebFile{path, std::string{coded.type}};
            if (coded.format != WebFormat::Jpeg) continue;
            if (auto made = rendition(each)) return WebFile{*made, "image/jpeg"};
        }
    }
    return std::nullopt;
}

std::string codings_accepted(std::string_view accept) {
    std::string accepted;
    for (const Coded& coded : codings) {
        if (coded.format != WebFormat::Jpeg && accepts(accept, coded.type)) accepted += coded.ending;
    }
    return accepted;
}

std::string blur_of(const fs::path& smallest_rendition) {
    const fs::path path = beside(smallest_rendition, 20, "webp");
    if (!is_there(path)) return {};
    const std::string bytes = whole_file(path);
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                      bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // the closing zero
    return "data:image/webp;base64," + text;
}

void make_web_pictures(const catalogue::Catalogue& catalogue, catalogue::Day today, const GoesOn& goes_on) {
    const Darkroom darkroom(catalogue, goes_on);
    const auto on_site = catalogue.cleared<catalogue::Channel::Site>(today);
    for (const auto& photo : on_site) darkroom.make_blur(photo->picture);
    for (const int size : sizes_in_turn) {
        for (const auto& photo : on_site) darkroom.make_size(photo->picture, size);
    }
    for (const auto& photo : catalogue.cleared<catalogue::Channel::PracticeScreen>(today)) {
        darkroom.make_huge(photo->picture);
    }
}

}  // namespace server
