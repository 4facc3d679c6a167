#include "render/press/printer_profile.hpp"

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/pdf/pdf.hpp"
#include "render/template_file.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace render {

namespace {

template <class Value>
using Choices = std::vector<std::pair<std::string, Value>>;

template <class Value>
Value choice(const TemplateFile& file, std::string_view key, const Choices<Value>& choices) {
    const std::string word = file.text(key);
    std::string allowed;
    for (const auto& [name, value] : choices) {
        if (name == word) return value;
        allowed += fmt::format("{}\"{}\"", allowed.empty() ? "" : ", ", name);
    }
    file.refuse(key, fmt::format("is \"{}\" but must be one of {}", word, allowed));
}

/// Beside the printers' files, or where Debian's packages have profiles.
std::optional<std::filesystem::path> find_profile(const std::filesystem::path& folder,
                                                  const std::string& name) {
    const std::filesystem::path wanted(name);
    if (wanted.has_parent_path() && !wanted.is_absolute()) return std::nullopt;
    for (const std::filesystem::path& place : {folder, std::filesystem::path("/usr/share/color/icc"),
                                               std::filesystem::path("/usr/share/scribus/profiles"),
                                               std::filesystem::path("/usr/share/color/icc/colord")}) {
        std::error_code ignored;
        if (std::filesystem::is_regular_file(place / wanted, ignored)) return place / wanted;
    }
    return std::nullopt;
}

std::optional<PrintCondition> read_paper(const TemplateFile& file, const std::string& table,
                                         const std::filesystem::path& folder) {
    if (!file.has(table)) return std::nullopt;
    PrintCondition condition;
    condition.identifier = file.text(table + ".condition");
    condition.description = file.text(table + ".description");
    const std::string name = file.text(table + ".profile");
    const auto profile = find_profile(folder, name);
    if (!profile) {
        file.refuse(table + ".profile", fmt::format("names the ICC file \"{}\", which is neither beside this "
                                                    "file nor in /usr/share/color/icc",
                                                    name));
    }
    condition.profile = *profile;
    return condition;
}

void read_pages(const TemplateFile& file, PrinterProfile& printer) {
    printer.bleed = file.millimetres("pages.bleed");
    if (file.has("pages.large_bleed") || file.has("pages.large_from")) {
        printer.large_bleed = file.millimetres("pages.large_bleed");
        printer.large_from = file.millimetres("pages.large_from");
    }
    printer.safe = file.millimetres("pages.safe");
    printer.marks = choice<PrinterProfile::Marks>(
        file, "pages.marks", {{"none", PrinterProfile::Marks::None}, {"all", PrinterProfile::Marks::All}});
    printer.cover = choice<PrinterProfile::Cover>(
        file, "pages.cover",
        {{"counted", PrinterProfile::Cover::Counted}, {"apart", PrinterProfile::Cover::Apart}});
    printer.spreads = choice<bool>(file, "pages.order", {{"single", false}, {"spreads", true}});
    printer.least_pages = file.number("pages.least");
    printer.most_pages = file.number("pages.most");
    printer.multiple = file.number("pages.multiple");
    if (printer.least_pages > printer.most_pages) {
        file.refuse("pages.least", "must not be more than pages.most");
    }
}

void read_pdf(const TemplateFile& file, PrinterProfile& printer) {
    printer.level = choice<PdfxLevel>(file, "pdf.level",
                                      {{"none", PdfxLevel::None},
                                       {"X-1a:2001", PdfxLevel::X1a},
                                       {"X-3:2002", PdfxLevel::X3},
                                       {"X-4", PdfxLevel::X4}});
    printer.embeds_profile = file.flag("pdf.embed_profile");
    printer.photos = choice<Photos>(file, "pdf.photos",
                                    {{"as they are", Photos::AsTheyAre}, {"converted", Photos::Converted}});
    printer.most_ink = file.number("pdf.most_ink");
    printer.fine_ppi = file.number("pdf.fine_ppi");
    printer.least_ppi = file.number("pdf.least_ppi");
    constexpr int least_ink = 150;
    constexpr int all_ink = 400;
    if (printer.most_ink < least_ink || printer.most_ink > all_ink) {
        file.refuse("pdf.most_ink", "must be from 150 to 400: percent of ink, all plates together");
    }
    if (printer.level == PdfxLevel::X4 && !printer.embeds_profile) {
        file.refuse("pdf.embed_profile", "must be true for X-4, which asks for the profile in the file");
    }
    if (printer.level == PdfxLevel::X1a && printer.photos == Photos::AsTheyAre) {
        file.refuse("pdf.photos", "must be \"converted\" for X-1a, which knows no RGB");
    }
}

void read_papers(const TemplateFile& file, const std::filesystem::path& folder, PrinterProfile& printer) {
    printer.papers = {read_paper(file, "papers.coated", folder), read_paper(file, "papers.uncoated", folder)};
    printer.usual_paper =
        choice<PaperKind>(file, "paper", {{"coated", PaperKind::Coated}, {"uncoated", PaperKind::Uncoated}});
    const bool needs_condition = printer.level != PdfxLevel::None || printer.photos == Photos::Converted;
    if (needs_condition && !printer.condition(printer.usual_paper)) {
        file.refuse("paper", "has no [papers.coated] or [papers.uncoated] that says how that paper prints");
    }
}

bool is_plain(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 && static_cast<unsigned char>(c) < 0x80;
}

char in_letters(PrinterProfile::Letters letters, char c) {
    if (letters == PrinterProfile::Letters::Any) return c;
    if (letters == PrinterProfile::Letters::Capitals) {
        return static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return c;
}

std::vector<std::filesystem::path> printer_files(const std::filesystem::path& templates) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(templates / "printers", error)) {
        if (entry.path().extension() == ".toml") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

Length PrinterProfile::bleed_of(Size trim) const {
    return large_from && std::max(trim.width, trim.height) > *large_from ? large_bleed : bleed;
}

const std::optional<PrintCondition>& PrinterProfile::condition(PaperKind paper) const {
    return papers[static_cast<std::size_t>(paper)];
}

PrinterProfile read_printer_profile(const std::filesystem::path& path) {
    const TemplateFile file(path);
    PrinterProfile printer;
    printer.id = path.stem().string();
    printer.name = file.text("name");
    read_pages(file, printer);
    read_pdf(file, printer);
    read_papers(file, path.parent_path(), printer);
    printer.file_name = file.text("file.name");
    printer.letters = choice<PrinterProfile::Letters>(file, "file.letters",
                                                      {{"any", PrinterProfile::Letters::Any},
                                                       {"plain", PrinterProfile::Letters::Plain},
                                                       {"capitals", PrinterProfile::Letters::Capitals}});
    file.refuse_unknown_keys();
    if (file_name_for(printer, {"poster", "a", "2026-07-02"}) ==
        file_name_for(printer, {"poster", "b", "2026-07-02"})) {
        file.refuse("file.name", "must have {id} in it, or all posters get the same name");
    }
    return printer;
}

PrinterProfile printer_named(const std::filesystem::path& templates, const std::string& name) {
    std::string names;
    for (const auto& file : printer_files(templates)) {
        if (file.stem() == name) return read_printer_profile(file);
        names += (names.empty() ? "" : ", ") + file.stem().string();
    }
    throw catalogue::CannotWork(fmt::format("There is no printer \"{}\": choose one of {}.", name, names));
}

Printers all_printers(const std::filesystem::path& templates) {
    Printers printers;
    for (const auto& file : printer_files(templates)) {
        try {
            printers.profiles.push_back(read_printer_profile(file));
        } catch (const catalogue::CannotWork& broken) {
            printers.broken.emplace_back(broken.what());
        }
    }
    return printers;
}

std::string file_name_for(const PrinterProfile& printer, const FileNaming& naming) {
    std::string name = printer.file_name;
    for (const auto& [key, value] :
         {std::pair{"{what}", naming.what}, {"{id}", naming.id}, {"{date}", naming.date}}) {
        for (auto at = name.find(key); at != std::string::npos; at = name.find(key)) {
            name.replace(at, std::string_view(key).size(), value);
        }
    }
    std::string plain;
    for (const char c : name) {
        const bool capitals = printer.letters == PrinterProfile::Letters::Capitals;
        if (is_plain(c)) {
            plain += in_letters(printer.letters, c);
        } else if (!capitals && !plain.empty() && plain.back() != '-') {
            plain += '-';
        }
    }
    plain.erase(plain.find_last_not_of('-') + 1);
    return plain;
}

std::string file_name_for_part(const PrinterProfile& printer, const std::string& stem,
                               const std::string& part) {
    if (printer.letters != PrinterProfile::Letters::Capitals) return stem + "-" + part;
    std::string name = stem;
    for (const char c : part) name += in_letters(printer.letters, c);
    return name;
}

bool takes_name(const PrinterProfile& printer, std::string_view stem) {
    return std::all_of(stem.begin(), stem.end(), [&](char c) {
        switch (printer.letters) {
            case PrinterProfile::Letters::Any:
                return true;
            case PrinterProfile::Letters::Plain:
                return is_plain(c) || c == '-' || c == '_' || c == '.';
            case PrinterProfile::Letters::Capitals:
                break;
        }
        return is_plain(c) && std::islower(static_cast<unsigned char>(c)) == 0;
    });
}

}  // namespace render
