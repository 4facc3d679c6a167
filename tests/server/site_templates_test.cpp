#include "server/site_templates.hpp"

#include "catalogue/catalogue.hpp"
#include "server/template_guard.hpp"

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include <doctest/doctest.h>
#include <unistd.h>

namespace {

const std::filesystem::path templates = std::filesystem::path(SOURCE_FOLDER) / "templates/site";

// What is said of the site's templates when `added` is put at the end of one.
std::string refusal_of(const std::string& file, const std::string& added) {
    const auto folder =
        std::filesystem::temp_directory_path() / ("inbeeld-templates-" + std::to_string(getpid()));
    std::filesystem::copy(templates, folder, std::filesystem::copy_options::recursive);
    std::ofstream(folder / file, std::ios::app) << added;
    std::string sentence;
    try {
        const server::SiteTemplates site(folder);
    } catch (const catalogue::CannotWork& error) {
        sentence = error.what();
    }
    std::filesystem::remove_all(folder);
    return sentence;
}

}  // namespace

TEST_CASE("a template that could let something through unescaped is refused, with its line") {
    for (const char* text : {"a\n{{{x}}}",
                             "a\n{{& x}}",
                             "a\n{{&x}}",
                             "a\n{{=<% %>=}}",
                             "a\n<script>x</script>",
                             "a\n<b onclick=\"x\">",
                             "a\n<b style=\"x\">",
                             "a\n<style>b{}</style>",
                             "a\n<a href={{x}}>",
                             "a\n<a href='{{x}}'>",
                             "a\n<SCRIPT >x</SCRIPT>",
                             "a\n<script src=\"/a.js\">x</script>",
                             "a\n<a href=\"{{x}}\">",
                             "a\n<a href=\"/{{x}}\">",
                             "a\n<a href=\"//else.where\">",
                             "a\n<img src=\"https://else.where/a.png\">",
                             "a\n<b {{x}}>",
                             "a\n<b{{x}}>",
                             "a\n<b title= {{x}}>",
                             "a\n<img src=\"/a\"onerror=\"x\">",
                             "a\n<svg/onload=\"x\">",
                             "a\n5\" foto <b onclick=\"x\">",
                             "a\n<base href=\"/\">",
                             "a\n<meta http-equiv=\"refresh\" content=\"0\">"}) {
        CAPTURE(text);
        CHECK(server::unsafe_in_template(text).starts_with("line 2: "));
    }
    for (const char* text : {"<script src=\"/a.js\" defer></script><a href=\"/foto/{{x}}\">{{y}}</a>",
                             "<a href=\"/\">5 > 3, one = one</a>",
                             "<img src=\"/a\" srcset=\"{{#x}}/beeld/{{y}} {{z}}w{{/x}}\" "
                             "alt=\"{{alt}}\"{{#later}} loading=\"lazy\"{{/later}}>"}) {
        CAPTURE(text);
        CHECK(server::unsafe_in_template(text) == "");
    }
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

TEST_CASE("a broken template is refused in one sentence that names the file and the line") {
    CHECK(refusal_of("photo.mustache", "{{{title}}}\n").find("photo.mustache cannot be used, line ") !=
          std::string::npos);
    CHECK(refusal_of("photo.mustache", "{{#title}}\n").find("photo.mustache cannot be used, line ") !=
          std::string::npos);
    CHECK(refusal_of("foot.mustache", "<a href=").find("foot.mustache cannot be used, line ") !=
          std::string::npos);
    CHECK(refusal_of("photo.mustache", "{{> nowhere}}").find("photo.mustache") != std::string::npos);
}

TEST_CASE("a missing template is refused in one sentence") {
    CHECK_THROWS_AS(server::SiteTemplates("/nowhere/at/all"), catalogue::CannotWork);
}
