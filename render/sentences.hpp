#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace render {

/// Where each sentence of a text ends, the white space after it included, as its language ends sentences
/// (UAX #29); a forced line break ends one too. Not after an initial or an abbreviation of a title.
/// Offsets in bytes.
std::vector<std::size_t> ends_of_sentences(std::string_view utf8, const std::string& language);

/// How many signs of a text show. White space, what cannot be seen and marks on a letter are not counted, so
/// that a text and its setting have equally many.
std::size_t signs_in(std::string_view utf8);

/// Where the text goes on after so many signs that show: the offset in bytes of the next that does.
std::size_t after_signs(std::string_view utf8, std::size_t signs);

}  // namespace render
