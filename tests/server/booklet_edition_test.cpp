#include "server/booklet_edition.hpp"

#include "a_site.hpp"
#include "catalogue/catalogue.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

bool always() {
    return true;
}

/// The pages of the booklet, painted from one rendition of the course.
struct Painter {
    Painter() : site(a_site::course()) {}

    void paint(int pages, const std::function<void()>& meanwhile = [] {}) {
        server::paint_edition(
            site.reader(), site.today,
            [&](const auto&, auto, const std::filesystem::path& folder, const server::GoesOn& goes_on) {
                for (int page = 1; page <= pages && goes_on(); ++page) {
                    std::filesystem::copy_file(
                        std::filesystem::path(SOURCE_FOLDER) / "docs/what-comes-out.jpg",
                        folder / ("page-0" + std::to_string(page) + ".png"));
                }
                meanwhile();
                return true;
            },
            always);
    }

    int painted() {
        return server::count_pages(
            server::edition_pages(site.library, server::edition_of(site.reader(), site.today)));
    }

    a_site::Site site;
};

}  // namespace

TEST_CASE("the booklet's pages are there all together, for as long as the same is cleared") {
    Painter painter;
    CHECK(painter.painted() == 0);
    painter.paint(3);
    CHECK(painter.painted() == 3);
    painter.site.record({a_site::answer("d1", "booklet", "withdraw")});
    CHECK(painter.painted() == 0);
    painter.paint(2);
    CHECK(painter.painted() == 2);
}

TEST_CASE("pages that were painted while somebody withdrew are nobody's") {
    Painter painter;
    painter.paint(3, [&] { painter.site.record({a_site::answer("d1", "booklet", "withdraw")}); });
    CHECK(painter.painted() == 0);
    const auto folder = painter.site.library / "renditions/booklet";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        CHECK(entry.path().filename() == "unfinished.pages");
    }
}

TEST_CASE("what was left unfinished goes when nothing may be shown any more") {
    Painter painter;
    painter.paint(3, [&] { painter.site.record({a_site::answer("d1", "booklet", "withdraw")}); });
    painter.site.record(
        {a_site::answer("d2", "booklet", "withdraw"), a_site::answer("d3", "booklet", "withdraw")});
    painter.paint(3);
    CHECK(std::filesystem::is_empty(painter.site.library / "renditions/booklet"));
}
