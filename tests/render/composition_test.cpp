#include "render/composition.hpp"

#include "render/slicing_tree.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

#include <doctest/doctest.h>

using render::Composition;
using render::CompositionRequest;
using render::Length;
using render::Rect;
using render::operator""_mm;

namespace {

constexpr Length gutter = 5_mm;

CompositionRequest a_page_of(const std::vector<double>& aspects) {
    CompositionRequest request;
    for (const double aspect : aspects) request.photos.push_back({aspect, 1, {}});
    request.frame = {176_mm, 168_mm};
    request.gutter = gutter;
    return request;
}

std::vector<double> some_shapes(std::mt19937& dice, std::size_t count) {
    const double shapes[] = {4.0 / 3, 3.0 / 4, 3.0 / 2, 2.0 / 3, 16.0 / 9, 1, 9.0 / 16, 3};
    std::vector<double> aspects;
    for (std::size_t i = 0; i < count; ++i) aspects.push_back(shapes[dice() % 8]);
    return aspects;
}

/// The paper between two photos that face each other; at least this much when they are further apart.
Length distance(const Rect& one, const Rect& other) {
    const Length across = std::max(one.left(), other.left()) - std::min(one.right(), other.right());
    const Length down = std::max(one.top(), other.top()) - std::min(one.bottom(), other.bottom());
    return std::max(across, down);
}

double area_of(const Rect& photo) {
    return photo.size.width.in_mm() * photo.size.height.in_mm();
}

double aspect_error(const Rect& photo, double aspect) {
    return std::abs(photo.size.width.in_mm() - photo.size.height.in_mm() * aspect);
}

}  // namespace

TEST_CASE("there are as many ways to cut a page as there should be") {
    const std::size_t schroeder[] = {1, 2, 6, 22, 90, 394, 1806, 8558};
    for (std::size_t count = 1; count <= 8; ++count) {
        CHECK(render::all_slicing_trees(count).roots.size() == schroeder[count - 1]);
    }
}

TEST_CASE("whatever the photos, they are whole, inside the frame and exactly a gutter apart") {
    std::mt19937 dice{20260702};
    for (int turn = 0; turn < 120; ++turn) {
        const std::size_t count = 1 + dice() % 12;
        if (count > 6 && turn % 4 != 0) continue;
        CompositionRequest request = a_page_of(some_shapes(dice, count));
        if (turn % 2 == 0) request.under = [](std::size_t photo, Length) { return 5_mm + photo * 1_mm; };
        const Composition page = compose(request);
        CAPTURE(page.tree);
        REQUIRE(page.photos.size() == count);
        Length closest = 1000_mm;
        for (std::size_t i = 0; i < count; ++i) {
            const Rect& photo = page.photos[i];
            // Edges are rounded to 1/360 mm, so a wide photo may be off by a few of those.
            CHECK(aspect_error(photo, request.photos[i].aspect) < 0.02);
            CHECK(photo.left() >= 0_mm);
            CHECK(photo.top() >= 0_mm);
            CHECK(photo.right() <= page.extent.width);
            CHECK(page.unders[i].bottom() <= page.extent.height);
            for (std::size_t j = i + 1; j < count; ++j) {
                const Rect with_caption{photo.origin,
                                        {photo.size.width, page.unders[i].bottom() - photo.top()}};
                const Rect other{page.photos[j].origin,
                                 {page.photos[j].size.width, page.unders[j].bottom() - page.photos[j].top()}};
                closest = std::min(closest, distance(with_caption, other));
            }
        }
        CHECK(page.extent.width <= request.frame.width);
        CHECK(page.extent.height <= request.frame.height);
        if (count > 1) CHECK(closest == gutter);
    }
}

TEST_CASE("the same photos give the same page") {
    std::mt19937 dice{7};
    const CompositionRequest request = a_page_of(some_shapes(dice, 7));
    const Composition once = compose(request);
    const Composition again = compose(request);
    CHECK(once.tree == again.tree);
    CHECK(once.photos == again.photos);
}

TEST_CASE("a page of mixed camera photos is well filled") {
    for (const auto& aspects : std::vector<std::vector<double>>{{4.0 / 3, 3.0 / 4, 4.0 / 3},
                                                                {4.0 / 3, 4.0 / 3, 3.0 / 4, 4.0 / 3},
                                                                {1.5, 0.75, 0.75, 1.5, 1.333}}) {
        CHECK(compose(a_page_of(aspects)).coverage > 0.7);
    }
}

TEST_CASE("photos are read from left to right, or from right to left") {
    CompositionRequest request = a_page_of({0.75, 0.75});
    Composition page = compose(request);
    CHECK(page.photos[0].right() + gutter == page.photos[1].left());
    request.direction = render::Direction::RightToLeft;
    page = compose(request);
    CHECK(page.photos[1].right() + gutter == page.photos[0].left());
}

TEST_CASE("photos side by side keep their lower edges flush however long the captions are") {
    CompositionRequest request = a_page_of({0.75, 0.75});
    request.under = [](std::size_t photo, Length) { return photo == 0 ? 6_mm : 20_mm; };
    const Composition page = compose(request);
    CHECK(page.photos[0].bottom() == page.photos[1].bottom());
}

TEST_CASE("a photo with few pixels stays small") {
    CompositionRequest request = a_page_of({4.0 / 3});
    request.photos[0].widest = 90_mm;
    const Composition alone = compose(request);
    CHECK(alone.photos[0].size.width == 90_mm);
    CHECK(alone.photos[0].left() - 0_mm == alone.extent.width - alone.photos[0].right());
}

TEST_CASE("photos with few pixels keep flush edges and exact gutters when all are small") {
    std::mt19937 dice{640};
    for (std::size_t count = 2; count <= 6; ++count) {
        CompositionRequest request = a_page_of({});
        for (std::size_t i = 0; i < count; ++i) {
            const bool standing = dice() % 2 == 0;
            request.photos.push_back({standing ? 3.0 / 4 : 4.0 / 3, 1, standing ? 27_mm : 36_mm});
        }
        request.under = [](std::size_t, Length width) { return width < 30_mm ? 9_mm : 5_mm; };
        const Composition page = compose(request);
        CAPTURE(page.tree);
        Length closest = 1000_mm;
        Length right;
        Length bottom;
        for (std::size_t i = 0; i < count; ++i) {
            const Rect& photo = page.photos[i];
            CHECK(photo.size.width <= request.photos[i].widest);
            CHECK(page.unders[i].size.height >= request.under(i, photo.size.width));
            right = std::max(right, photo.right());
            bottom = std::max(bottom, page.unders[i].bottom());
            for (std::size_t j = i + 1; j < count; ++j) {
                closest = std::min(
                    closest,
                    distance({photo.origin, {photo.size.width, page.unders[i].bottom() - photo.top()}},
                             {page.photos[j].origin,
                              {page.photos[j].size.width, page.unders[j].bottom() - page.photos[j].top()}}));
            }
        }
        const Length hair{18};  // 0.05 mm
        CHECK(closest >= gutter);
        CHECK(closest <= gutter + hair);
        CHECK(page.extent.width - right <= hair);
        CHECK(page.extent.height - bottom <= hair);
    }
}

TEST_CASE(
    "one photo with few pixels among large ones leaves them large, and stands in a corner of its place") {
    CompositionRequest request = a_page_of({4.0 / 3, 4.0 / 3, 4.0 / 3});
    const Composition large = compose(request);
    request.photos[1].widest = 20_mm;
    request.under = [](std::size_t, Length width) { return width < 40_mm ? 12_mm : 4_mm; };
    const Composition page = compose(request);
    CHECK(page.coverage > large.coverage / 2);
    CHECK(page.photos[1].size.width == 20_mm);
    CHECK(page.unders[1].top() == page.photos[1].bottom());
    CHECK(page.unders[1].size.height >= 12_mm);
    CHECK((page.photos[1].left() == 0_mm || page.photos[1].left() == page.photos[0].right() + gutter));
}

TEST_CASE("twenty photos stand in rows of one height") {
    const Composition page = compose(a_page_of(std::vector<double>(20, 4.0 / 3)));
    CHECK(page.photos[0].size.height == page.photos[1].size.height);
    CHECK(page.coverage > 0.7);
}

TEST_CASE("a page of the sample course's shapes is filled for 92 percent where they allow it") {
    std::mt19937 dice{2026};
    const double shapes[] = {4.0 / 3, 3.0 / 4, 3.0 / 2, 2.0 / 3};
    int full = 0;
    constexpr int pages = 60;
    for (int page = 0; page < pages; ++page) {
        std::vector<double> aspects;
        for (int i = 0; i < 6; ++i) aspects.push_back(shapes[dice() % 4]);
        if (compose(a_page_of(aspects)).coverage >= 0.92) ++full;
    }
    CHECK(full == pages);
}

TEST_CASE("a page can be laid out in other, clearly different ways") {
    const CompositionRequest request = a_page_of({4.0 / 3, 3.0 / 4, 4.0 / 3, 1.5, 2.0 / 3});
    const auto pages = compositions(request);
    REQUIRE(pages.size() >= 3);
    CHECK(pages.size() <= 6);
    CHECK(pages.front().photos == compose(request).photos);
    for (std::size_t i = 0; i < pages.size(); ++i) {
        for (std::size_t j = i + 1; j < pages.size(); ++j) {
            Length moved;
            for (std::size_t photo = 0; photo < 5; ++photo) {
                const Rect& here = pages[i].photos[photo];
                const Rect& there = pages[j].photos[photo];
                moved += std::max(here.left() - there.left(), there.left() - here.left());
                moved += std::max(here.top() - there.top(), there.top() - here.top());
            }
            CAPTURE(pages[i].tree);
            CAPTURE(pages[j].tree);
            CHECK(moved > 50_mm);
        }
    }
}

TEST_CASE("no photo on a page is larger than the one that weighs most") {
    CompositionRequest request = a_page_of({4.0 / 3, 4.0 / 3, 4.0 / 3, 4.0 / 3, 3.0 / 4});
    for (std::size_t favourite = 0; favourite < 5; ++favourite) {
        for (auto& photo : request.photos) photo.weight = 1;
        request.photos[favourite].weight = 4;
        const Composition weighted = compose(request);
        CAPTURE(weighted.tree);
        for (std::size_t other = 0; other < 5; ++other) {
            if (other == favourite) continue;
            CHECK(area_of(weighted.photos[favourite]) >= area_of(weighted.photos[other]));
        }
    }
}

TEST_CASE("more photos than can be tried in every way still fill the page in reading order") {
    std::mt19937 dice{12};
    for (const std::size_t count : {9U, 10U, 11U, 12U}) {
        const Composition page = compose(a_page_of(some_shapes(dice, count)));
        CAPTURE(page.tree);
        CHECK(page.coverage > 0.85);
        for (std::size_t i = 0; i + 1 < count; ++i) {
            CHECK(page.photos[i + 1].bottom() > page.photos[i].top());
        }
    }
}
