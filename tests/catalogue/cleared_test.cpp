#include "catalogue/catalogue.hpp"
#include "tests/catalogue/a_course.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using a_course::arrival;
using a_course::Json;
using a_course::today;
using catalogue::Catalogue;
using catalogue::Channel;
using catalogue::NameForm;

namespace {

/// A library with the course after a change, and the picture of p01 in it.
struct Library {
    explicit Library(const std::function<void(Json&)>& change = [](Json&) {}) : catalogue(make(change)) {
        catalogue.record({arrival('a', "IMG_0001.JPG")});
    }

    Catalogue make(const std::function<void(Json&)>& change) {
        Json file = a_course::course();
        change(file);
        return a_course::library_with(file, folder.path);
    }

    a_course::Folder folder;
    Catalogue catalogue;
};

void add_photo(Json& file, const std::string& id, const std::string& name) {
    file["photos"].push_back(a_course::photo(id, "d1", name));
}

catalogue::NewConsentEvent said(const std::string& decision, const std::string& purpose) {
    catalogue::NewConsentEvent event;
    event.person = "d1";
    event.capacity = "maker";
    event.purpose = purpose;
    event.decision = decision;
    event.valid_from = "2026-07-02";
    event.recorded_at = "2026-07-02T10:00:00";
    return event;
}

}  // namespace

TEST_CASE("a photo is cleared for what its maker said yes to and for nothing else") {
    const Library library;
    CHECK(library.catalogue.cleared<Channel::Site>(today).size() == 1);
    CHECK(library.catalogue.cleared<Channel::ExhibitionPrint>(today).size() == 1);
    CHECK(library.catalogue.cleared<Channel::BookletPrint>(today).empty());
    CHECK(library.catalogue.cleared<Channel::PracticeScreen>(today).empty());
    CHECK(library.catalogue.cleared<Channel::Site>(catalogue::parse_day("2026-03-23")).empty());
}

TEST_CASE("some photos are cleared as all of them are, whatever is asked for") {
    Library library([](Json& file) {
        add_photo(file, "p02", "IMG_0002.JPG");
        add_photo(file, "p03", "IMG_0003.JPG");
    });
    library.catalogue.record({arrival('b', "IMG_0002.JPG"), arrival('c', "IMG_0003.JPG")});
    const auto all = library.catalogue.cleared<Channel::Site>(today);
    REQUIRE(all.size() == 3);
    const std::vector<catalogue::PhotoId> asked{{"p03"}, {"nobody's"}, {"p01"}};
    const auto some = library.catalogue.cleared<Channel::Site>(today, asked);
    REQUIRE(some.size() == 2);
    CHECK(some[0]->address == all[0]->address);
    CHECK(some[1]->address == all[2]->address);
    CHECK(library.catalogue.cleared<Channel::BookletPrint>(today, asked).empty());
    CHECK(library.catalogue.cleared<Channel::Site>(catalogue::parse_day("2026-03-23"), asked).empty());
}

TEST_CASE("a public address shows its photo only where and as long as everybody agrees") {
    Library library;
    const std::string address = library.catalogue.cleared<Channel::Site>(today).at(0)->address;
    const auto found = library.catalogue.cleared_at<Channel::Site>(today, address);
    REQUIRE(found);
    CHECK((*found)->photo.value == "p01");
    // An address of the site is nothing to any other channel.
    CHECK_FALSE(library.catalogue.cleared_at<Channel::ExhibitionPrint>(today, address));
    CHECK_FALSE(library.catalogue.cleared_at<Channel::Site>(today, "AAAAAAAAAAAAAAAAAAAAAA"));
    library.catalogue.record(std::vector{said("withdraw", "website")});
    CHECK_FALSE(library.catalogue.cleared_at<Channel::Site>(today, address));
    CHECK(library.catalogue.was_public(Channel::Site, address));
}

TEST_CASE("the address of the version before shows nothing once another version is used") {
    Library library([](Json& file) {
        file["photos"][0]["versions"].push_back(
            {{"id", "v2"}, {"kind", "retouch"}, {"approved_by_maker", true}});
    });
    library.catalogue.record_version({"p01"}, {"v2"}, arrival('b', "edited.jpg"));
    const std::string original = library.catalogue.cleared<Channel::Site>(today).at(0)->address;
    library.catalogue.change(catalogue::UseVersion{{"p01"}, {"v2"}});
    const auto edited = library.catalogue.cleared<Channel::Site>(today);
    REQUIRE(edited.size() == 1);
    CHECK(edited[0]->address != original);
    CHECK_FALSE(library.catalogue.cleared_at<Channel::Site>(today, original));
    CHECK(library.catalogue.cleared_at<Channel::Site>(today, edited[0]->address));
}

TEST_CASE("a record whose picture has not come in shows nothing") {
    const a_course::Folder folder;
    const Catalogue library = a_course::library_with(a_course::course(), folder.path);
    CHECK(library.cleared<Channel::Site>(today).empty());
}

TEST_CASE("an edited version that is in use never falls back to the picture that it hides") {
    Library library([](Json& file) {
        file["photos"][0]["versions"].push_back(
            {{"id", "v2"}, {"kind", "retouch"}, {"approved_by_maker", true}});
        file["photos"][0]["use_version"] = "v2";
    });
    CHECK(library.catalogue.cleared<Channel::Site>(today).empty());
    library.catalogue.record_version({"p01"}, {"v2"}, arrival('b', "edited.jpg"));
    const auto photos = library.catalogue.cleared<Channel::Site>(today);
    REQUIRE(photos.size() == 1);
    CHECK(photos[0]->picture.id.value == std::string(64, 'b'));
}

TEST_CASE("stopping takes a photo away on the same day, after a yes of that day too") {
    Library library;
    library.catalogue.record(std::vector{said("grant", "booklet")});
    CHECK(library.catalogue.cleared<Channel::BookletPrint>(today).size() == 1);
    library.catalogue.record(std::vector{said("withdraw", "booklet"), said("withdraw", "website")});
    CHECK(library.catalogue.cleared<Channel::BookletPrint>(today).empty());
    CHECK(library.catalogue.cleared<Channel::Site>(today).empty());
    CHECK(library.catalogue.cleared<Channel::ExhibitionPrint>(today).size() == 1);
}

TEST_CASE("somebody who is reading sees a withdrawal of somebody else at once") {
    Library library;
    const Catalogue reader = Catalogue::open(library.folder.path, catalogue::Access::ReadOnly);
    CHECK(reader.cleared<Channel::Site>(today).size() == 1);
    library.catalogue.record(std::vector{said("withdraw", "website")});
    CHECK(reader.cleared<Channel::Site>(today).empty());
}

TEST_CASE("an answer that the rule could not read is not recorded") {
    Library library;
    const std::string before = library.catalogue.export_course();
    for (auto wrong : {said("grant", "billboard"), said("perhaps", "website")}) {
        CHECK_THROWS_AS(library.catalogue.record(std::vector{wrong}), catalogue::CannotWork);
    }
    auto stranger = said("grant", "website");
    stranger.person = "d9";
    CHECK_THROWS_AS(library.catalogue.record(std::vector{stranger}), catalogue::CannotWork);
    CHECK(library.catalogue.export_course() == before);
}

TEST_CASE("a name is shown in the form that was chosen and never in another") {
    struct Case {
        const char* form;
        const char* text;
        std::size_t native;
    };
    for (const Case& each : {Case{"full", "Maya Achternaam", 1}, Case{"first", "Maya", 1},
                             Case{"pseudonym", "Schuilnaam", 1}, Case{"anonymous", "", 0}}) {
        CAPTURE(each.form);
        const Library library([&](Json& file) {
            file["persons"][0]["name_form"] = each.form;
            file["persons"][0]["display"]["native"] = {{"ar", "مايا"}};
        });
        const auto photos = library.catalogue.cleared<Channel::Site>(today);
        REQUIRE(photos.size() == 1);
        CHECK(photos[0]->name.text == each.text);
        CHECK(photos[0]->name.native.size() == each.native);
    }
}

TEST_CASE("a name in somebody's own script is left out where it may tell more than the form") {
    const Library pseudonym_for_some([](Json& file) {
        file["persons"][0]["name_form"] = "pseudonym";
        file["persons"][0]["display"]["native"] = {{"ti", "ኣበባ"}};
        file["consent_events"][0]["name_form"] = "first";
    });
    CHECK(pseudonym_for_some.catalogue.cleared<Channel::Site>(today)[0]->name.native.empty());
    const Library surname([](Json& file) {
        file["persons"][0]["name_form"] = "first";
        file["persons"][0]["display"]["native"] = {{"ar", "مايا بنت"}};
    });
    CHECK(surname.catalogue.cleared<Channel::Site>(today)[0]->name.native.empty());
}

TEST_CASE("words are shown only when their author said yes to those words") {
    const auto with_title = [](Json& file) {
        file["texts"].push_back({{"id", "t1"},
                                 {"kind", "title"},
                                 {"author", "d1"},
                                 {"nl", "Deur"},
                                 {"approved_at", "2026-06-16"}});
        file["photos"][0]["title"] = "t1";
    };
    const Library silent(with_title);
    CHECK(silent.catalogue.cleared<Channel::Site>(today)[0]->title.empty());
    const Library spoken([&](Json& file) {
        with_title(file);
        Json yes = a_course::event("e0009", "d1", "website", "grant");
        yes["capacity"] = "author";
        file["consent_events"].push_back(yes);
    });
    const auto photos = spoken.catalogue.cleared<Channel::Site>(today);
    REQUIRE(photos[0]->title.size() == 1);
    CHECK(photos[0]->title[0].text == "Deur");
}

TEST_CASE("a photo without a name does not stand among the named photos of its maker") {
    Library library([](Json& file) {
        add_photo(file, "p02", "IMG_0002.JPG");
        add_photo(file, "p03", "IMG_0003.JPG");
        Json hidden = a_course::event("e0009", "d1", "website", "grant");
        hidden["scope"] = "p02";
        hidden["name_form"] = "anonymous";
        file["consent_events"].push_back(hidden);
    });
    library.catalogue.record({arrival('b', "IMG_0002.JPG"), arrival('c', "IMG_0003.JPG")});
    const auto photos = library.catalogue.cleared<Channel::Site>(today);
    REQUIRE(photos.size() == 3);
    CHECK(photos[2]->photo.value == "p02");
    CHECK(photos[2]->name.text.empty());
    const auto chapters = library.catalogue.chapters<Channel::Site>(today);
    REQUIRE(chapters.size() == 2);
    CHECK(chapters[0].photos.size() == 2);
    CHECK(chapters[1].name.form == NameForm::Anonymous);
}

TEST_CASE("public addresses cannot be linked, guessed or mistaken") {
    Library library;
    const std::string site = library.catalogue.cleared<Channel::Site>(today)[0]->address;
    const std::string wall = library.catalogue.cleared<Channel::ExhibitionPrint>(today)[0]->address;
    CHECK(site.size() == 22);
    CHECK(site != wall);
    CHECK(Library().catalogue.cleared<Channel::Site>(today)[0]->address != site);
    CHECK(library.catalogue.was_public(Channel::Site, site));
    CHECK_FALSE(library.catalogue.was_public(Channel::PracticeScreen, site));
    CHECK_FALSE(library.catalogue.was_public(Channel::Site, "AAAAAAAAAAAAAAAAAAAAAA"));
    library.catalogue.record(std::vector{said("withdraw", "website")});
    CHECK(library.catalogue.was_public(Channel::Site, site));
}

TEST_CASE("the tags of a master say what may be done, until when, and no name that is not shown") {
    Library library([](Json& file) {
        file["persons"][0]["name_form"] = "anonymous";
        file["consent_events"][0]["valid_until"] = "2026-10-01";
    });
    const auto tags = library.catalogue.master_tags(today).at(0).second;
    CHECK(tags.creator.empty());
    CHECK(tags.rights.empty());
    CHECK(tags.license_end == "2026-10-01");
    CHECK(tags.model_release_status == "MR-NAP");
    CHECK(tags.usage_terms == "Alleen voor: tentoonstelling, website");
    const std::set<std::string> subjects(tags.subjects.begin(), tags.subjects.end());
    CHECK(subjects.contains("toestemming|website|ja"));
    CHECK(subjects.contains("toestemming|boekje|nog niet gevraagd"));
    library.catalogue.record(std::vector{said("deny", "booklet")});
    const auto after = library.catalogue.master_tags(today).at(0).second.subjects;
    CHECK(std::ranges::find(after, "toestemming|boekje|nee") != after.end());
}
