#pragma once

#include "catalogue/catalogue.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace render {

/// poster, booklet: see `inbeeld --help`.
void add_commands(CLI::App& app, catalogue::Invocation& invocation);

/// Writes the website's edition of the booklet: what is cleared for Channel::BookletPdf on that day, without
/// bleed. Returns what is in it for the ledger, without its file; empty, and no file, when nothing is
/// cleared. Throws CannotWork for a broken template, a missing font or a file that cannot be written.
std::optional<catalogue::NewOutput> make_booklet_pdf(const catalogue::Catalogue& catalogue,
                                                     catalogue::Day today,
                                                     const std::filesystem::path& target);

/// Asked between two pages whether to go on with the next.
using GoesOn = std::function<bool()>;

/// Paints the pages of the same booklet as page-01.png and on, as wide as a screen needs them, in a folder
/// that is there. false when not all pages are there: nothing is cleared, or it was not to go on.
bool paint_booklet_pages(const catalogue::Catalogue& catalogue, catalogue::Day today,
                         const std::filesystem::path& folder, const GoesOn& goes_on);

/// Paints a photo with its words as a slide of 1920 × 1080 (PNG): whole, on a calm ground, to be read at five
/// metres. valid_until stands small in a corner. Throws CannotWork.
void paint_screen_slide(const catalogue::Cleared<catalogue::Channel::PracticeScreen>& photo,
                        const std::string& valid_until, const std::filesystem::path& target);

}  // namespace render
