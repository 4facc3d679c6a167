#include "a_leader.hpp"
#include "catalogue/accounts.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/screens.hpp"
#include "forms_on_page.hpp"
#include "server/leaders/routes.hpp"
#include "tests/catalogue/a_course.hpp"
#include "visitor.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/core.h>

using a_leader::Browser;
using a_leader::Pages;
using a_leader::Typed;
using forms_on_page::Form;

namespace {

/// A change as a leader makes it: the form on that page, sent with this typed over it.
struct Change {
    std::string route;
    std::string page;
    std::string action;
    Typed typed = {};
    std::vector<Change> first = {};  // that must have been done before
};

/// The sample course with a screen and a second leader.
struct Class {
    Class() : pages(sample()), leader(pages) {
        leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
        pages.accounts.add({"moustapha", "Moustapha", catalogue::AccountRole::Leader});
        const auto practices = pages.reader().course().practices;
        catalogue::Screens(pages.library).add(practices.front().id, "gang", {}, "2026-07-01T10:00:00");
    }

    static a_course::Json sample() {
        std::ifstream file(std::filesystem::path(SOURCE_FOLDER) / "sample-photos/course.json");
        return a_course::Json::parse(file);
    }

    /// Everything that a leader can change and see, as text. Answers stay in the log: of those what follows.
    std::string state() const {
        const auto catalogue = pages.reader();
        a_course::Json course = a_course::Json::parse(catalogue.export_course());
        course.erase("consent_events");
        std::string all;
        for (const auto& [key, part] : course.items()) {  // an empty list is as none
            if (!part.is_null() && !part.empty()) all += key + ": " + part.dump(1) + "\n";
        }
        for (const auto& each : catalogue.photo_verdicts(pages.today))
            all += fmt::format("{} {} {}\n", each.photo.value, static_cast<int>(each.channel), each.allow);
        const catalogue::Screens screens(pages.library);
        for (const auto& screen : screens.all())
            all += fmt::format("{} {} {} {} {}\n", screen.id.value, screen.wishes.hours,
                               screen.wishes.seconds, screen.wishes.turned, screen.in_use());
        for (const auto& practice : catalogue.course().practices) {
            for (const std::string& off : screens.kept_off(practice.id))
                all += practice.id.value + " not " + off + "\n";
        }
        for (const auto& account : pages.accounts.all())
            all += fmt::format("{} {} {}\n", account.login, account.closed, account.password_hash);
        return all;
    }

    visitor::Reply make(const Change& change) {
        for (const Change& before : change.first) REQUIRE(make(before).status == 303);
        const auto forms = forms_on_page::forms_of(leader.get(change.page).body);
        const auto has_all = [&](const Form& each) {
            return each.action == change.action && std::ranges::all_of(change.typed, [&](const auto& typed) {
                       return each.has(typed.first);
                   });
        };
        auto form = std::ranges::find_if(forms, has_all);
        if (form == forms.end())
            form = std::ranges::find(forms, change.action, &Form::action);  // boxes to tick
        REQUIRE_MESSAGE(form != forms.end(), change.page, " has no form for ", change.action);
        Typed sent = form->as_it_is();
        for (const auto& [name, value] : change.typed) {
            std::erase_if(sent, [&](const auto& each) { return each.first == name; });
            sent.emplace_back(name, value);
        }
        return leader.post(change.action, sent);
    }

    Pages pages;
    Browser leader;
};

const std::vector<Change>& changes() {
    static const std::vector<Change> all = {
        {"/mensen", "/mensen/nieuw", "/mensen", {{"voornaam", "Noor"}}},
        {"/mensen/:", "/mensen/d1", "/mensen/d1", {{"voornaam", "Anders"}}},
        {"/mensen/:/weg", "/mensen/d1", "/mensen/d1/weg"},
        {"/mensen/:/even-uit", "/mensen/d1", "/mensen/d1/even-uit"},
        {"/mensen/:/woorden", "/mensen/d1", "/mensen/d1/woorden", {{"welke", "quote"}, {"woorden", "Mooi."}}},
        {"/mensen/:/woorden/doe", "/mensen/d1", "/mensen/d1/woorden/doe", {{"wat", "gevoelig"}}},
        {"/mensen/:/gesprek", "/mensen/d1/gesprek?vraag=2", "/mensen/d1/gesprek", {{"antwoord", "nee"}}},
        {"/stoppen", "/mensen/d1", "/stoppen"},
        {"/fotos/:/maker", "/fotos/p01", "/fotos/p01/maker", {{"persoon", "d2"}}},
        {"/fotos/:/gekozen", "/fotos/p01", "/fotos/p01/gekozen"},
        {"/fotos/:/beschrijving", "/fotos/p01", "/fotos/p01/beschrijving", {{"alt", "Een brug."}}},
        {"/fotos/:/tekst", "/fotos/p01", "/fotos/p01/tekst", {{"woorden", "De brug"}}},
        {"/fotos/:/tekst/goed",
         "/fotos/p01",
         "/fotos/p01/tekst/goed",
         {},
         {{"", "/fotos/p01", "/fotos/p01/tekst", {{"woorden", "De brug"}}}}},
        {"/fotos/:/erop", "/fotos/p01", "/fotos/p01/erop", {{"wie", ""}}},
        {"/fotos/:/eraf", "/fotos/p02", "/fotos/p02/eraf"},
        {"/fotos/:/letop", "/fotos/p01", "/fotos/p01/letop", {{"letop", "plate"}}},
        {"/fotos/:/afweging",
         "/fotos/p04",
         "/fotos/p04/afweging",
         {{"doel", "exhibition"}, {"reden-a", "Klein in beeld."}},
         {{"", "/fotos/p04", "/fotos/p04/erop", {{"wie", ""}}}}},
        {"/fotos/:/bekeken", "/fotos/p02", "/fotos/p02/bekeken", {}, {{"", "/fotos/p02", "/fotos/p02/eraf"}}},
        {"/cursus", "/cursus", "/cursus", {{"titel", "Een andere naam"}}},
        {"/cursus/lessen", "/cursus", "/cursus/lessen", {{"thema1", "Iets anders"}}},
        {"/cursus/tentoonstelling", "/cursus", "/cursus/tentoonstelling", {{"expo_titel", "Kijk"}}},
        {"/cursus/praktijk", "/cursus", "/cursus/praktijk", {{"praktijk", "De Iep"}}},
        {"/cursus/camera", "/cursus", "/cursus/camera"},
        {"/cursus/camera/:", "/cursus", "/cursus/camera/cam03", {{"merk-cam03", "Canon"}}},
        {"/cursus/lenen", "/cursus", "/cursus/lenen"},
        {"/cursus/even-uit", "/cursus", "/cursus/even-uit"},
        {"/boekje", "/boekje", "/boekje", {{"titel", "Anders"}}},
        {"/boekje/tekst", "/boekje", "/boekje/tekst", {{"tekst-voorwoord", "Anders."}}},
        {"/waar",
         "/waar",
         "/waar",
         {{"druk", "run-booklet"}, {"waar", "De gang"}, {"soort", "booklet_print"}}},
        {"/waar/eraf", "/waar", "/waar/eraf"},
        {"/waar/gedaan", "/waar", "/waar/gedaan", {}, {{"", "/mensen/d1", "/stoppen"}}},
        {"/schermen/wensen", "/schermen", "/schermen/wensen", {{"seconden", "12"}}},
        {"/schermen/niet", "/schermen", "/schermen/niet"},
        {"/verslag/fondsen", "/verslag", "/verslag/fondsen", {{"fondsen", "Gemeente"}}},
        {"/verslag/uitspraak",
         "/verslag",
         "/verslag/uitspraak",
         {},
         {{"", "/mensen/d1", "/mensen/d1/woorden", {{"welke", "quote"}, {"woorden", "Heel fijn."}}}}},
        {"/verslag/aanwezig", "/verslag", "/verslag/aanwezig", {{"les1", "7"}}},
        {"/toegang/sluiten", "/toegang", "/toegang/sluiten"},
        {"/toegang/openen", "/toegang", "/toegang/openen", {}, {{"", "/toegang", "/toegang/sluiten"}}},
    };
    return all;
}

/// Why a form is not among the changes above.
const std::map<std::string, std::string>& others() {
    static const std::map<std::string, std::string> all = {
        {"/taal", "changes nothing of the course: another click changes it back"},
        {"/inloggen", "signs in"},
        {"/inloggen/code", "signs in"},
        {"/welkom/:", "signs in"},
        {"/uitloggen", "signs out"},
        {"/opnieuw", "sends one of the others"},
        {"/terugdraaien", "is the undoing itself"},
        {"/toegang", "adds an account, which is closed beside it"},
        {"/toegang/link", "changes no account: a link is told"},
        {"/toegang/code", "its own page takes the code away (leaders_code_test)"},
        {"/toegang/code/uit", "its own page sets a code up (leaders_code_test)"},
        {"/mensen/:/wissen", "erasing: the name is typed"},
        {"/fotos/:/versie", "leaders_retouch_test"},
        {"/fotos/:/bewerken", "leaders_retouch_test"},
        {"/boekje/schikken", "leaders_booklet_test"},
        {"/samen/verberg", "leaders_pages_test"},
        {"/drukwerk", "makes a file"},
        {"/drukwerk/gedrukt", "leaders_paper_test"},
        {"/kaarten", "reads a card: a job"},
        {"/kaarten/klaar", "leaders_cards_test"},
        {"/kaarten/leeg", "wipes a card: its name is typed"},
        {"/kaarten/apart", "a job; throwing away asks for the name of the card"},
        {"/schermen", "an address is taken away beside it"},
        {"/schermen/weg", "asks first: an address that was taken away stays dead"},
        {"/schermen/nieuw", "an address is taken away beside it"},
        {"/schermen/laden", "a screen asks for its list: nothing is kept"},
        {"/logos", "leaders_logos_test"},
        {"/logos/weg", "leaders_logos_test"},
        {"/verslag/:/gegevens", "leaders_report_test"},
        {"/verslag/:/:", "leaders_report_test"},
    };
    return all;
}

/// The undo of the page that follows: the button of a step, or the form of that page that puts it back.
Form undo_on(const std::string& page) {
    static const std::vector<std::string> ways = {"/terugdraaien", "/schermen/wensen", "/schermen/niet",
                                                  "/toegang/openen", "/toegang/sluiten"};
    const auto forms = forms_on_page::forms_of(page);
    for (const Form& form : forms) {
        if (std::ranges::count(ways, form.action) > 0) return form;
    }
    return {};
}

/// The first line in which they differ; empty: none.
std::string first_difference(const std::string& now, const std::string& before) {
    const auto differs = std::ranges::mismatch(now, before);
    if (differs.in1 == now.end() && differs.in2 == before.end()) return {};
    const auto at = static_cast<std::size_t>(differs.in1 - now.begin());
    const std::size_t start = at == 0 ? 0 : now.rfind('\n', at - 1) + 1;
    return "line: " + now.substr(start, now.find('\n', at) - start);
}

}  // namespace

TEST_CASE("every change is taken back from the page that follows it") {
    for (const Change& change : changes()) {
        CAPTURE(change.route);
        Class lesson;
        for (const Change& before : change.first) REQUIRE(lesson.make(before).status == 303);
        const std::string before = lesson.state();
        const auto done = lesson.make({change.route, change.page, change.action, change.typed});
        CHECK(done.status == 303);
        CHECK_FALSE(first_difference(lesson.state(), before).empty());
        const std::string to = done.header("Location");
        const Form undo = undo_on(lesson.leader.get(to.substr(0, to.find('#'))).body);
        CHECK_FALSE(undo.action.empty());
        if (undo.action.empty()) continue;
        CHECK(lesson.leader.post(undo.action, undo.as_it_is()).status == 303);
        CHECK(first_difference(lesson.state(), before) == "");
    }
}

TEST_CASE("of every form it is known how it is taken back") {
    for (const server::leaders::Route& route : server::leaders::routes()) {
        if (route.method != server::leaders::Method::Post) continue;
        const std::string pattern{route.pattern};
        CAPTURE(pattern);
        const bool is_change = std::ranges::find(changes(), pattern, &Change::route) != changes().end();
        CHECK(is_change != others().contains(pattern));
    }
}
