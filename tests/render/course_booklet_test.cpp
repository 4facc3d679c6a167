#include "render/render.hpp"
#include "tests/render/paper_course.hpp"
#include "tests/render/scratch_folder.hpp"

#include <cstddef>
#include <filesystem>
#include <iterator>

#include <doctest/doctest.h>

namespace {

std::ptrdiff_t files_in(const std::filesystem::path& folder) {
    return std::distance(std::filesystem::directory_iterator(folder), {});
}

}  // namespace

TEST_CASE("painting the booklet's pages ends after the page it is at when it is not to go on") {
    const PaperCourse course;
    const ScratchFolder folder;
    int asked = 0;
    const auto twice = [&] { return ++asked <= 2; };
    CHECK_FALSE(render::paint_booklet_pages(course.catalogue(), opening_day(), folder.path(), twice));
    CHECK(asked == 3);
    CHECK(files_in(folder.path()) == 2);
    CHECK(std::filesystem::exists(folder / "page-02.png"));
}
