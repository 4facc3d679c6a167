#pragma once

#include "render/page.hpp"
#include "render/press/press.hpp"
#include "render/type.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace render {

/// Where a poster or another paper of a few pages goes, and for whom.
struct PaperFile {
    std::filesystem::path path;
    const std::optional<Press>& press;  // empty: for any printer
    std::string moment;                 // ISO 8601, that the file says it was made
    std::string date;
};

/// Writes it, as the printer asks if one was named. Whether it was made: his file may be refused by
/// preflight, which then says why. Throws CannotWork.
bool write_paper(Publication& paper, const Typesetter& typesetter, const PaperFile& file);

}  // namespace render
