#pragma once

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/type.hpp"

#include <initializer_list>
#include <string>
#include <vector>

namespace render {

/// Width ÷ height of a picture as it is looked at.
double aspect_of(const catalogue::Picture& picture);

/// Width on paper at which a picture has that many pixels per inch.
Length width_at(const catalogue::Picture& picture, int ppi);

/// Pixels per inch of a photo in that frame.
double pixels_per_inch(const PhotoSource& source, const Rect& frame);

PhotoSource source_of(const catalogue::Picture& picture);

/// The words in that language; empty when there are none.
std::string text_in(const catalogue::Words& words, const std::string& language);

/// Every language that any of these has words in: Dutch first, the others as they come.
std::vector<std::string> languages_of(std::initializer_list<const catalogue::Words*> all);

/// Whether the language is written from right to left.
bool runs_right_to_left(const std::string& language);

/// On which side the name stands that is shown with a photo: on the right under words that all begin there,
/// and in letters that run from there where some do.
Align side_of_name(const catalogue::ClearedPhoto& photo);

/// What someone hears who does not see the photo: its description, else its title.
std::string alternative_of(const catalogue::ClearedPhoto& photo, const std::string& untitled);

/// Whether the text tells of care, so that the people in a course could be taken for patients. Such words
/// never stand beside a name or a photo (DOMAIN §1.1: public text says "fotocursus in de wijk").
bool tells_of_care(const std::string& text);

}  // namespace render
