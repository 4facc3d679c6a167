#pragma once

#include "catalogue/catalogue.hpp"
#include "server/answer.hpp"
#include "server/gauges.hpp"
#include "server/http_server.hpp"
#include "server/kept_answers.hpp"
#include "server/packed.hpp"
#include "server/readers.hpp"
#include "server/screens/screen_room.hpp"
#include "server/site_templates.hpp"
#include "server/site_words.hpp"
#include "server/web_pictures.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace server {

/// Makes the booklet for reading on a screen, of what is cleared on that day, at `target`, whole or not at
/// all. Returns what is in it for the ledger; empty when there was nothing to show.
using MakeBooklet = std::function<std::optional<catalogue::NewOutput>(
    const catalogue::Catalogue&, catalogue::Day, const std::filesystem::path& target)>;

/// Paints the pages of the same booklet as page-01.png and on, in a folder that is there. Returns whether
/// all of them are there.
using PaintBooklet = std::function<bool(const catalogue::Catalogue&, catalogue::Day,
                                        const std::filesystem::path& folder, const GoesOn& goes_on)>;

struct SiteSettings {
    std::filesystem::path library;
    std::filesystem::path templates;        // the folder templates/site
    std::function<catalogue::Day()> today;  // asked afresh at every request
    MakeBooklet make_booklet;               // empty: there is no booklet
    std::function<std::chrono::system_clock::time_point()> clock = [] {
        return std::chrono::system_clock::now();
    };
    PaintBooklet paint_booklet = {};  // empty: it is read as a PDF alone
    std::string address = {};         // "https://foto.example.org", for share cards; empty: there are none
    bool listed = false;              // search engines may find the gallery
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
    /// Paints the booklet's pages anew when what is cleared for it has changed. Takes its time, and asks
    /// between two pages whether to go on.
    void prepare_booklet(const GoesOn& goes_on) const;
    /// Ends what stays open, so that the server can stop.
    void stop() { screens_.hub().stop(); }

 private:
    Moment now() const;
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
    SiteTemplates templates_;
    SiteWords words_;
    mutable ScreenRoom screens_;
    mutable Packer packer_;
    mutable KeptAnswers kept_;
    mutable Gauges gauges_;
};

}  // namespace server
