#pragma once

#include "catalogue/catalogue.hpp"
#include "server/site_templates.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace server {

/// The words of the site itself in the languages that it speaks, as templates/site/words.json has them.
class SiteWords {
 public:
    /// Throws catalogue::CannotWork when a language lacks a word that Dutch has, or has one more.
    explicit SiteWords(const std::filesystem::path& templates);

    /// Whether the site speaks it: "nl", "en", "ar", "tr".
    bool speaks(const std::string& language) const { return words_.contains(language); }

    const std::string& word(const std::string& language, const std::string& key) const;

    /// Every word as a field "w_...", the language and its direction, and the list of languages to choose
    /// from. here: the page's own path without the first '/', by which the same page is found in the others.
    Fields fields(const std::string& language, const std::string& here) const;

    /// "2 juli 2026".
    std::string day(const std::string& language, catalogue::Day day) const;

 private:
    std::map<std::string, std::map<std::string, std::string>> words_;
    std::vector<std::string> order_;  // Dutch first
};

/// Where a language's pages begin: nothing for Dutch, "/en" for English.
std::string root_of(const std::string& language);

}  // namespace server
