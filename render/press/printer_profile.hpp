#pragma once

#include "render/length.hpp"
#include "render/pdf/pdf.hpp"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace render {

enum class PaperKind { Coated, Uncoated };

/// What a printer asks of a file. It comes from templates/printers/*.toml, whose comments say what each key
/// means; a printer is added by writing such a file.
struct PrinterProfile {
    enum class Marks { None, All };
    enum class Cover { Counted, Apart };
    enum class Letters { Any, Plain, Capitals };  // of a file's name

    std::string id;    // name of the file without ".toml"
    std::string name;  // for people
    Length bleed;
    Length large_bleed;                // of pages with a side above `large`
    std::optional<Length> large_from;  // absent: the same bleed for all sizes
    Length safe;                       // nothing that matters stands nearer to the cut
    Marks marks = Marks::None;
    Cover cover = Cover::Counted;
    bool spreads = false;  // pages lie side by side as they are read
    int least_pages = 1;
    int most_pages = 1000;
    int multiple = 1;
    PdfxLevel level = PdfxLevel::X4;
    bool embeds_profile = true;
    Photos photos = Photos::AsTheyAre;
    int most_ink = 300;  // percent, all plates together
    int fine_ppi = 300;
    int least_ppi = 150;
    std::string file_name;  // "{what}-{id}": see file_name_for
    Letters letters = Letters::Plain;
    PaperKind usual_paper = PaperKind::Coated;
    std::array<std::optional<PrintCondition>, 2> papers;  // by PaperKind

    Length bleed_of(Size trim) const;
    const std::optional<PrintCondition>& condition(PaperKind paper) const;
};

/// Throws CannotWork with one sentence: file, line, and what is wrong.
PrinterProfile read_printer_profile(const std::filesystem::path& file);

/// Throws CannotWork, naming those there are, when there is none of that name. templates: their folder.
PrinterProfile printer_named(const std::filesystem::path& templates, const std::string& name);

/// All that can be read, by name; what is wrong with the others.
struct Printers {
    std::vector<PrinterProfile> profiles;
    std::vector<std::string> broken;
};
Printers all_printers(const std::filesystem::path& templates);

/// What is left open in the profile's pattern for names of files.
struct FileNaming {
    std::string what;  // "poster", "boekje"
    std::string id;    // of a poster, else empty
    std::string date;  // "2026-07-02"
};

/// The name of a file as this printer wants it, without ".pdf": only letters that he takes, and no words that
/// people wrote, which may hold names.
std::string file_name_for(const PrinterProfile& printer, const FileNaming& naming);

/// The name of one part of a publication, such as its cover.
std::string file_name_for_part(const PrinterProfile& printer, const std::string& stem,
                               const std::string& part);

/// Whether the printer takes a file of that name.
bool takes_name(const PrinterProfile& printer, std::string_view stem);

}  // namespace render
