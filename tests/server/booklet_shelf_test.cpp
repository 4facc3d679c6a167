#include "server/leaders/booklet_shelf.hpp"

#include "a_site.hpp"
#include "catalogue/catalogue.hpp"

#include <chrono>
#include <memory>

#include <doctest/doctest.h>

TEST_CASE(
    "a booklet that nobody has looked at for a while is let go of, with all that it was laid out with") {
    const a_site::Site site(a_site::course());
    server::leaders::BookletShelf shelf(site.library);
    CHECK_FALSE(shelf.let_go_when_unused());
    const auto catalogue = catalogue::Catalogue::open(site.library, catalogue::Access::ReadOnly);
    const std::weak_ptr laid_out = shelf.booklet(catalogue, site.today);
    CHECK_FALSE(shelf.let_go_when_unused());
    CHECK_FALSE(laid_out.expired());
    const auto later = std::chrono::steady_clock::now() + 2 * server::leaders::BookletShelf::kept_for;
    CHECK(shelf.let_go_when_unused(later));
    CHECK(laid_out.expired());
    CHECK_FALSE(shelf.let_go_when_unused(later));
    CHECK(shelf.booklet(catalogue, site.today) != nullptr);
}
