#pragma once

#include "catalogue/catalogue.hpp"

#include <filesystem>

namespace CLI {
class App;
}

namespace render {

/// poster, booklet: see `inbeeld --help`.
void add_commands(CLI::App& app, catalogue::Invocation& invocation);

/// Writes the website's edition of the booklet: what is cleared for Channel::BookletPdf on that day, without
/// bleed. false, and no file, when nothing is. Throws CannotWork for a broken template, a missing font or a
/// file that cannot be written.
bool make_booklet_pdf(const catalogue::Catalogue& catalogue, catalogue::Day today,
                      const std::filesystem::path& target);

}  // namespace render
