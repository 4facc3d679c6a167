#include "catalogue/catalogue.hpp"
#include "catalogue/forms.hpp"
#include "render/commands.hpp"
#include "render/measurement_form.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pictograms.hpp"
#include "render/preview.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <filesystem>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace render {

namespace {

struct FormOrder {
    std::string moment;
    std::string code;
    std::filesystem::path file;
    std::filesystem::path previews;
};

void print_form(const FormOrder& order, const catalogue::Invocation& invocation) {
    const auto catalogue = catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadOnly);
    const Typesetter typesetter;
    const auto look = read_measurement_form_template(templates_folder() / "measurement-form.toml");
    const Pictograms pictograms(templates_folder() / "pictograms.toml");
    const BlankForm blank{catalogue::form_questions(catalogue), *catalogue::form_moment_named(order.moment),
                          catalogue.course().title, order.code};
    const Publication form = lay_out_measurement_form(look, typesetter, pictograms, blank);
    write_pdf(form, order.file, {Edition::Screen, invocation.moment(), {}});
    if (!order.previews.empty()) {
        make_folder(order.previews);
        paint_previews(form, order.previews, "form");
    }
    fmt::print("The form has {} pages and is in {}. It carries a code and no name.\n", form.pages.size(),
               order.file.string());
}

}  // namespace

void add_measurement_form_command(CLI::App& app, catalogue::Invocation& invocation) {
    auto order = std::make_shared<FormOrder>();  // owned by the options and the callback
    CLI::App* command =
        app.get_subcommand("form")->add_subcommand("print", "Make the blank first or last form (A4, PDF)");
    command->add_option("MOMENT", order->moment, "start or end")
        ->check(CLI::IsMember({"start", "end"}))
        ->required();
    command->add_option("--code", order->code, "A participant's code, printed on it")->type_name("CODE");
    command->add_option("-o,--output", order->file, "File to write")->required()->type_name("FILE.pdf");
    command->add_option("--preview", order->previews, "Folder for previews (PNG)");
    command->callback([order, &invocation] { print_form(*order, invocation); });
}

}  // namespace render
