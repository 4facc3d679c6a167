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
    for (const std::string paper : {"series-poster", "window-poster", "opening-poster", "flyer"}) {
        CHECK(std::filesystem::is_regular_file(render::template_in(paper, "warm")));
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
    CHECK(says(PosterFile("[styles.title]", "[").complaint(), "line 54: this is not TOML"));
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

TEST_CASE("a misspelt key is told beside the one that is missing, or with all that there are") {
    const PosterFile misspelt("margin = 27", "margn = 27");
    CHECK(says(misspelt.complaint(), "page.margin is missing"));
    CHECK(says(misspelt.complaint(), "; is margn in line 8 misspelt?"));
    CHECK(says(PosterFile("[page]", "[pagee]").complaint(), "; is pagee in line 3 misspelt?"));
    CHECK(says(PosterFile("[styles.caption]", "[styles.captoin]").complaint(), "is captoin in line "));
    CHECK(
        says(PosterFile("margin = 27", "margin = 27\nkleur = 3").complaint(),
             "page.kleur is not a key of this template; is it misspelt? [page] has bleed, code, columns, "));
    CHECK(
        says(PosterFile("[page]", "[kleuren]\na = 1\n[page]").complaint(),
             "kleuren is not a key of this template; is it misspelt? This template has fonts, inks, page, "));
    CHECK(says(PosterFile("[page]", "[leeg]\n[page]").complaint(), "leeg is not a key of this template"));
}

TEST_CASE("measures with which no page could be laid out are refused with those that are allowed") {
    struct Measure {
        std::string from;
        std::string to;
        std::string told;
    };
    for (const Measure& one :
         {Measure{"margin = 27", "margin = 160", "page.margin must be a number from 0 to 99."},
          Measure{"width = 297", "width = 0", "page.width must be a number from 40 to 2000."},
          Measure{"width = 297", "width = 1e300", "page.width must be a number from 40"},
          Measure{"width = 297", "width = nan", "page.width must be a number from 40"},
          Measure{"gap = 10", "gap = -1", "page.gap must be a number from 0 to 37.1."},
          Measure{"foot = 14", "foot = 300", "page.foot must be a number from 0 to 59.4."},
          Measure{"code = 24", "code = 12", "page.code must be a number from 20 to 99."},
          Measure{"fine = 200", "fine = 200.5", "must be a whole number from 1 to 100000."},
          Measure{"least = 150", "least = 250", "must be a whole number from 1 to 200."}}) {
        CAPTURE(one.to);
        CHECK(says(PosterFile(one.from, one.to).complaint(), one.told));
    }
}

TEST_CASE("a font that is not installed is told with file, line and key") {
    const PosterFile broken("[page]", "[fonts]\nserif = \"Zomaar Letter\"\n[page]");
    CHECK(says(broken.complaint(),
               "line 4: fonts.serif names the font \"Zomaar Letter\", which is not installed"));
}

TEST_CASE("a template may be written on another kind of computer") {
    std::string all;
    {
        std::stringstream read;
        read << std::ifstream(render::templates_folder() / "poster.toml").rdbuf();
        for (const char c : read.str()) all += c == '\n' ? "\r\n" : std::string(1, c);
    }
    const auto folder = std::filesystem::temp_directory_path() / "inbeeld-template-crlf";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "poster.toml") << "\xEF\xBB\xBF" << all;
    CHECK(render::read_poster_template(folder / "poster.toml").untitled == "Zonder titel");
    std::ofstream(folder / "poster.toml") << "[page]\nwidth = 297\n# \xFF\xFE\n";
    CHECK_THROWS_WITH_AS(render::read_poster_template(folder / "poster.toml"),
                         doctest::Contains("line 3: this is not TOML"), catalogue::CannotWork);
    std::filesystem::remove_all(folder);
}
