#pragma once

#include "catalogue/catalogue.hpp"
#include "server/answer.hpp"
#include "server/booklet_edition.hpp"
#include "server/commits.hpp"
#include "server/gauges.hpp"
#include "server/http_server.hpp"
#include "server/kept_answers.hpp"
#include "server/packed.hpp"
#include "server/readers.hpp"
#include "server/screens/screen_room.hpp"
#include "server/site_templates.hpp"
#include "server/site_words.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace server {

struct SiteSettings {
    std::filesystem::path library;
    std::filesystem::path templates;        // the folder templates/site
    std::function<catalogue::Day()> today;  // asked afresh at every request
    MakeEdition make_edition;               // of the booklet; empty: there is none
    std::function<std::chrono::system_clock::time_point()> clock = [] {
        return std::chrono::system_clock::now();
    };
    std::string address = {};  // "https://foto.example.org", for share cards; empty: there are none
    bool listed = false;       // search engines may find the gallery
    std::filesystem::path browser_packages = {};  // a folder with more assets: what the pages use of others
};

/// All that the public can ask for. Every answer with a photo, a name or words in it asks the catalogue anew,
/// or whether it is still what it was when the same was answered a moment ago: nothing that was cleared
/// outlives a commit. Safe to call from several threads.
class Site {
 public:
    explicit Site(SiteSettings settings);

    /// Never throws: what goes wrong is a page that says so, and a line in the log.
    Answer answer(const Request& request) const;
    /// The same for what was answered a moment ago; nothing for anything else. Never waits.
    std::optional<Answer> answer_at_once(const Request& request) const;
    /// A page for a request that could not be read as one.
    Answer refusal(int status) const;
    /// How much may come with a request; asked before it is read.
    std::size_t most_body(const Request& request) const;
    /// All of these together, for the server to ask.
    Answers answers();
    /// What everything is answered from now. Throws CannotWork, LibraryInUse.
    Moment now() const;
    /// Lets go of answers that were made before something was written, though nobody asks.
    void let_go_of_older_answers() const { kept_.let_go_of_others(now()); }
    /// Ends what stays open, so that the server can stop.
    void stop() { screens_.hub().stop(); }

 private:
    Answer kept_or_made(const Request& request, const std::string& question) const;
    Answer made(const Request& request) const;
    Answer route(const Request& request) const;
    /// A page that is asked for in a language.
    struct Asked {
        const Request& request;
        std::string language;
    };
    Answer page(const Asked& asked, const std::vector<std::string>& steps) const;
    Answer file(const Request& request, const std::vector<std::string>& steps) const;
    Fields page_fields(const Asked& asked, const catalogue::Catalogue& catalogue,
                       const std::string& here) const;
    Answer gallery(const Asked& asked) const;
    Answer photo(const Asked& asked, const std::string& address) const;
    Answer maker(const Asked& asked, const std::string& address) const;
    Answer booklet(const Asked& asked) const;
    Answer picture(const Request& request, const std::string& address, int size) const;
    Answer booklet_page(const Request& request, const std::string& number) const;
    Answer gone_or_never(const catalogue::Catalogue& catalogue, const std::string& address) const;
    Answer booklet_pdf(const Request& request) const;
    bool has_booklet(const catalogue::Catalogue& catalogue, catalogue::Day now) const;
    Answer asset(const Request& request, const std::string& name) const;
    Answer health() const;
    Answer metrics(const Request& request) const;
    Answer later() const;
    Answer message(int status) const;

    SiteSettings settings_;
    mutable Readers readers_;
    mutable Commits commits_;
    SiteTemplates templates_;
    SiteWords words_;
    mutable ScreenRoom screens_;
    mutable Packer packer_;
    mutable KeptAnswers kept_;
    mutable Gauges gauges_;
};

}  // namespace server
