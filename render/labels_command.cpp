#include "catalogue/catalogue.hpp"
#include "render/commands.hpp"
#include "render/label.hpp"
#include "render/made_file.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/photo_choice.hpp"
#include "render/poster.hpp"
#include "render/preview.hpp"
#include "render/site_pages.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace render {

namespace {

constexpr auto channel = catalogue::Channel::ExhibitionPrint;

struct LabelsOrder {
    PhotoChoice choice;
    std::string sheet = "four";
    std::string site;
    std::filesystem::path file;
    std::filesystem::path previews;
};

/// Labels that could be made, with what the ledger keeps of each.
struct Labels {
    std::vector<Page> pages;
    std::vector<catalogue::OutputItem> items;
    std::size_t refused = 0;
};

/// Adds the label of a photo; says why not where it cannot be.
void add_label(Labels& labels, const LabelSetting& setting, const catalogue::Cleared<channel>& photo,
               const std::string& site_page) {
    try {
        labels.pages.push_back(lay_out_label(setting, photo, site_page));
        labels.items.push_back(output_item(*photo));
        return;
    } catch (const MissingGlyph& missing) {
        fmt::print(stderr, "inbeeld: {}: {}\n", photo->photo.value, missing.what());
    } catch (const TooManyWords& words) {
        fmt::print(stderr, "inbeeld: {}: {}\n", photo->photo.value, words.what());
    }
    ++labels.refused;
}

Publication publication_of(const LabelTemplate& look, const LabelsOrder& order, const Labels& labels,
                           const Typesetter& typesetter) {
    Publication sheets;
    sheets.title = "Kaartjes bij de foto's";
    sheets.pages = on_sheets(look, sheet_named(look, order.sheet), labels.pages);
    sheets.fonts = typesetter.fonts();
    return sheets;
}

void keep_labels(catalogue::Catalogue& catalogue, const Labels& labels, const Publication& sheets,
                 const LabelsOrder& order, const std::string& moment) {
    catalogue::NewOutput output;
    output.channel = channel;
    output.kind = "labels";
    output.title = catalogue.course().exhibition.title;
    output.built_at = moment;
    output.items = labels.items;
    output.pages = static_cast<int>(sheets.pages.size());
    const catalogue::OutputId id = keep_in_ledger(catalogue, std::move(output), order.file);
    fmt::print("{} labels on {} sheets are in {}  {}\n", labels.pages.size(), sheets.pages.size(),
               order.file.string(), id.value);
}

catalogue::Outcome make_labels(const LabelsOrder& order, const std::string& site,
                               const catalogue::Invocation& invocation) {
    auto catalogue = catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadWrite);
    const catalogue::Day today = invocation.today();
    const LabelTemplate look = read_label_template(templates_folder() / "labels.toml");
    sheet_named(look, order.sheet);  // before anything is laid out
    const catalogue::Course course = catalogue.course();
    const Typesetter typesetter(look.fonts);
    const SitePages site_pages(site, catalogue, today);
    const std::string moment = invocation.moment();

    Labels labels;
    std::set<catalogue::PhotoId> cleared;
    for (const auto& photo : catalogue.cleared<channel>(today)) {
        if (!order.choice.takes(photo->photo)) continue;
        cleared.insert(photo->photo);
        add_label(labels, {look, typesetter, course}, photo, site_pages.page_of(photo));
    }
    const std::size_t refused = labels.refused + say_refusals(order.choice, cleared, channel, "label",
                                                              catalogue.photo_verdicts(today));
    const catalogue::Outcome outcome = outcome_of(labels.pages.size(), refused, "label");
    if (labels.pages.empty()) return outcome;
    const Publication sheets = publication_of(look, order, labels, typesetter);
    write_pdf(sheets, order.file, {Edition::Print, moment, {}});
    keep_labels(catalogue, labels, sheets, order, moment);
    if (!order.previews.empty()) {
        make_folder(order.previews);
        paint_previews(sheets, order.previews, "labels");
    }
    return outcome;
}

}  // namespace

void add_labels_command(CLI::App& app, catalogue::Invocation& invocation) {
    auto order = std::make_shared<LabelsOrder>();  // owned by the options and the callback
    CLI::App* command =
        app.add_subcommand("labels", "Make the labels beside the photos on the wall (to cut, PDF)");
    add_photo_options(*command, order->choice, "label");
    command
        ->add_option("--sheet", order->sheet,
                     "Paper to cut them from, as the template names it: four (A4), eight (SRA4)")
        ->capture_default_str();
    add_site_option(*command, order->site);
    command->add_option("-o,--output", order->file, "File to write")->required()->type_name("FILE.pdf");
    command->add_option("--preview", order->previews, "Folder for previews (PNG)");
    command->callback([order, command, &invocation] {
        refuse_no_choice(*command, order->choice);
        invocation.outcome = make_labels(*order, site_address(*command, order->site), invocation);
    });
}

}  // namespace render
