#include "render/wrapped_booklet.hpp"

#include "render/booklet_template.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/press/press_file.hpp"
#include "render/preview.hpp"
#include "render/sheet_options.hpp"
#include "render/template_file.hpp"
#include "render/wrap_cover.hpp"

#include <filesystem>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace render {

void add_wrap_options(CLI::App& command, WrapOrder& order) {
    CLI::Option* wrap = command.add_option(
        "--wrap-cover", order.cover,
        "For glueing: PDF of the cover as one sheet with its spine; -o then has the pages inside");
    add_length(command, "--leaf-thickness", order.leaf)
        ->description("Of a leaf inside a glued booklet (0.13mm, as 120 g/m²)")
        ->needs(wrap);
    add_length(command, "--cover-thickness", order.cardboard)
        ->description("Of its cover (0.30mm)")
        ->needs(wrap);
}

std::vector<PressFile> write_wrapped_booklet(const Publication& booklet, const std::filesystem::path& target,
                                             const WrapOrder& order, const PdfOptions& options) {
    const BookPaper paper{order.leaf.value_or(Length::from_mm(0.13)),
                          order.cardboard.value_or(Length::from_mm(0.30))};
    WrappedBooklet parts = wrap(booklet, paper);
    const BookletTemplate look =
        in_size(read_booklet_template(template_in("booklet", order.design)), booklet.pages.front().trim);
    const Length spine = spine_width(parts.inside.pages.size(), paper);
    add_spine_title(parts.cover, spine,
                    {booklet.title, look.styles.cover_words, look.fonts, look.paper.outer});
    if (order.cover.has_parent_path()) make_folder(order.cover.parent_path());
    std::vector<PressFile> files;
    files.push_back({target, parts.inside.pages.size(), {}, write_pdf(parts.inside, target, options)});
    files.push_back({order.cover, 1, {}, write_pdf(parts.cover, order.cover, options)});
    fmt::print("spine: {:.1f} mm; ask the printer whether his is the same\n", spine.in_mm());
    return files;
}

}  // namespace render
