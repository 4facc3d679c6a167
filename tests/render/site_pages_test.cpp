#include "render/site_pages.hpp"

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/poster.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"
#include "tests/render/a_pdf.hpp"
#include "tests/render/paper_course.hpp"
#include "tests/render/read_codes.hpp"

#include <map>
#include <set>
#include <string>
#include <variant>

#include <CLI/CLI.hpp>
#include <doctest/doctest.h>

namespace {

using render::operator""_mm;

constexpr auto wall = catalogue::Channel::ExhibitionPrint;
constexpr auto window = catalogue::Channel::WindowPrint;
constexpr auto site = catalogue::Channel::Site;

template <catalogue::Channel channel>
std::map<std::string, std::string> pages_of(const PaperCourse& course, const std::string& address) {
    const render::SitePages pages(address, course.catalogue(), opening_day());
    std::map<std::string, std::string> found;
    for (const auto& photo : course.catalogue().cleared<channel>(opening_day())) {
        found[photo->photo.value] = pages.page_of(photo);
    }
    return found;
}

}  // namespace

TEST_CASE("a code leads to the page of a photo that the site may show too, and to nothing else") {
    const PaperCourse course;
    std::map<std::string, std::string> on_site;
    for (const auto& photo : course.catalogue().cleared<site>(opening_day())) {
        on_site[photo->photo.value] = "https://foto.voorbeeld.example/foto/" + photo->address;
    }
    int codes = 0;
    for (const auto& [photo, page] : pages_of<wall>(course, "https://foto.voorbeeld.example/")) {
        CAPTURE(photo);
        if (page.empty()) continue;
        ++codes;
        CHECK(page == on_site[photo]);
    }
    CHECK(codes > 3);
    CHECK(
        pages_of<wall>(course, "https://foto.voorbeeld.example").at("p05").empty());  // not for the internet
}

TEST_CASE("a code never leads to more of a name than the paper tells") {
    const PaperCourse course;
    const auto on_wall = pages_of<wall>(course, "https://foto.voorbeeld.example");
    const auto in_window = pages_of<window>(course, "https://foto.voorbeeld.example");
    int kept_back = 0;
    for (const auto& photo : course.catalogue().cleared<site>(opening_day())) {
        if (photo->name.form != catalogue::NameForm::Full) continue;
        const auto there = in_window.find(photo->photo.value);
        if (there == in_window.end()) continue;
        CHECK(there->second.empty());
        CHECK(!on_wall.at(photo->photo.value).empty());
        ++kept_back;
    }
    CHECK(kept_back > 0);
}

TEST_CASE("without the site's address there are no codes, and what is no address is refused") {
    const PaperCourse course;
    for (const auto& [photo, page] : pages_of<wall>(course, "")) CHECK(page.empty());
    for (const char* wrong :
         {"foto.example.org", "javascript:alert(1)", "https://", "https://a b", "ftp://a"}) {
        CAPTURE(wrong);
        CHECK_THROWS_AS(pages_of<wall>(course, wrong), catalogue::CannotWork);
    }
}

TEST_CASE("paper reads the site's address from what serve is told in the settings") {
    CLI::App all{"inbeeld"};
    CLI::App* serve = all.add_subcommand("serve");
    std::string address;
    serve->add_option("--address", address);
    std::string typed;
    CLI::App* poster = all.add_subcommand("poster");
    render::add_site_option(*poster, typed);
    const render_tests::Folder folder;
    all.set_config("--config",
                   folder.file("inbeeld.toml", "[serve]\naddress = \"https://foto.example.org\"\n").string());
    all.parse("poster", false);
    CHECK(render::site_address(*poster, typed) == "https://foto.example.org");
    CHECK(render::site_address(*poster, "https://elders.example") == "https://elders.example");
}

TEST_CASE("the code on a poster is read off the page, in every size") {
    const PaperCourse course;
    const catalogue::Course facts = course.catalogue().course();
    const std::string page = "https://foto.voorbeeld.example/foto/AAAAAAAAAAAAAAAAAAAAAA";
    const auto usual = render::read_poster_template(render::templates_folder() / "poster.toml");
    const render_tests::Folder folder;
    for (const char* size : {"", "a4", "50x70"}) {
        CAPTURE(size);
        const auto look = in_size(usual, size);
        for (const auto& photo : course.catalogue().cleared<wall>(opening_day())) {
            const render::Typesetter typesetter;
            const auto poster = render::lay_out_poster({look, typesetter, facts}, photo, page);
            CAPTURE(photo->photo.value);
            CHECK(faults_of(poster) == "");
            for (const auto& item : poster.pages.front().items) {
                if (const auto* code = std::get_if<render::Drawing>(&item)) {
                    CHECK(code->box.size.width >= 20_mm);
                }
            }
        }
        const render::Typesetter typesetter;
        const auto first = course.catalogue().cleared<wall>(opening_day()).front();
        write_pdf(render::lay_out_poster({look, typesetter, facts}, first, page), folder / "poster.pdf", {});
        CHECK(render_tests::is_sound(folder / "poster.pdf"));
        CHECK(codes_on(folder / "poster.pdf", 1, 100) == std::set<std::string>{page});
    }
}
