#pragma once

#include <optional>
#include <string>
#include <vector>

namespace render {

enum class Severity { Warning, Error };

/// Millimetres from the top left corner of the trimmed page.
struct PlaceOnPage {
    double x_mm = 0;
    double y_mm = 0;
};

/// Something that a printer would send a file back for, or that would come out wrong.
struct Finding {
    std::string rule;  // short name that stays: "image-ppi"
    Severity severity = Severity::Error;
    int page = 0;  // from 1; 0: the whole file
    std::optional<PlaceOnPage> place;
    std::string dutch;  // what is wrong and what to do, a sentence
    std::string english;
};

}  // namespace render
