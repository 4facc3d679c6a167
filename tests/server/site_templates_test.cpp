#include "server/site_templates.hpp"

#include "catalogue/catalogue.hpp"

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include <doctest/doctest.h>
#include <unistd.h>

namespace {

const std::filesystem::path templates = std::filesystem::path(SOURCE_FOLDER) / "templates/site";

}  // namespace

TEST_CASE("a template that could let something through unescaped is refused, with its line") {
    for (const char* text :
         {"a\n{{{x}}}", "a\n{{& x}}", "a\n{{&x}}", "a\n{{=<% %>=}}", "a\n<script>x</script>",
          "a\n<b onclick=\"x\">", "a\n<b style=\"x\">", "a\n<style>b{}</style>", "a\n<a href={{x}}>",
          "a\n<a href='{{x}}'>", "a\n<SCRIPT >x</SCRIPT>"}) {
        CAPTURE(text);
        CHECK(server::unsafe_in_template(text).starts_with("line 2: "));
    }
    CHECK(server::unsafe_in_template("{{#a}}never closed") != "");
    CHECK(server::unsafe_in_template("<script src=\"/a.js\" defer></script><a href=\"{{x}}\">{{y}}</a>") ==
          "");
}

TEST_CASE("the pages of the site are safe and whole") {
    const server::SiteTemplates site(templates);
    CHECK(site.asset("site.css") != nullptr);
    CHECK(site.asset("screen.js") != nullptr);
    CHECK(site.asset("../site.css") == nullptr);
}

TEST_CASE("whatever is put in a page is escaped") {
    const server::SiteTemplates site(templates);
    const std::string page = site.fill("message", server::Fields{}
                                                      .put("page_title", "<script>1</script>")
                                                      .put("heading", "\"quoted\" & <b>")
                                                      .put("sentence", "it's"));
    CHECK(page.find("<script>") == std::string::npos);
    CHECK(page.find("<b>") == std::string::npos);
    CHECK(page.find("&quot;quoted&quot; &amp; &lt;b&gt;") != std::string::npos);
}

TEST_CASE("a page that asks for something it is not given says so instead of leaving it out") {
    const server::SiteTemplates site(templates);
    CHECK_THROWS_AS(site.fill("message", server::Fields{}.put("page_title", "x")), std::logic_error);
}

TEST_CASE("a folder with a broken template is refused in one sentence that names the file") {
    const auto folder =
        std::filesystem::temp_directory_path() / ("inbeeld-templates-" + std::to_string(getpid()));
    std::filesystem::copy(templates, folder, std::filesystem::copy_options::recursive);
    std::ofstream(folder / "photo.mustache", std::ios::app) << "{{{title}}}\n";
    std::string sentence;
    try {
        const server::SiteTemplates site(folder);
    } catch (const catalogue::CannotWork& error) {
        sentence = error.what();
    }
    std::filesystem::remove_all(folder);
    CHECK(sentence.find("photo.mustache") != std::string::npos);
    CHECK(sentence.find("line ") != std::string::npos);
}
