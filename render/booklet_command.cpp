#include "catalogue/catalogue.hpp"
#include "render/booklet.hpp"
#include "render/booklet_plan.hpp"
#include "render/booklet_template.hpp"
#include "render/commands.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/preview.hpp"
#include "render/render.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace render {

namespace {

struct BookletOrder {
    Edition edition = Edition::Print;
    std::filesystem::path target;
    std::filesystem::path previews;
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
    const Publication booklet = printed ? lay_out<catalogue::Channel::BookletPrint>(catalogue, today)
                                        : lay_out<catalogue::Channel::BookletPdf>(catalogue, today);
    say_what_was_left_out(catalogue.course());
    if (printed) warn_of_coarse_photos(booklet);
    if (order.target.has_parent_path()) make_folder(order.target.parent_path());
    write_pdf(booklet, order.target, {order.edition, invocation.moment(), {}});
    fmt::print("{} ({} pages)\n", order.target.string(), booklet.pages.size());
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
    command->callback([order, &invocation] { make_booklet(*order, invocation); });
}

}  // namespace render
