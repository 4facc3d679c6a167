#pragma once

#include "catalogue/catalogue.hpp"
#include "render/logo.hpp"

#include <filesystem>
#include <vector>

namespace render {

/// Those of the course whose files are in its library, read. What is not there is told on stderr by commands
/// and shown by the leaders' pages.
std::vector<Logo> kept_logos(const catalogue::Catalogue& catalogue);

/// The same for the booklet, behind those that were named: none of the kept ones while it has no page of
/// thanks, which is no reason not to make it.
std::vector<Logo> logos_for_booklet(const catalogue::Catalogue& catalogue, const catalogue::Course& course,
                                    const std::vector<std::filesystem::path>& named);

}  // namespace render
