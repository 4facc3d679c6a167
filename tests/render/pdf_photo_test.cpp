#include "catalogue/catalogue.hpp"
#include "made_pictures.hpp"
#include "pages_for_tests.hpp"
#include "raster.hpp"
#include "render/page.hpp"
#include "render/painter.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pdf/profiles.hpp"
#include "scratch_folder.hpp"

#include <array>
#include <cstddef>
#include <filesystem>
#include <regex>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace render;

namespace {

const Colour red{255, 0, 0};
const Colour green{0, 255, 0};
const Colour blue{0, 0, 255};
const Colour white{255, 255, 255};

bool near(const Colour& a, const Colour& b, int tolerance = 12) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (std::abs(a[i] - b[i]) > tolerance) return false;
    }
    return true;
}

/// The middles of the quarters of the frame in which OnePage shows a photo. sheet: its edge in mm; from:
/// where the trim begins.
std::array<Colour, 4> quarters_seen(const Raster& raster, double sheet, double from) {
    const double near_side = (from + 10 + 10) / sheet;
    const double far_side = (from + 10 + 30) / sheet;
    return {raster.at(near_side, near_side), raster.at(far_side, near_side), raster.at(near_side, far_side),
            raster.at(far_side, far_side)};
}

Raster rendered(const std::filesystem::path& pdf) {
    return Raster::of_page(pdf, 240);
}

std::string refusal(OnePage& one, const std::filesystem::path& target) {
    try {
        one.write(target, Edition::Print);
    } catch (const catalogue::CannotWork& error) {
        return error.what();
    }
    return "no refusal";
}

/// Top left, top right, bottom left, bottom right, once the picture is upright (Exif 2.32, tag Orientation).
std::array<Colour, 4> expected_upright(int orientation) {
    switch (orientation) {
        case 2:
            return {green, red, white, blue};
        case 3:
            return {white, blue, green, red};
        case 4:
            return {blue, white, red, green};
        case 5:
            return {red, blue, green, white};
        case 6:
            return {blue, red, white, green};
        case 7:
            return {white, green, blue, red};
        case 8:
            return {green, white, red, blue};
        default:
            return {red, green, blue, white};
    }
}

}  // namespace

TEST_CASE("the picture in the PDF is the coded picture of the master, byte for byte") {
    for (const Coding coding : {Coding::Rgb, Coding::Progressive, Coding::Grey, Coding::Cmyk}) {
        CAPTURE(static_cast<int>(coding));
        const ScratchFolder folder;
        const std::string jpeg = quarters(coding, 64, 48);
        write_file(folder / "m.jpg", jpeg + "behind the end");
        OnePage one;
        one.show(folder / "m.jpg");
        one.write(folder / "a.pdf", Edition::Print);
        output_of("pdfimages -all " + (folder / "a.pdf").string() + " " + (folder / "out").string());
        CHECK(read_file(folder / "out-000.jpg") == without_jfif(jpeg));
    }
}

TEST_CASE("nothing that a master says of people or places gets into the PDF") {
    const ScratchFolder folder;
    std::string jpeg = quarters(Coding::Rgb, 64, 48);
    jpeg = with_segment(jpeg, 0xE1,
                        std::string("http://ns.adobe.com/xap/1.0/\0", 29) + "NEEDLE toestemming|boekje|ja");
    jpeg = with_segment(jpeg, 0xE1, std::string("Exif\0\0", 6) + "NEEDLE GPS");
    jpeg = with_segment(jpeg, 0xED, "Photoshop 3.0 NEEDLE");
    jpeg = with_segment(jpeg, 0xFE, "NEEDLE comment");
    jpeg = with_segment(jpeg, 0xE0, std::string("JFXX\0", 5) + "NEEDLE thumbnail");
    jpeg = with_segment(jpeg, 0xEE, "Adobe00000001NEEDLE");
    const auto scan = jpeg.find("\xFF\xDA");
    jpeg.insert(scan, "NEEDLE between segments");
    jpeg.insert(scan, std::string("\xFF\xE1\0\x08NEEDLE", 10));
    jpeg.insert(jpeg.size() - 2, std::string("\xFF\xFE\0\x08NEEDLE", 10));
    write_file(folder / "m.jpg", jpeg + "NEEDLE");
    OnePage one;
    one.show(folder / "m.jpg");
    for (const Edition edition : {Edition::Print, Edition::Screen}) {
        one.write(folder / "a.pdf", edition);
        CHECK(read_file(folder / "a.pdf").find("NEEDLE") == std::string::npos);
        CHECK(readable(folder / "a.pdf").find("NEEDLE") == std::string::npos);
        CHECK(near(quarters_seen(rendered(folder / "a.pdf"), edition == Edition::Print ? 120 : 100,
                                 edition == Edition::Print ? 10 : 0)[0],
                   red));
    }
}

TEST_CASE("photos stand upright whatever way the camera was held, in the PDF and in the preview") {
    const ScratchFolder folder;
    write_file(folder / "m.jpg", quarters(Coding::Rgb, 64, 48));
    for (int orientation = 1; orientation <= 8; ++orientation) {
        CAPTURE(orientation);
        OnePage one;
        one.show(folder / "m.jpg", orientation);
        one.write(folder / "a.pdf", Edition::Print);
        paint_png(one.publication(), 0, Ppi{60}, folder / "a.png");
        const auto in_pdf = quarters_seen(rendered(folder / "a.pdf"), 120, 10);
        const auto in_preview = quarters_seen(Raster::of_png(folder / "a.png"), 120, 10);
        for (std::size_t quarter = 0; quarter < 4; ++quarter) {
            CAPTURE(quarter);
            CHECK(near(in_pdf.at(quarter), expected_upright(orientation).at(quarter)));
            CHECK(near(in_preview.at(quarter), expected_upright(orientation).at(quarter)));
        }
    }
}

TEST_CASE("a CMYK photo is not printed as its own negative") {
    const ScratchFolder folder;
    write_file(folder / "m.jpg", quarters(Coding::Cmyk, 64, 48));
    OnePage one;
    one.show(folder / "m.jpg");
    one.write(folder / "a.pdf", Edition::Print);
    CHECK(readable(folder / "a.pdf").find("/Decode") != std::string::npos);
    const auto seen = quarters_seen(rendered(folder / "a.pdf"), 120, 10);
    CHECK(near(seen[3], white));
    CHECK(seen[0][0] > seen[0][1] + 100);  // magenta and yellow make red
    CHECK(seen[2][2] > seen[2][0] + 30);   // cyan and magenta make blue
}

TEST_CASE("a photo keeps its own colour profile, one without is sRGB") {
    const ScratchFolder folder;
    const std::string grey = grey_profile();
    write_file(folder / "own.jpg", with_icc(quarters(Coding::Grey, 16, 16), grey));
    write_file(folder / "none.jpg", quarters(Coding::Rgb, 16, 16));
    write_file(folder / "lying.jpg",
               with_icc(quarters(Coding::Rgb, 16, 16), grey));  // a grey profile for RGB
    OnePage one;
    for (const char* name : {"own.jpg", "none.jpg", "lying.jpg"}) one.show(folder / name);
    one.write(folder / "a.pdf", Edition::Print);
    const std::string list = output_of("pdfimages -list " + (folder / "a.pdf").string());
    const std::regex icc("image +16 +16 +icc +([13]) +8 +jpeg");
    std::string components;
    for (std::sregex_iterator it(list.begin(), list.end(), icc); it != std::sregex_iterator(); ++it)
        components += (*it)[1];
    CHECK_MESSAGE(components == "133", list);
    const std::string text = readable(folder / "a.pdf");
    CHECK(text.find(grey.substr(0, 128)) != std::string::npos);
}

TEST_CASE("a photo placed twice is stored once") {
    const ScratchFolder folder;
    write_file(folder / "m.jpg", quarters(Coding::Rgb, 64, 48));
    OnePage one;
    one.show(folder / "m.jpg");
    one.show(folder / "m.jpg", 3);
    one.write(folder / "a.pdf", Edition::Print);
    const std::string text = readable(folder / "a.pdf");
    const std::regex image("/Subtype /Image");
    CHECK(std::distance(std::sregex_iterator(text.begin(), text.end(), image), std::sregex_iterator()) == 1);
}

TEST_CASE("a master that is missing, or no JPEG, is named in one sentence and no file is left") {
    const ScratchFolder folder;
    const std::vector<std::pair<std::string, std::string>> broken{
        {"png", "\x89PNG\r\n\x1A\n and so on"},
        {"empty", ""},
        {"cut", quarters(Coding::Rgb, 64, 48).substr(0, 60)},
        {"random", std::string(1000, '\xFF')},
        {"zeros", "\xFF\xD8\xFF" + std::string(1000, '\0')},
    };
    for (const auto& [name, bytes] : broken) write_file(folder / name, bytes);
    for (const std::string name : {"missing", "png", "empty", "cut", "random", "zeros"}) {
        CAPTURE(name);
        OnePage one;
        one.show(folder / name);
        const std::string message = refusal(one, folder / "a.pdf");
        CHECK_MESSAGE(message.find((folder / name).string()) != std::string::npos, message);
        CHECK(message.back() == '.');
        CHECK_FALSE(std::filesystem::exists(folder / "a.pdf"));
        CHECK_FALSE(std::filesystem::exists(folder / "a.pdf.unfinished"));
    }
}

TEST_CASE("a picture that the camera could not finish is shown as far as it goes") {
    const ScratchFolder folder;
    const std::string jpeg = quarters(Coding::Rgb, 64, 48);
    write_file(folder / "m.jpg", jpeg.substr(0, jpeg.size() - 40));
    OnePage one;
    one.show(folder / "m.jpg");
    one.write(folder / "a.pdf", Edition::Print);
    paint_png(one.publication(), 0, Ppi{60}, folder / "a.png");
    CHECK(near(quarters_seen(rendered(folder / "a.pdf"), 120, 10)[0], red));
    CHECK(std::filesystem::file_size(folder / "a.png") > 100);
}
