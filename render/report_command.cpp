#include "catalogue/catalogue.hpp"
#include "catalogue/course_report.hpp"
#include "render/commands.hpp"
#include "render/form_sheets.hpp"
#include "render/kept_logos.hpp"
#include "render/length.hpp"
#include "render/logo.hpp"
#include "render/made_file.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pictograms.hpp"
#include "render/preview.hpp"
#include "render/report_paper.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <iterator>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace render {

namespace {

struct ReportOrder {
    std::filesystem::path file;
    std::filesystem::path previews;
    std::vector<std::filesystem::path> with;
    std::vector<std::filesystem::path> logos;
    bool as_json = false;
};

void print_lines(const catalogue::CourseReport& report) {
    for (const auto& count : report.counts) {
        fmt::print("{:>6}  {}\n", count.number ? fmt::format("{}", *count.number) : "-", count.dutch);
    }
    if (!report.questions.empty()) fmt::print("\nBegin en eind, gemiddeld (1 tot 5)\n");
    for (const auto& question : report.questions) {
        fmt::print("  {:.1f} -> {:.1f}  {}\n", question.first, question.last, question.dutch);
    }
    for (const auto& breakdown : report.breakdowns) {
        fmt::print("\n{}\n", breakdown.dutch);
        for (const auto& [group, people] : breakdown.groups) fmt::print("{:>6}  {}\n", people, group);
    }
    if (!report.quotes.empty()) fmt::print("\nDeelnemers zeggen\n");
    for (const std::string& quote : report.quotes) fmt::print("  \"{}\"\n", quote);
    fmt::print("\nEen streepje: minder dan vijf mensen, dat vertellen wij niet.\n");
}

/// What the report shows of photos and words of this library's course, for the ledger.
catalogue::NewOutput output_of(const catalogue::CourseReport& report, const ReportPhotos& photos) {
    catalogue::NewOutput output;
    output.channel = catalogue::Channel::Report;
    output.kind = "report";
    for (std::size_t i = 0; i < std::min(photos.size(), photos_in_report); ++i) {
        output.items.push_back(output_item(*photos[i]));
    }
    output.texts = report.quoted;
    return output;
}

/// What stands in the area itself: page numbers do not.
Page without_foot(Page page, const Rect& area) {
    std::erase_if(page.items, [&](const Item& item) {
        const auto* line = std::get_if<PlacedLine>(&item);
        return line && line->origin.y > area.bottom();
    });
    return page;
}

/// Under the last words, or on a page of their own.
void put_logos(Publication& paper, const FormLook& form, const std::vector<Logo>& logos) {
    const Rect area{{form.margin, form.top},
                    {form.sheet.width - form.margin * 2, form.sheet.height - form.top - form.bottom}};
    const Rect room = room_under(without_foot(paper.pages.back(), area), area);
    if (add_logos(paper.pages.back(), logos, room)) return;
    paper.pages.push_back({form.sheet, {}, {}, {}, {}});
    if (!add_logos(paper.pages.back(), logos, area)) {
        throw catalogue::CannotWork("There are too many logos for one page; leave some out.");
    }
}

void make_paper(const ReportOrder& order, const catalogue::Invocation& invocation,
                catalogue::Catalogue& catalogue, const catalogue::CourseReport& report) {
    const Typesetter typesetter;
    const ReportTemplate look = read_report_template(templates_folder() / "report.toml");
    const Pictograms pictograms(templates_folder() / "pictograms.toml");
    const ReportPhotos photos = catalogue.cleared<catalogue::Channel::Report>(invocation.today());
    Publication paper = lay_out_report({look, typesetter, pictograms}, report, photos);
    std::vector<Logo> logos = read_logos(order.logos);
    std::ranges::move(kept_logos(catalogue), std::back_inserter(logos));
    put_logos(paper, look.form, logos);
    write_pdf(paper, order.file, {Edition::Screen, invocation.moment(), {}});
    catalogue::NewOutput output = output_of(report, photos);
    output.title = look.text("title");
    output.built_at = invocation.moment();
    output.pages = static_cast<int>(paper.pages.size());
    const catalogue::OutputId id = keep_in_ledger(catalogue, output, order.file);
    if (!order.previews.empty()) {
        make_folder(order.previews);
        paint_previews(paper, order.previews, "report");
    }
    fmt::print("The report has {} pages and {} quotes and is in {} ({}).\n", paper.pages.size(),
               report.quotes.size(), order.file.string(), id.value);
}

void report(const ReportOrder& order, const catalogue::Invocation& invocation) {
    const bool writes = !order.file.empty();
    auto catalogue = catalogue::Catalogue::open(
        invocation.library, writes ? catalogue::Access::ReadWrite : catalogue::Access::ReadOnly);
    std::vector<catalogue::Catalogue> others;
    for (const auto& library : order.with) {
        others.push_back(catalogue::Catalogue::open(library, catalogue::Access::ReadOnly));
    }
    std::vector<const catalogue::Catalogue*> courses{&catalogue};
    for (const auto& other : others) courses.push_back(&other);
    const catalogue::CourseReport all = catalogue::course_report(courses, invocation.today());
    if (writes) return make_paper(order, invocation, catalogue, all);
    if (order.as_json) return fmt::print("{}\n", catalogue::as_json(all));
    print_lines(all);
}

}  // namespace

void add_report_command(CLI::App& app, catalogue::Invocation& invocation) {
    auto order = std::make_shared<ReportOrder>();  // owned by the options and the callback
    CLI::App* command =
        app.add_subcommand("report", "The course in numbers, for municipality and funds (A4, PDF with -o)");
    command->add_option("-o,--output", order->file, "File to write")->type_name("FILE.pdf");
    command->add_option("--preview", order->previews, "Folder for previews (PNG)");
    command->add_option("--with", order->with, "Libraries of other courses, for totals over all of them")
        ->type_name("LIBRARY");
    command
        ->add_option("--logo", order->logos,
                     "Below the report: SVG or PDF of shapes, plain or with gradients")
        ->type_name("FILE");
    command->add_flag("--json", order->as_json, "For programs");
    command->callback([order, &invocation] { report(*order, invocation); });
}

}  // namespace render
