#pragma once

#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/press/printer_profile.hpp"
#include "render/type.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace render {

/// --printer and --paper as they were given.
struct PressOrder {
    std::string printer;
    std::optional<PaperKind> paper;
};

void add_press_options(CLI::App& command, PressOrder& order);

/// A printer and the kind of paper that he is to print on.
struct Press {
    PrinterProfile printer;
    PaperKind paper = PaperKind::Coated;
};

/// Nothing when no printer was named. Throws CannotWork when there is none of that name, when his file is
/// broken, or when he does not print on that paper.
std::optional<Press> press_of(const PressOrder& order, const std::filesystem::path& templates);

PdfOptions options_for(const Press& press, const std::string& moment);

/// What the slug line says of the job: never words that people wrote, which may hold names.
struct Job {
    std::string name;  // "poster 3f2a"
    std::string date;  // "2026-07-02"
};

/// Gives the pages the printer's bleed and, outside it, his marks: crop, bleed and registration marks on
/// every plate, a colour bar and the slug line. Marks that were there go. What is to bleed must have been
/// laid out with Press::printer.bleed_of() already. typesetter: the one that set the publication.
void prepare_for_press(Publication& publication, const Typesetter& typesetter, const Press& press,
                       const Job& job);

/// A publication as the files that a printer wants: one, or cover and inside apart; single pages or spreads.
struct PressPart {
    std::string suffix;  // of the file's name: "", "omslag", "binnenwerk"
    Publication publication;
};
std::vector<PressPart> parts_for(const Publication& publication, const PrinterProfile& printer);

}  // namespace render
