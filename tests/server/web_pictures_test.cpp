#include "server/web_pictures.hpp"

#include "a_site.hpp"
#include "catalogue/catalogue.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

namespace fs = std::filesystem;

std::size_t how_many(const fs::path& folder, const std::string& ending) {
    std::size_t found = 0;
    for (const auto& each : fs::recursive_directory_iterator(folder)) {
        if (each.path().filename().string().ends_with(ending)) ++found;
    }
    return found;
}

}  // namespace

TEST_CASE("of a new wall, what telephones ask for is made of every photo first") {
    a_site::Site site(a_site::course());
    const catalogue::Catalogue library = site.reader();
    const auto photos = library.cleared<catalogue::Channel::Site>(site.today);
    REQUIRE(photos.size() > 1);
    const fs::path picture = fs::path{SOURCE_FOLDER} / "sample-photos/pictures/was.jpg";
    for (const auto& photo : photos) {
        for (const int width : {320, 1920}) {
            fs::copy_file(picture, library.rendition_path(photo->picture.id, width),
                          fs::copy_options::overwrite_existing);
        }
    }
    // A placeholder of each, and one size of each in three codings.
    std::size_t left = photos.size() * 4;
    server::make_web_pictures(library, site.today, [&] { return left > 0 && left-- > 0; });
    CHECK(how_many(site.library, "-20.webp") == photos.size());
    for (const char* ending : {"-640.avif", "-640.webp", "-640.jpg"}) {
        CHECK(how_many(site.library, ending) == photos.size());
    }
    CHECK(how_many(site.library, "-1280.avif") == 0);
    CHECK(how_many(site.library, "-3840.jpg") == 0);
}
