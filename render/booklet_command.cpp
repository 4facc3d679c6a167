#include "catalogue/catalogue.hpp"
#include "catalogue/page_layouts.hpp"
#include "catalogue/words_left_out.hpp"
#include "render/booklet.hpp"
#include "render/booklet_matter.hpp"
#include "render/booklet_plan.hpp"
#include "render/booklet_template.hpp"
#include "render/commands.hpp"
#include "render/imposed_booklet.hpp"
#include "render/kept_logos.hpp"
#include "render/layout_choices.hpp"
#include "render/length.hpp"
#include "render/made_file.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/press/press.hpp"
#include "render/press/press_file.hpp"
#include "render/press/printer_profile.hpp"
#include "render/preview.hpp"
#include "render/sheet_options.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"
#include "render/wrapped_booklet.hpp"

#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <malloc.h>

namespace render {

namespace {

struct BookletOrder {
    Edition edition = Edition::Print;
    std::string design;
    std::string format;
    std::filesystem::path target;
    std::filesystem::path previews;
    std::filesystem::path plan;
    std::vector<std::string> others;  // pages that are to have another layout
    PressOrder press;
    ImposedOrder imposed;
    bool without_refused = false;
    WrapOrder wrap;
    std::vector<std::filesystem::path> logos;
};

/// A booklet laid out, with what the ledger has to know of it.
struct MadeBooklet {
    Publication pages;
    catalogue::NewOutput output;
    std::vector<std::string> refused;
    std::vector<catalogue::PersonId> storyless;  // whose stories have no photo to stand beside
};

/// Width and height in mm of the formats that printers of booklets have (DOMAIN §4.2).
const std::map<std::string, std::pair<int, int>>& formats() {
    static const std::map<std::string, std::pair<int, int>> all{
        {"square", {210, 210}}, {"a4", {210, 297}}, {"a5", {148, 210}}, {"a5-landscape", {210, 148}}};
    return all;
}

LayoutChoices choices_of(const catalogue::Catalogue& catalogue, const BookletOrder& order) {
    return order.plan.empty() ? LayoutChoices::kept_in(catalogue) : LayoutChoices::read(order.plan);
}

BookletTemplate look_of(const BookletOrder& order) {
    return read_booklet_template(template_in("booklet", order.design));
}

/// The course with the size of page that was asked for.
catalogue::Course course_of(const catalogue::Catalogue& catalogue, const BookletOrder& order) {
    catalogue::Course course = catalogue.course();
    if (!order.format.empty()) {
        std::tie(course.booklet.trim_width_mm, course.booklet.trim_height_mm) = formats().at(order.format);
    }
    return course;
}

template <catalogue::Channel channel>
Publication lay_out(const catalogue::Catalogue& catalogue, catalogue::Day today, const BookletOrder& order) {
    const BookletTemplate look = look_of(order);
    const Typesetter typesetter(look.fonts);
    const catalogue::Course course = course_of(catalogue, order);
    const BookletMatter matter(catalogue.chapters<channel>(today));
    return lay_out_booklet(
        {look, typesetter, choices_of(catalogue, order), logos_for_booklet(catalogue, course, order.logos)},
        course, matter);
}

/// With the bleed and the marks that the printer wants.
Publication lay_out_for_press(const catalogue::Catalogue& catalogue, catalogue::Day today,
                              const BookletOrder& order, const Press& press) {
    constexpr auto channel = catalogue::Channel::BookletPrint;
    const catalogue::Course course = course_of(catalogue, order);
    BookletTemplate look = look_of(order);
    const Typesetter typesetter(look.fonts);
    look.paper.bleed =
        press.printer.bleed_of({1_mm * course.booklet.trim_width_mm, 1_mm * course.booklet.trim_height_mm});
    const BookletMatter matter(catalogue.chapters<channel>(today));
    Publication booklet = lay_out_booklet(
        {look, typesetter, choices_of(catalogue, order), logos_for_booklet(catalogue, course, order.logos)},
        course, matter);
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
    if (press && order.imposed.wanted) {
        const auto imposed =
            write_imposed_booklet(booklet, target, order.imposed, options_for(*press, invocation.moment()));
        for (const std::string& warning : imposed.sheets.warnings) {
            fmt::print(stderr, "inbeeld: {}\n", warning);
        }
        if (imposed.sheets.sides > 0) fmt::print("{}\n", in_words(imposed.sheets));
        return {imposed.file};
    }
    if (press) return write_for_press(booklet, target, *press, invocation.moment());
    const PdfOptions options{order.edition, invocation.moment(), {}};
    if (!order.wrap.cover.empty()) return write_wrapped_booklet(booklet, target, order.wrap, options);
    return {{target, booklet.pages.size(), {}, write_pdf(booklet, target, options)}};
}

template <catalogue::Channel channel>
MadeBooklet make(const catalogue::Catalogue& catalogue, catalogue::Day today, Publication pages) {
    ::malloc_trim(0);  // laying out took much beside what comes after: back to the system
    const auto chapters = catalogue.chapters<channel>(today);
    MadeBooklet made{std::move(pages), booklet_output<channel>(chapters), {}, {}};
    std::set<catalogue::TextId> standing;
    for (const auto& chapter : chapters) {
        for (const auto& story : chapter.stories) standing.insert(story.text());
    }
    made.storyless = catalogue::authors_left_out(catalogue, channel, today, standing);
    made.refused = refused_in_booklet(catalogue, made.output, makers_in<channel>(chapters), today);
    return made;
}

MadeBooklet make_pages(const catalogue::Catalogue& catalogue, const BookletOrder& order,
                       const std::optional<Press>& press, catalogue::Day today) {
    constexpr auto paper = catalogue::Channel::BookletPrint;
    constexpr auto screen = catalogue::Channel::BookletPdf;
    if (press) return make<paper>(catalogue, today, lay_out_for_press(catalogue, today, order, *press));
    if (order.edition == Edition::Print) {
        return make<paper>(catalogue, today, lay_out<paper>(catalogue, today, order));
    }
    return make<screen>(catalogue, today, lay_out<screen>(catalogue, today, order));
}

/// Keeps what was asked for: with the course, or in the plan file that was named.
template <catalogue::Channel channel>
void choose_layouts(const catalogue::Catalogue& catalogue, const BookletOrder& order, catalogue::Day today) {
    const Publication booklet = lay_out<channel>(catalogue, today, order);
    const BookletMatter matter(catalogue.chapters<channel>(today));
    LayoutChoices choices = choices_of(catalogue, order);
    for (const std::string& text : order.others) {
        const OtherLayout other = read_other_layout(text);
        const auto photos = photos_on(booklet, matter, other.page);
        if (photos.size() < 2) {
            throw catalogue::CannotWork(fmt::format(
                "Page {} has no photos that could stand otherwise: name a page with two photos or more.",
                other.page));
        }
        const int layout = other.layout > 0 ? other.layout : choices.layout_of(photos) + 1;
        choices.choose(photos, layout);
        if (order.plan.empty()) catalogue::choose_page_layout(catalogue, {photos, layout});
        fmt::print("page {}: layout {}, kept in {}\n", other.page, layout,
                   order.plan.empty() ? "the library" : order.plan.string());
    }
    if (!order.plan.empty()) choices.write(order.plan);
}

/// Whether the booklet may be made as it is, after saying what it was asked to hold and may not.
bool say_refused(const MadeBooklet& made, const BookletOrder& order, int planned_pages) {
    if (made.refused.empty()) return true;
    for (const std::string& sentence : made.refused) fmt::print(stderr, "  {}\n", sentence);
    const auto count = static_cast<int>(made.pages.pages.size());
    const std::string pages =
        planned_pages > 0 && planned_pages != count
            ? fmt::format("{} pages instead of the {} of the plan", count, planned_pages)
            : fmt::format("{} pages", count);
    if (order.without_refused) {
        fmt::print(stderr, "inbeeld: the booklet is made without these; it has {}.\n", pages);
        return true;
    }
    fmt::print(
        stderr,
        "inbeeld: the booklet is not made, because it was to hold what may not be shown in it; without these "
        "it has {}: make it so with --without-refused.\n",
        pages);
    return false;
}

void say_what_was_left_out(const MadeBooklet& made, const catalogue::Course& course) {
    for (const catalogue::PersonId& author : made.storyless) {
        fmt::print(stderr,
                   "inbeeld: a story of {} may be in the booklet, but no photo that it can stand beside; the "
                   "story is left out.\n",
                   author.value);
    }
    for (const std::string& line : unknown_lines(course)) {
        fmt::print(stderr,
                   "inbeeld: the page plan says \"{}\", which names no text, maker or page; left out.\n",
                   line);
    }
}

void warn_of_coarse_photos(const Publication& booklet, const BookletOrder& order) {
    const int fine = look_of(order).fine_ppi;
    for (const Resolution& coarse : coarse_photos(booklet, fine)) {
        fmt::print(
            stderr,
            "inbeeld: page {}: a photo has {:.0f} pixels per inch there and {} is fine; it may look soft.\n",
            coarse.page + 1, coarse.ppi, fine);
    }
}

catalogue::Outcome make_booklet(const BookletOrder& order, const catalogue::Invocation& invocation) {
    auto catalogue = catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadWrite);
    const bool printed = order.edition == Edition::Print;
    const catalogue::Day today = invocation.today();
    const auto press = press_of(order.press, templates_folder());
    if (!order.others.empty() && printed)
        choose_layouts<catalogue::Channel::BookletPrint>(catalogue, order, today);
    if (!order.others.empty() && !printed)
        choose_layouts<catalogue::Channel::BookletPdf>(catalogue, order, today);
    MadeBooklet made = make_pages(catalogue, order, press, today);
    const catalogue::Course course = catalogue.course();
    if (!say_refused(made, order, course.booklet.pages)) return catalogue::Outcome::CouldNotWork;
    say_what_was_left_out(made, course);
    if (printed) warn_of_coarse_photos(made.pages, order);
    const auto files = write_booklet(made.pages, order, press, invocation);
    if (!say_what_preflight_found(files)) return catalogue::Outcome::CouldNotWork;
    if (order.previews.empty()) made.pages = {};
    ::malloc_trim(0);  // the ledger reads the whole course again
    for (const PressFile& file : files) {
        catalogue::NewOutput output = made.output;
        output.title = course.booklet.title;
        output.built_at = invocation.moment();
        output.pages = static_cast<int>(file.pages);
        output.printer = order.press.printer;
        output.sha256 = file.sha256;
        const catalogue::OutputId id = keep_in_ledger(catalogue, output, file.path);
        fmt::print("{} ({} pages)  {}\n", file.path.string(), file.pages, id.value);
    }
    if (!order.previews.empty()) paint_previews(made.pages, order.previews, "page");
    return made.refused.empty() ? catalogue::Outcome::Done : catalogue::Outcome::PartlyRefused;
}

}  // namespace

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
    command->add_option("--format", order->format, "Size of the page, instead of the course's own")
        ->check(CLI::IsMember(formats()));
    command->add_option("--design", order->design, "Another design than the usual: warm");
    command
        ->add_option("--another", order->others,
                     "Another layout for the photos on a page: 9 for the next one, 9=2 for the second")
        ->type_name("PAGE[=N]");
    command->add_option("--plan", order->plan,
                        "File that keeps which layouts were chosen, instead of the library");
    command->add_option("--preview", order->previews, "Folder for previews of the pages (PNG)");
    command->add_flag("--without-refused", order->without_refused,
                      "Make it without what was to be in it and may not be shown any more");
    add_press_options(*command, order->press);
    add_imposed_options(*command, order->imposed);
    command
        ->add_option("--logo", order->logos,
                     "For the page of thanks: SVG or PDF of shapes, plain or with gradients")
        ->type_name("FILE");
    add_wrap_options(*command, order->wrap);
    command->callback([order, &invocation] {
        if (order->edition == Edition::Screen && !order->press.printer.empty()) {
            throw CLI::ValidationError("--printer", "does not belong to --edition screen");
        }
        if (order->imposed.wanted && (order->edition == Edition::Screen || !order->press.printer.empty())) {
            throw CLI::ValidationError(
                "--imposed",
                "is for the office machine: it does not belong to --edition screen or --printer");
        }
        check(order->imposed);
        if (order->imposed.wanted) order->press.printer = "office";
        order->wrap.design = order->design;
        if (!order->wrap.cover.empty() && !order->press.printer.empty()) {
            throw CLI::ValidationError("--wrap-cover", "does not belong to --printer or --imposed");
        }
        invocation.outcome = make_booklet(*order, invocation);
    });
}

}  // namespace render
