#include "catalogue/catalogue.hpp"
#include "render/booklet_template.hpp"
#include "render/label.hpp"
#include "render/length.hpp"
#include "render/poster.hpp"
#include "render/template_file.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

namespace {

class PosterFile {
 public:
    /// The poster template with one text replaced by another.
    PosterFile(const std::string& from, const std::string& to) {
        std::string name = (std::filesystem::temp_directory_path() / "inbeeld-template-XXXXXX").string();
        folder_ = mkdtemp(name.data());
        std::stringstream all;
        all << std::ifstream(render::templates_folder() / "poster.toml").rdbuf();
        std::string text = all.str();
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        std::ofstream(path()) << text.replace(at, from.size(), to);
    }
    PosterFile(const PosterFile&) = delete;
    PosterFile& operator=(const PosterFile&) = delete;
    ~PosterFile() { std::filesystem::remove_all(folder_); }

    std::filesystem::path path() const { return folder_ / "poster.toml"; }

    std::string complaint() const {
        try {
            render::read_poster_template(path());
        } catch (const catalogue::CannotWork& error) {
            return error.what();
        }
        return "";
    }

 private:
    std::filesystem::path folder_;
};

bool says(const std::string& complaint, const std::string& words) {
    INFO(complaint);
    CHECK(complaint.find(words) != std::string::npos);
    return complaint.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("the templates that come with the program are sound") {
    CHECK(render::read_poster_template(render::templates_folder() / "poster.toml").untitled ==
          "Zonder titel");
    CHECK(render::read_booklet_template(render::templates_folder() / "booklet.toml").texts.own_photo ==
          "Ruimte voor uw eigen foto");
}

TEST_CASE("every design of a template has all that the template asks for") {
    for (const std::string design : {"", "warm"}) {
        CAPTURE(design);
        CHECK(render::read_booklet_template(render::template_in("booklet", design)).texts.contents ==
              "Inhoud");
        CHECK(render::read_poster_template(render::template_in("poster", design)).untitled == "Zonder titel");
    }
    CHECK_THROWS_WITH_AS(render::template_in("booklet", "kil"),
                         "booklet has no design \"kil\": leave it out, or choose from: warm.",
                         catalogue::CannotWork);
}

TEST_CASE("a larger poster is the same design, grown") {
    const auto usual = render::read_poster_template(render::template_in("poster", ""));
    const auto larger = render::in_size(usual, "a2");
    CHECK(larger.standing == render::Size{render::Length::from_mm(420), render::Length::from_mm(594)});
    CHECK(larger.title.type.size > usual.title.type.size);
    CHECK(larger.bleed == usual.bleed);
    CHECK(render::in_size(usual, "").standing == usual.standing);
    CHECK_THROWS_AS(render::in_size(usual, "a0"), catalogue::CannotWork);
}

TEST_CASE("a mistake in a template is told with file, line and key") {
    const PosterFile broken("bleed = 3", "bleed = \"3 mm\"");
    CHECK(says(broken.complaint(), broken.path().string() + ", line 6: page.bleed must be a number"));
}

TEST_CASE("a misspelt key of a template is found") {
    CHECK(says(PosterFile("margin = 27", "margin = 27\nmargn = 3").complaint(), "page.margn is not a key"));
}

TEST_CASE("a key that is missing from a template is named") {
    CHECK(says(PosterFile("margin = 27", "").complaint(), "page.margin is missing"));
}

TEST_CASE("a word that a template may not use is told with the words that it may") {
    CHECK(says(PosterFile("face = \"display\"", "face = \"fancy\"").complaint(),
               "styles.title.face is \"fancy\" but must be one of \"sans\", \"serif\", \"display\""));
}

TEST_CASE("an ink that does not exist, or is too wet, is refused") {
    CHECK(says(PosterFile("ink = \"vermiljoen\"", "ink = \"goud\"").complaint(), "the ink \"goud\""));
    CHECK(says(PosterFile("C5 M82 Y88", "C90 M90 Y90 K90").complaint(), "inks.vermiljoen must be percents"));
    CHECK(says(PosterFile("C5 M82 Y88", "rood").complaint(), "inks.vermiljoen must be percents"));
}

TEST_CASE("a template that is not TOML is told with the line") {
    CHECK(says(PosterFile("margin = 27", "margin = = 27").complaint(), "line 8: this is not TOML"));
}

TEST_CASE("a template that is not there is told with what to do") {
    try {
        render::read_poster_template("/nowhere/poster.toml");
        FAIL("no complaint");
    } catch (const catalogue::CannotWork& error) {
        CHECK(says(error.what(), "INBEELD_TEMPLATES"));
    }
}

TEST_CASE("a label template with more labels than fit on its sheet is refused, with file, line and key") {
    CHECK_THROWS_WITH_AS(
        [] {
            const auto folder = std::filesystem::temp_directory_path() / "inbeeld-labels-test";
            std::filesystem::create_directories(folder);
            std::stringstream all;
            all << std::ifstream(render::templates_folder() / "labels.toml").rdbuf();
            std::string text = all.str();
            const std::string from = "columns = 2\nrows = 2";
            text.replace(text.find(from), from.size(), "columns = 3\nrows = 2");
            std::ofstream(folder / "labels.toml") << text;
            render::read_label_template(folder / "labels.toml");
        }(),
        doctest::Contains("sheets.four.columns is more than fit beside each other"), catalogue::CannotWork);
}
