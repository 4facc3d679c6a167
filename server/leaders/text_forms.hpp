#pragma once

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <string>
#include <vector>

namespace server::leaders {

/// The languages in which words are written down, with the one that was chosen; empty: Dutch.
std::vector<Fields> written_languages(const std::string& chosen);
bool is_written_language(const std::string& code);

/// Words that somebody is typing at a photo.
struct TextTyped {
    std::string kind;      // "title", "caption"
    std::string language;  // "ar"
    std::string text;
    std::string error;
    std::string alt;
    bool has_alt = false;
    std::string alt_error;
};

TextTyped text_typed(const Visit& visit);
std::string wrong_with_text(const Visit& visit, const catalogue::Photo& photo, const TextTyped& typed);
void save_text(const Visit& visit, const catalogue::Photo& photo, const TextTyped& typed,
               catalogue::Catalogue& catalogue);

/// The texts at this photo: what a page that changes them was filled in with.
std::vector<catalogue::RecordName> records_of_words(const Visit& visit, const catalogue::Photo& photo);

/// The photo's words, and the fields to change them.
void put_texts(const Visit& visit, const catalogue::Photo& photo, const TextTyped& typed, Fields& fields);

}  // namespace server::leaders
