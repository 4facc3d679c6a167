#pragma once

#include "catalogue/accounts.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/jobs.hpp"
#include "server/answer.hpp"
#include "server/leaders/booklet_shelf.hpp"
#include "server/leaders/desks.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/languages.hpp"
#include "server/leaders/leaders.hpp"
#include "server/leaders/workshop.hpp"
#include "server/site_templates.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace server::leaders {

/// What all pages share.
struct Office {
    explicit Office(LeadersSettings given);

    LeadersSettings settings;
    Languages languages;
    mutable catalogue::Accounts accounts;
    mutable Desks desks;
    mutable catalogue::Jobs jobs;
    mutable Workshop workshop;
    mutable BookletShelf booklets;
};

struct Refusal;

/// One question of one person, with everything that a page needs to answer it.
struct Visit {
    const Office& office;
    const Request& request;
    Form query;
    Form form;                       // what was typed; empty unless it is a POST
    std::vector<std::string> names;  // what stood at the ':' of the route
    std::optional<catalogue::SignedIn> who;
    std::string token;  // of the session, or of a visitor who has none yet
    bool token_is_new = false;
    const catalogue::Desk& desk;
    catalogue::Desk& changing;  // the same, for changes
    catalogue::Day today;
    const Language* language = nullptr;  // in which the page is said
    const Refusal* refusal = nullptr;    // why the page is shown again

    const std::map<std::string, std::string>& words() const { return language->words; }
    /// The words with that key, with {} filled in from left to right.
    std::string say(std::string_view key, const std::vector<std::string>& with = {}) const;
    /// The same in Dutch, whatever the page is in: for what is kept with the course.
    std::string say_in_dutch(std::string_view key, const std::vector<std::string>& with = {}) const;
    /// What the course says itself, such as a photo's description, is Dutch: to be marked on other pages.
    bool is_dutch() const { return language == &office.languages.dutch(); }
    bool leads() const { return who && who->account.role == catalogue::AccountRole::Leader; }
    const std::string& name(std::size_t at) const { return names.at(at); }
};

/// How a page is made: one of those in rooms.hpp.
using PageShown = Answer (*)(const Visit&);

/// A whole page; what stands around every page is added to `fields`.
Answer page(const Visit& visit, const std::string& name, Fields fields, int status = 200);
/// A page that says one thing, with a way back.
Answer message(const Visit& visit, int status, const std::string& heading, const std::string& sentence);
/// What was sent names something that is not there (any more), or asks for what no button asks: nothing was
/// done. The page above says so, with what was typed.
Answer nothing_done(const Visit& visit);
/// See there instead (303).
Answer go(const std::string& path);
/// The same after a change that can be undone there; step 0: nothing changed.
Answer go_after(const std::string& path, std::int64_t step);

/// Does something that changes the course; answers the number of the step. what: for the leaders, a sentence
/// or one that is noted(). back: the page from which it is undone.
std::int64_t perform(const Visit& visit, const std::string& what, const std::string& back,
                     const std::function<void(catalogue::Catalogue&)>& work);

/// When the page that was filled in is stale (its field "stand" is not the mark of these records any more):
/// who changed them since, as a sentence. Empty when it is fresh.
std::string stale(const Visit& visit, const std::vector<catalogue::RecordName>& records);

/// Who wrote what stands above a field: we, in the language of the page, or the course, in Dutch.
enum class LabelOf { Page, Course };

/// One field of a form, for the part "field".
struct Asked {
    std::string id;
    std::string label;
    std::string value = {};
    std::string hint = {};
    std::string error = {};
    std::string type = "text";  // or "date", "email", "password", "tel", "long"
    std::string autocomplete = "off";
    std::string language = "nl";
    LabelOf label_of = LabelOf::Page;
};
Fields as_fields(const Asked& asked);

}  // namespace server::leaders
