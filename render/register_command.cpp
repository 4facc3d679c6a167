#include "catalogue/catalogue.hpp"
#include "catalogue/register_facts.hpp"
#include "render/commands.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pictograms.hpp"
#include "render/preview.hpp"
#include "render/register_paper.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"
#include "render/whole_file.hpp"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace render {

namespace {

struct RegisterOrder {
    std::filesystem::path file;
    std::filesystem::path previews;
};

void write_text(const std::string& text, const std::filesystem::path& target) {
    WholeFile file(target);
    std::fwrite(text.data(), 1, text.size(), file.handle());
    file.commit();
}

void make_register(const RegisterOrder& order, const catalogue::Invocation& invocation) {
    const auto catalogue = catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadOnly);
    const RegisterTemplate look = read_register_template(templates_folder() / "register.toml");
    std::vector<catalogue::Purpose> asked = catalogue.course().form.purposes;
    if (asked.empty()) asked.assign(catalogue::purposes().begin(), catalogue::purposes().end());
    RegisterValues values = catalogue::register_facts(catalogue);
    values["date"] = in_dutch(invocation.today());
    const Register filled = fill_register(look, asked, values);
    if (order.file.empty()) {
        fmt::print("{}", as_markdown(filled));
        return;
    }
    if (order.file.extension() != ".pdf") {
        write_text(as_markdown(filled), order.file);
        fmt::print("The register and the DPIA are in {}.\n", order.file.string());
        return;
    }
    const Typesetter typesetter;
    const Pictograms pictograms(templates_folder() / "pictograms.toml");
    const Publication paper = lay_out_register(look, typesetter, pictograms, filled);
    write_pdf(paper, order.file, {Edition::Screen, invocation.moment(), {}});
    if (!order.previews.empty()) {
        make_folder(order.previews);
        paint_previews(paper, order.previews, "register");
    }
    fmt::print("The register and the DPIA have {} pages and are in {}.\n", paper.pages.size(),
               order.file.string());
}

}  // namespace

void add_register_command(CLI::App& app, catalogue::Invocation& invocation) {
    auto order = std::make_shared<RegisterOrder>();  // owned by the options and the callback
    CLI::App* command = app.add_subcommand(
        "register", "The processing register (AVG art. 30) and the DPIA: Markdown, or PDF with -o FILE.pdf");
    command->add_option("-o,--output", order->file, "File to write")->type_name("FILE");
    command->add_option("--preview", order->previews, "Folder for previews (PNG)");
    command->callback([order, &invocation] { make_register(*order, invocation); });
}

}  // namespace render
