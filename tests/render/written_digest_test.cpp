#include "catalogue/digest.hpp"
#include "made_pictures.hpp"
#include "pages_for_tests.hpp"
#include "render/pdf/pdf.hpp"
#include "scratch_folder.hpp"

#include <cstddef>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

using namespace render;

namespace {

/// As long as a photo of a camera: nothing looks at the data in its scan.
std::string long_picture(std::size_t length, unsigned seed) {
    std::string jpeg = quarters(Coding::Rgb, 64, 48);
    std::mt19937 numbers(seed);
    std::string data;
    while (data.size() < length) data += static_cast<char>(numbers() % 255);  // never 0xFF
    return jpeg.insert(jpeg.size() - 2, data);
}

}  // namespace

TEST_CASE("the digest that a file for print comes with is that of its bytes") {
    const ScratchFolder folder;
    const std::string cut = long_picture(700000, 1);
    write_file(folder / "long.jpg", long_picture(3 << 20, 2));
    write_file(folder / "cut.jpg", std::string_view(cut).substr(0, cut.size() - 100));
    write_file(folder / "progressive.jpg", quarters(Coding::Progressive, 64, 48));
    OnePage one;
    SUBCASE("with photos") {
        for (const std::string name : {"long.jpg", "cut.jpg", "long.jpg", "progressive.jpg"})
            one.show(folder / name);
    }
    SUBCASE("with more photos than wait for it") {
        for (int i = 0; i < 40; ++i) {
            const std::string name = std::to_string(i) + ".jpg";
            write_file(folder / name, long_picture(20000, static_cast<unsigned>(i)));
            one.show(folder / name);
        }
    }
    SUBCASE("of words alone") {}
    one.say("Een boom in de wind", "nl");
    PdfOptions options;
    options.moment = "2026-07-02T10:00:00";
    const std::string digest = write_pdf(one.publication(), folder / "a.pdf", options);
    CHECK(digest == catalogue::sha256_of_file(folder / "a.pdf"));
    options.edition = Edition::Screen;
    CHECK(write_pdf(one.publication(), folder / "b.pdf", options).empty());
}
