#pragma once

#include "server/answer.hpp"
#include "server/site_templates.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// The languages of the leaders' pages: as many as there are files words.LANGUAGE.json. Dutch is the first.
namespace server::leaders {

struct Language {
    std::string code;  // "nl"
    std::string name;  // as its speakers call it: "Nederlands"
    std::map<std::string, std::string> words;
    SiteTemplates templates;  // with these words in them

    /// The words with that key, with {} filled in from left to right.
    std::string say(std::string_view key, const std::vector<std::string>& with = {}) const;
};

class Languages {
 public:
    /// Throws catalogue::CannotWork when a language lacks words that Dutch has, or has others.
    explicit Languages(const std::filesystem::path& templates);

    const std::vector<Language>& all() const { return all_; }
    const Language& dutch() const { return all_.front(); }
    /// Null when there is none of that code.
    const Language* find(std::string_view code) const;
    /// What the browser of somebody who has not signed in asks for (RFC 9110 §12.5.4), or was told before.
    const Language& before_signing_in(const Request& request) const;

 private:
    std::vector<Language> all_;
};

}  // namespace server::leaders
