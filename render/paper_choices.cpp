#include "render/paper_choices.hpp"

#include "render/press/printer_profile.hpp"
#include "render/template_file.hpp"

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

namespace render {

namespace {

int whole_mm(const TemplateFile& file, const std::string& key) {
    return static_cast<int>(std::lround(file.millimetres(key).in_mm()));
}

}  // namespace

std::vector<SheetChoice> sheets_of(std::string_view paper) {
    const TemplateFile file(template_in(paper, ""));
    const auto read = [&](const std::string& id, const std::string& in) {
        return SheetChoice{id, whole_mm(file, in + "width"), whole_mm(file, in + "height")};
    };
    std::vector<SheetChoice> to_cut;
    for (const std::string& name : file.tables("sheets"))
        to_cut.push_back(read(name, "sheets." + name + "."));
    if (!to_cut.empty()) return to_cut;
    std::vector<SheetChoice> sheets = {read("", "page.")};
    for (const std::string& name : file.tables("sizes")) sheets.push_back(read(name, "sizes." + name + "."));
    return sheets;
}

std::vector<PrinterChoice> printers_to_choose() {
    std::vector<PrinterChoice> printers;
    for (const PrinterProfile& printer : all_printers(templates_folder()).profiles)
        printers.push_back({printer.id, printer.name});
    return printers;
}

}  // namespace render
