// What somebody hears who does not see the page: every button and link says enough alone.

#include "a_leader.hpp"
#include "a_site.hpp"
#include "catalogue/accounts.hpp"
#include "server/leaders/routes.hpp"

#include <cstddef>
#include <map>
#include <regex>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

namespace {

std::string without_tags(const std::string& html) {
    return std::regex_replace(html, std::regex("<[^>]*>"), "");
}

std::string attribute(const std::string& tag, const std::string& name) {
    std::smatch found;
    return std::regex_search(tag, found, std::regex(" " + name + "=\"([^\"]*)\"")) ? found[1].str()
                                                                                   : std::string{};
}

// The words of what has that id: nothing with words of its own is nested in it twice.
std::string words_of(const std::string& page, const std::string& id) {
    std::smatch found;
    const std::regex element("<(\\w+)[^>]* id=\"" + id + "\"[^>]*>([^\\n]*?)</\\1>");
    REQUIRE(std::regex_search(page, found, element));
    return without_tags(found[2]);
}

std::string name_of(const std::string& page, const std::string& tag, const std::string& inside) {
    if (const std::string said = attribute(tag, "aria-label"); !said.empty()) return said;
    if (const std::string ids = attribute(tag, "aria-labelledby"); !ids.empty()) {
        std::string name;
        const std::regex id("[^ ]+");
        for (std::sregex_iterator at(ids.begin(), ids.end(), id), end; at != end; ++at)
            name += words_of(page, at->str()) + " ";
        return name;
    }
    std::string name = without_tags(inside);
    const std::regex picture("<img[^>]*>");
    for (std::sregex_iterator at(inside.begin(), inside.end(), picture), end; at != end; ++at)
        name += attribute(at->str(), "alt");
    return name;
}

// Where a link leads, or what a button sends: its form, what goes along unseen, and itself.
std::map<std::string, std::string> named_things(const std::string& page) {
    std::map<std::string, std::string> things;
    std::string form;
    const std::regex part("<form[^>]*>|<input type=\"hidden\"[^>]*>|(<(a|button)( [^>]*)?>)([^\\n]*?)</\\2>");
    for (std::sregex_iterator at(page.begin(), page.end(), part), end; at != end; ++at) {
        const std::string whole = at->str();
        if (whole.starts_with("<form")) {
            form = attribute(whole, "action");
        } else if (whole.starts_with("<input")) {
            const std::string name = attribute(whole, "name");
            if (name != "zegel" && name != "stand") form += " " + name + "=" + attribute(whole, "value");
        } else {
            const std::string tag = (*at)[1];
            const bool link = (*at)[2] == "a";
            const std::string does =
                link ? attribute(tag, "href")
                     : form + " " + attribute(tag, "name") + "=" + attribute(tag, "value");
            const std::string name = name_of(page, tag, (*at)[4]);
            CAPTURE(name);
            CHECK(name.find_first_not_of(' ') != std::string::npos);
            const auto [known, fresh] = things.emplace((link ? "link " : "button ") + name, does);
            if (!fresh) CHECK(known->second == does);
        }
    }
    return things;
}

}  // namespace

TEST_CASE("two buttons or links of a page that do other things have other names") {
    a_leader::Pages pages(a_site::course());
    a_leader::Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    leader.get("/");
    for (int i = 0; i < 2; ++i) leader.post("/cursus/camera", {});
    leader.post("/cursus/praktijk", {{"praktijk", "De Zilverlinde"}});
    leader.post("/cursus/praktijk", {{"praktijk", "Het Klaverblad"}});
    const std::string course = leader.get("/cursus").body;
    leader.post(
        "/cursus/lessen",
        {{"stand", a_leader::hidden(course, "stand")}, {"dag1", "2026-09-01"}, {"thema1", "Kennismaken"}});
    leader.post("/toegang", {{"naam", "Moustapha"}, {"login", "moustapha"}, {"rol", "trainer"}});
    for (const server::leaders::Route& route : server::leaders::routes()) {
        if (route.method != server::leaders::Method::Get) continue;
        std::string path{route.pattern};
        if (path.starts_with("/beeld/") || path.starts_with("/welkom/")) continue;
        if (path == "/veranderd") continue;  // two times the same in one minute is told two times
        const std::string id = path.starts_with("/fotos/") ? "p01" : "d1";
        for (std::size_t at = path.find(':'); at != std::string::npos; at = path.find(':'))
            path.replace(at, 1, id);
        CAPTURE(path);
        const std::string page = leader.get(path).body;
        const std::size_t begin = page.find("<main");
        if (begin == std::string::npos) continue;
        named_things(page.substr(begin));
    }
}
