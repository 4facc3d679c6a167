#pragma once

#include <string>
#include <string_view>
#include <vector>

/// What can be chosen when paper is made, for who shows the choices: the templates and printers' files say
/// it.
namespace render {

/// A sheet that a template knows.
struct SheetChoice {
    std::string id;  // for --size, or --sheet of what is cut; empty: the usual one
    int width_mm = 0;
    int height_mm = 0;
};

/// The sheets of "poster", "labels", "flyer" and the like, the usual one first. Throws CannotWork for a
/// broken template.
std::vector<SheetChoice> sheets_of(std::string_view paper);

struct PrinterChoice {
    std::string id;  // for --printer
    std::string name;
};

/// The printers whose wishes can be read, by name.
std::vector<PrinterChoice> printers_to_choose();

}  // namespace render
