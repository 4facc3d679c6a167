#include "catalogue/catalogue.hpp"
#include "tests/catalogue/a_course.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using a_course::arrival;
using a_course::Json;
using catalogue::Arrival;
using catalogue::Arrived;
using catalogue::Catalogue;

namespace {

Json photo_in(const Catalogue& library, const std::string& id) {
    const Json file = Json::parse(library.export_course());
    for (const Json& photo : file["photos"]) {
        if (photo["id"] == id) return photo;
    }
    return {};
}

}  // namespace

TEST_CASE("the file of that name on that card is bound to the record that waits for it") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(a_course::course(), folder.path);
    const std::string before = library.export_course();
    const auto arrived = library.record({arrival('a', "img_0001.jpg")});
    CHECK(arrived[0].how == Arrived::How::Bound);
    CHECK(arrived[0].photo.value == "p01");
    CHECK(arrived[0].confirmed);
    CHECK(library.has_picture({std::string(64, 'a')}));
    CHECK(library.has_file(std::string(64, 'a')));
    CHECK(library.export_course() == before);
}

TEST_CASE("the same picture comes in once, whatever its file is called") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(a_course::course(), folder.path);
    library.record({arrival('a', "IMG_0001.JPG")});
    Arrival again = arrival('a', "OTHER.JPG");
    again.file_sha256 = std::string(64, 'f');
    again.card = catalogue::CardId{"kaart-99"};
    const auto arrived = library.record({again, again});
    CHECK(arrived[0].how == Arrived::How::Duplicate);
    CHECK(arrived[1].how == Arrived::How::Duplicate);
    CHECK(arrived[0].photo.value == "p01");
    CHECK(library.has_file(std::string(64, 'f')));
}

TEST_CASE("a name that is used again on the card is another photo") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(a_course::course(), folder.path);
    library.record({arrival('a', "IMG_0001.JPG")});
    const auto arrived = library.record({arrival('b', "IMG_0001.JPG")});
    CHECK(arrived[0].how == Arrived::How::New);
    CHECK(arrived[0].photo.value == "n" + std::string(12, 'b'));
    CHECK(photo_in(library, arrived[0].photo.value)["people_check"] == "not_done");
}

TEST_CASE("of two pictures of one name the one taken at the record's moment is bound, otherwise neither") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(a_course::course(), folder.path);
    Arrival other = arrival('a', "IMG_0001.JPG");
    other.taken_camera = "2026-05-01T09:00:00";
    Catalogue second = a_course::library_with(a_course::course(), folder.path / "second");

    const auto settled = library.record({other, arrival('b', "IMG_0001.JPG")});
    CHECK(settled[0].how == Arrived::How::New);
    CHECK(settled[1].how == Arrived::How::Bound);

    Arrival third = arrival('b', "IMG_0001.JPG");
    third.taken_camera = "2026-05-02T09:00:00";
    const auto unsettled = second.record({other, third});
    CHECK(unsettled[0].how == Arrived::How::New);
    CHECK(unsettled[1].how == Arrived::How::New);
}

TEST_CASE(
    "whose photo a new picture is follows from card and loan, and is sure only when nothing is in doubt") {
    Json file = a_course::course();
    file["cameras"].push_back({{"id", "cam03"}, {"lent_to", "d1"}, {"shared_with", {"d2 op 18 april"}}});
    file["cameras"].push_back({{"id", "cam30"}, {"lent_to", nullptr}});
    struct Case {
        const char* card;
        bool registered;
        bool maker;
        bool confirmed;
    };
    int number = 0;
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(file, folder.path);
    for (const Case& each : {Case{"kaart-07", true, true, true}, Case{"kaart-07", false, true, false},
                             Case{"kaart-03", true, true, false}, Case{"kaart-30", true, false, false},
                             Case{"kaart-55", true, false, false}, Case{nullptr, false, false, false}}) {
        CAPTURE(each.card);
        Arrival came = arrival(static_cast<char>('0' + number++), "IMG_9000.JPG");
        came.card.reset();
        if (each.card != nullptr) came.card = catalogue::CardId{each.card};
        came.card_is_registered = each.registered;
        const auto arrived = library.record({came});
        CHECK(arrived[0].how == Arrived::How::New);
        CHECK(arrived[0].maker.has_value() == each.maker);
        CHECK(arrived[0].confirmed == each.confirmed);
    }
    CHECK(library.cleared<catalogue::Channel::Site>(a_course::today).empty());
}

TEST_CASE("nothing is bound to somebody who was erased, or to a photo that was set aside") {
    Json erased = a_course::course();
    erased["persons"][0]["erased_at"] = "2026-06-01";
    Json aside = a_course::course();
    aside["photos"][0]["state"] = "quarantined";
    for (const Json& file : {erased, aside}) {
        const a_course::Folder folder;
        Catalogue library = a_course::library_with(file, folder.path);
        CHECK(library.record({arrival('a', "IMG_0001.JPG")})[0].how == Arrived::How::New);
    }
}

TEST_CASE("a batch is taken in whole or not at all") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(a_course::course(), folder.path);
    const std::string before = library.export_course();
    Arrival impossible = arrival('b', "IMG_0002.JPG");
    impossible.file_name = std::string("\xFF\xFE");  // no text: the course file could not be written any more
    CHECK_THROWS(library.record({arrival('a', "IMG_0001.JPG"), impossible}));
    CHECK(library.export_course() == before);
    CHECK_FALSE(library.has_picture({std::string(64, 'a')}));
}

TEST_CASE("the picture of an edited version is taken in for a version that the course knows") {
    const a_course::Folder folder;
    Json file = a_course::course();
    file["photos"][0]["versions"].push_back({{"id", "v2"}, {"kind", "crop"}, {"approved_by_maker", true}});
    Catalogue library = a_course::library_with(file, folder.path);
    library.record({arrival('a', "IMG_0001.JPG")});
    CHECK_THROWS_AS(library.record_version({"p09"}, {"v2"}, arrival('b', "x.jpg")), catalogue::CannotWork);
    CHECK_THROWS_AS(library.record_version({"p01"}, {"v3"}, arrival('b', "x.jpg")), catalogue::CannotWork);
    CHECK_THROWS_AS(library.record_version({"p01"}, {"v2"}, arrival('a', "x.jpg")), catalogue::CannotWork);
    library.record_version({"p01"}, {"v2"}, arrival('b', "x.jpg"));
    library.record_version({"p01"}, {"v2"}, arrival('b', "x.jpg"));
    CHECK(library.master_tags(a_course::today).size() == 2);
}

TEST_CASE("a picture of a photo that was set aside does not come back as a fresh photo") {
    for (const char* how : {"quarantined", "deleted", "rejected", "erased"}) {
        CAPTURE(how);
        Json file = a_course::course();
        file["consent_events"].push_back(a_course::event("e0003", "d1", "class", "grant"));
        file["consent_events"].push_back(a_course::event("e0004", "d2", "class", "grant"));
        file["persons"].push_back(a_course::person("d2", "Iemand"));
        file["cameras"][0]["lent_to"] = "d2";
        if (std::string{how} == "erased") {
            file["persons"][0]["erased_at"] = "2026-06-01";
        } else {
            file["photos"][0]["state"] = how;
        }
        const a_course::Folder folder;
        Catalogue library = a_course::library_with(file, folder.path);
        const auto arrived = library.record({arrival('a', "IMG_0001.JPG")});
        CHECK_FALSE(arrived[0].confirmed);
        CHECK(library.has_picture({std::string(64, 'a')}));
        CHECK(library.cleared<catalogue::Channel::ClassView>(a_course::today).empty());
    }
}

TEST_CASE(
    "of two records that wait for one name, a picture goes to the one of its own moment or to neither") {
    Json file = a_course::course();
    file["photos"].push_back(a_course::photo("p02", "d1", "IMG_0001.JPG"));
    file["photos"][1]["taken_camera"] = "2026-05-11T15:40:00";
    Arrival later = arrival('a', "IMG_0001.JPG");
    later.taken_camera = "2026-05-11T15:40:00";
    Arrival without_time = arrival('b', "IMG_0001.JPG");
    without_time.taken_camera = "";
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(file, folder.path);
    CHECK(library.record({without_time})[0].how == Arrived::How::New);
    const auto bound = library.record({later});
    CHECK(bound[0].how == Arrived::How::Bound);
    CHECK(bound[0].photo.value == "p02");
    CHECK(library.record({arrival('c', "IMG_0001.JPG")})[0].photo.value == "p01");
}
