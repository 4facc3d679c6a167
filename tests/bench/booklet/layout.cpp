// How long the booklet's layout takes, without reading a library or writing a file. layout_bench LIBRARY DAY
// ROUNDS prints milliseconds, the best of the rounds each: a page of so many photos, the whole booklet for
// the first time, and again by somebody who remembers the chapters.

#include "catalogue/catalogue.hpp"
#include "render/booklet.hpp"
#include "render/booklet_matter.hpp"
#include "render/booklet_template.hpp"
#include "render/chapter_memory.hpp"
#include "render/composition.hpp"
#include "render/layout_choices.hpp"
#include "render/length.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <exception>
#include <limits>

#include <fmt/format.h>

namespace {

template <class Work>
double best_of(int rounds, const Work& work) {
    double best = std::numeric_limits<double>::max();
    for (int round = 0; round < rounds; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - begin;
        best = std::min(best, taken.count());
    }
    return best;
}

/// Photos as cameras make them, lying and standing.
render::CompositionRequest page_of(std::size_t photos) {
    using namespace render;
    constexpr std::array<double, 5> aspects{4.0 / 3, 3.0 / 4, 3.0 / 2, 4.0 / 3, 16.0 / 9};
    CompositionRequest request;
    for (std::size_t i = 0; i < photos; ++i)
        request.photos.push_back({aspects.at(i % aspects.size()), 1, {}});
    request.frame = {178_mm, 170_mm};
    request.gutter = 4_mm;
    return request;
}

void measure(const catalogue::Catalogue& catalogue, catalogue::Day day, int rounds) {
    using namespace render;
    for (std::size_t photos = 2; photos <= 8; ++photos) {
        const CompositionRequest request = page_of(photos);
        fmt::print("a page of {} photos      {:8.2f}\n", photos, best_of(rounds, [&] { compose(request); }));
    }
    const BookletTemplate look = read_booklet_template(template_in("booklet", ""));
    const catalogue::Course course = catalogue.course();
    const BookletMatter matter(catalogue.chapters<catalogue::Channel::BookletPrint>(day));
    const LayoutChoices choices = LayoutChoices::kept_in(catalogue);
    std::size_t pages = 0;
    const double opened = best_of(rounds, [&] { const Typesetter typesetter(look.fonts); });
    const double whole = best_of(rounds, [&] {
        const Typesetter typesetter(look.fonts);
        pages = lay_out_booklet({look, typesetter, choices}, course, matter).pages.size();
    });
    ChapterMemory memory;
    const Typesetter typesetter(look.fonts);
    const double again = best_of(
        rounds + 1, [&] { lay_out_booklet({look, typesetter, choices, {}, &memory}, course, matter); });
    fmt::print("finding the fonts        {:8.1f}\nthe booklet, {:3} pages   {:8.1f}\n", opened, pages,
               whole - opened);
    fmt::print("the booklet, remembered  {:8.1f}\n", again);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) return 2;
    try {
        const auto catalogue = catalogue::Catalogue::open(argv[1], catalogue::Access::ReadOnly);
        measure(catalogue, catalogue::parse_day(argv[2]), std::atoi(argv[3]));
    } catch (const std::exception& error) {
        fmt::print(stderr, "layout_bench: {}\n", error.what());
        return 3;
    }
    return 0;
}
