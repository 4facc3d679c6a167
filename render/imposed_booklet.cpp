#include "render/imposed_booklet.hpp"

#include "render/folded_sheets.hpp"
#include "render/imposed_side.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/impose.hpp"
#include "render/pdf/pdf.hpp"
#include "render/preflight/preflight.hpp"
#include "render/press/press_file.hpp"
#include "render/sheet_options.hpp"
#include "render/whole_file.hpp"

#include <algorithm>
#include <filesystem>
#include <string>

#include <CLI/CLI.hpp>

namespace render {

namespace {

constexpr Size a4{210_mm, 297_mm};
constexpr Size a3{297_mm, 420_mm};

bool holds(const Size& paper, const Size& spread) {
    const auto [short_side, long_side] = std::minmax(spread.width, spread.height);
    return short_side <= paper.width && long_side <= paper.height;
}

Size usual_sheet(const Publication& booklet) {
    const Size page = booklet.pages.front().trim;
    return holds(a4, {page.width * 2, page.height}) ? a4 : a3;
}

ImpositionOrder imposition_of(const Publication& booklet, const ImposedOrder& order) {
    SaddleStitch stapled;
    stapled.fold.paper = {order.sheet.value_or(usual_sheet(booklet)), order.duplex, Marks::None,
                          Fitting::Shrunk};
    stapled.fold.paper_thickness = order.paper_thickness.value_or(Length{});
    ImpositionOrder imposition;
    imposition.style = stapled;
    return imposition;
}

}  // namespace

void add_imposed_options(CLI::App& command, ImposedOrder& order) {
    CLI::Option* imposed =
        command.add_flag("--imposed", order.wanted, "On sheets for the office machine, to fold and staple");
    add_paper(command, "--sheet", order.sheet)->description("Paper of the sheets (A4 or A3)")->needs(imposed);
    add_duplex(command, order.duplex)
        ->description("Edge over which the machine turns sheets (short, for sheets that lie)")
        ->needs(imposed);
    add_length(command, "--paper-thickness", order.paper_thickness)
        ->description("Makes up for creep: 0.10mm for 80 g/m² paper (none)")
        ->needs(imposed);
}

void check(const ImposedOrder& order) {
    check_paper_thickness(order.paper_thickness);
}

ImposedBooklet write_imposed_booklet(const Publication& booklet, const std::filesystem::path& target,
                                     const ImposedOrder& order, const PdfOptions& options) {
    // Never gets its name: it is gone when the sheets have been made from it.
    WholeFile pages(target.string() + ".pages");
    write_pdf(booklet, pages, options);
    ImposedBooklet imposed{{target, booklet.pages.size(), {}, {}}, {}};
    imposed.file.report = preflight(pages.unfinished(), {{}, {}, "boekje"});
    if (!imposed.file.report.passes()) return imposed;
    imposed.sheets = impose_pdf(pages.unfinished(), target, imposition_of(booklet, order));
    return imposed;
}

}  // namespace render
