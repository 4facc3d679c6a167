#pragma once

#include "catalogue/catalogue.hpp"
#include "server/picture_maker.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

/// The booklet for the website, as files in the library. An edition is named after all that it says and
/// shows, so whoever wants to give one to somebody asks the catalogue what it would be called now.
namespace server {

/// Makes the booklet for reading on a screen, of what is cleared on that day, at `target`, whole or not at
/// all. Returns what is in it for the ledger; empty when there was nothing to show.
using MakeBooklet = std::function<std::optional<catalogue::NewOutput>(
    const catalogue::Catalogue&, catalogue::Day, const std::filesystem::path& target)>;

/// Paints the pages of the same booklet as page-01.png and on, in a folder that is there. Returns whether
/// all of them are there.
using PaintBooklet = std::function<bool(const catalogue::Catalogue&, catalogue::Day,
                                        const std::filesystem::path& folder, const GoesOn& goes_on)>;

/// Has the edition of that day made, in whichever process. Whether it is there is seen afterwards.
using MakeEdition = std::function<void(const catalogue::Catalogue&, catalogue::Day)>;

/// Everything that the booklet could say or show, as one short text.
std::string edition_of(const catalogue::Catalogue& catalogue, catalogue::Day now);

std::filesystem::path edition_pdf(const std::filesystem::path& library, const std::string& edition);

/// The folder of its painted pages: there once all of them are.
std::filesystem::path edition_pages(const std::filesystem::path& library, const std::string& edition);
std::filesystem::path page_file(const std::filesystem::path& pages, int number);
int count_pages(const std::filesystem::path& pages);

/// Makes the PDF and keeps it in the ledger. There is none afterwards when nothing may be shown, or when
/// anything was written meanwhile: then it is of no edition. Throws catalogue::LibraryInUse.
void make_edition(const catalogue::Catalogue& catalogue, catalogue::Day now, const MakeBooklet& make);
MakeEdition in_this_process(MakeBooklet make);

/// Paints the pages, unless they are there. Takes its time, and asks between two pages whether to go on. The
/// same holds for what is written meanwhile.
void paint_edition(const catalogue::Catalogue& catalogue, catalogue::Day now, const PaintBooklet& paint,
                   const GoesOn& goes_on);

}  // namespace server
