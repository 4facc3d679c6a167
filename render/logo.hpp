#pragma once

#include "render/length.hpp"
#include "render/logo_picture.hpp"
#include "render/page.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace render {

/// A funder's or a partner's mark, as shapes in plain inks and in inks that run into each other. Nothing else
/// of its file comes along: no words, no names of people or programs.
struct Logo {
    Size size;  // large, so that its shapes lose nothing
    std::vector<Drawing> shapes;
};

/// Reads an SVG, or the first page of a PDF. Throws LogoRefused for another file, and for one with parts that
/// are no such shapes: letters that cannot be made outlines here, photos, patterns, transparency. Nothing
/// that it names elsewhere is fetched, and a small file that unfolds into a very large one is refused. name:
/// for messages.
Logo logo_from(std::string_view bytes, const std::string& name);
/// The same of a file.
Logo read_logo(const std::filesystem::path& file);
std::vector<Logo> read_logos(const std::vector<std::filesystem::path>& files);

/// As large as what is drawn: paper around a logo is not its own. Throws LogoRefused when nothing is.
Logo logo_of(std::vector<Drawing> shapes, const std::string& name);

/// Of a PDF with one page, by its bytes. name: for messages.
Logo traced_logo(const std::string& pdf, const std::string& name);

/// The same PDF with its letters as outlines; empty when it does not hold the fonts for them, or when
/// Ghostscript, which draws them, is not installed.
std::optional<std::string> outlined_letters(const std::string& pdf);

/// The same picture as PDF. Throws LogoRefused when it is no SVG.
std::string svg_as_pdf(std::string_view bytes, const std::string& name);

/// Places the logos at the foot of the room, in rows from its left, each with as much area as the others, as
/// large as usual or as fits. false, and nothing, when they would be too small to be known.
bool add_logos(Page& page, const std::vector<Logo>& logos, const Rect& room);

/// What is left of an area of a page under the last of its words and photos.
Rect room_under(const Page& page, const Rect& area);

}  // namespace render
