#include "render/course_booklet.hpp"

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/made_file.hpp"
#include "render/page.hpp"
#include "render/painter.hpp"
#include "render/pdf/pdf.hpp"
#include "render/render.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>

#include <fmt/format.h>

namespace render {

std::optional<catalogue::NewOutput> make_booklet_pdf(const catalogue::Catalogue& catalogue,
                                                     catalogue::Day today,
                                                     const std::filesystem::path& target) {
    constexpr auto channel = catalogue::Channel::BookletPdf;
    const auto chapters = catalogue.chapters<channel>(today);
    if (chapters.empty()) return std::nullopt;
    const Publication booklet = lay_out_course_booklet<channel>(catalogue, today);
    catalogue::NewOutput output = booklet_output<channel>(chapters);
    output.title = catalogue.course().booklet.title;
    // Without a time of day: the same booklet is the same file.
    output.built_at = to_string(today) + "T00:00:00";
    output.pages = static_cast<int>(booklet.pages.size());
    write_pdf(booklet, target, {Edition::Screen, output.built_at, {}});
    return output;
}

bool paint_booklet_pages(const catalogue::Catalogue& catalogue, catalogue::Day today,
                         const std::filesystem::path& folder, const GoesOn& goes_on) {
    constexpr auto channel = catalogue::Channel::BookletPdf;
    constexpr Ppi for_screens{160};
    if (catalogue.chapters<channel>(today).empty()) return false;
    const Publication booklet = lay_out_course_booklet<channel>(catalogue, today);
    for (std::size_t page = 0; page < booklet.pages.size(); ++page) {
        if (!goes_on()) return false;
        paint_png(booklet, page, for_screens, folder / fmt::format("page-{:02}.png", page + 1));
    }
    return true;
}

}  // namespace render
