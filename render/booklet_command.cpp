#include "catalogue/catalogue.hpp"
#include "render/booklet.hpp"
#include "render/booklet_plan.hpp"
#include "render/booklet_template.hpp"
#include "render/commands.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/press/press.hpp"
#include "render/press/press_file.hpp"
#include "render/press/printer_profile.hpp"
#include "render/preview.hpp"
#include "render/render.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace render {

namespace {

struct BookletOrder {
    Edition edition = Edition::Print;
    std::filesystem::path target;
    std::filesystem::path previews;
    PressOrder press;
};

BookletTemplate booklet_template() {
    return read_booklet_template(templates_folder() / "booklet.toml");
}

template <catalogue::Channel channel>
Publication lay_out(const catalogue::Catalogue& catalogue, catalogue::Day today) {
    const Typesetter typesetter;
    return lay_out_booklet<channel>(booklet_template(), typesetter, catalogue.course(),
                                    catalogue.chapters<channel>(today));
}

/// With the bleed and the marks that the printer wants.
Publication lay_out_for_press(const catalogue::Catalogue& catalogue, catalogue::Day today,
                              const Press& press) {
    constexpr auto channel = catalogue::Channel::BookletPrint;
    const Typesetter typesetter;
    const catalogue::Course course = catalogue.course();
    BookletTemplate look = booklet_template();
    look.paper.bleed =
        press.printer.bleed_of({1_mm * course.booklet.trim_width_mm, 1_mm * course.booklet.trim_height_mm});
    Publication booklet =
        lay_out_booklet<channel>(look, typesetter, course, catalogue.chapters<channel>(today));
    prepare_for_press(booklet, typesetter, press, {"boekje", to_string(today)});
    return booklet;
}

/// In a folder the file gets the name that the printer asks.
std::filesystem::path target_of(const BookletOrder& order, const std::optional<Press>& press,
                                catalogue::Day today) {
    if (!press || !std::filesystem::is_directory(order.target)) return order.target;
    return order.target / (file_name_for(press->printer, {"boekje", "", to_string(today)}) + ".pdf");
}

/// The files that were made.
std::vector<PressFile> write_booklet(const Publication& booklet, const BookletOrder& order,
                                     const std::optional<Press>& press,
                                     const catalogue::Invocation& invocation) {
    const auto target = target_of(order, press, invocation.today());
    if (target.has_parent_path()) make_folder(target.parent_path());
    if (press) return write_for_press(booklet, target, *press, invocation.moment());
    write_pdf(booklet, target, {order.edition, invocation.moment(), {}});
    return {{target, booklet.pages.size()}};
}

void say_what_was_left_out(const catalogue::Course& course) {
    for (const std::string& line : unknown_lines(course)) {
        fmt::print(stderr,
                   "inbeeld: the page plan says \"{}\", which names no text, maker or page; left out.\n",
                   line);
    }
}

void warn_of_coarse_photos(const Publication& booklet) {
    const int fine = booklet_template().fine_ppi;
    for (const Resolution& coarse : coarse_photos(booklet, fine)) {
        fmt::print(
            stderr,
            "inbeeld: page {}: a photo has {:.0f} pixels per inch there and {} is fine; it may look soft.\n",
            coarse.page + 1, coarse.ppi, fine);
    }
}

void make_booklet(const BookletOrder& order, const catalogue::Invocation& invocation) {
    const auto catalogue = catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadOnly);
    const bool printed = order.edition == Edition::Print;
    const catalogue::Day today = invocation.today();
    const auto press = press_of(order.press, templates_folder());
    const Publication booklet = press     ? lay_out_for_press(catalogue, today, *press)
                                : printed ? lay_out<catalogue::Channel::BookletPrint>(catalogue, today)
                                          : lay_out<catalogue::Channel::BookletPdf>(catalogue, today);
    say_what_was_left_out(catalogue.course());
    if (printed) warn_of_coarse_photos(booklet);
    for (const PressFile& file : write_booklet(booklet, order, press, invocation)) {
        fmt::print("{} ({} pages)\n", file.path.string(), file.pages);
    }
    if (!order.previews.empty()) paint_previews(booklet, order.previews, "page");
}

}  // namespace

bool make_booklet_pdf(const catalogue::Catalogue& catalogue, catalogue::Day today,
                      const std::filesystem::path& target) {
    constexpr auto channel = catalogue::Channel::BookletPdf;
    if (catalogue.chapters<channel>(today).empty()) return false;
    // Without a time of day: the same booklet is the same file.
    write_pdf(lay_out<channel>(catalogue, today), target,
              {Edition::Screen, to_string(today) + "T00:00:00", {}});
    return true;
}

void add_booklet_command(CLI::App& app, catalogue::Invocation& invocation) {
    auto order = std::make_shared<BookletOrder>();  // owned by the options and the callback
    CLI::App* command = app.add_subcommand("booklet", "Make the closing booklet (fotoboekje)");
    const std::map<std::string, Edition> editions{{"print", Edition::Print}, {"screen", Edition::Screen}};
    command->add_option("-o,--output", order->target, "The PDF to write")->required();
    command
        ->add_option("--edition", order->edition,
                     "print: for the printer, with bleed; screen: for the website, what is cleared for that")
        ->transform(CLI::CheckedTransformer(editions))
        ->default_str("print");
    command->add_option("--preview", order->previews, "Folder for previews of the pages (PNG)");
    add_press_options(*command, order->press);
    command->callback([order, &invocation] {
        if (order->edition == Edition::Screen && !order->press.printer.empty()) {
            throw CLI::ValidationError("--printer", "does not belong to --edition screen");
        }
        make_booklet(*order, invocation);
    });
}

}  // namespace render
