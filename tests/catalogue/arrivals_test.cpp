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

TEST_CASE("a picture of another moment than the record's is not the record's picture") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(a_course::course(), folder.path);
    Arrival other = arrival('a', "IMG_0001.JPG");
    other.taken_camera = "2026-05-01T09:00:00";
    CHECK(library.record({other})[0].how == Arrived::How::New);
    CHECK(library.record({arrival('b', "IMG_0001.JPG")})[0].photo.value == "p01");
}

TEST_CASE("what a card says of a new picture is in its record, and a person may say otherwise") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(a_course::course(), folder.path);
    Arrival came = arrival('a', "IMG_0005.JPG");
    came.origin.maker = catalogue::PersonId{"d1"};
    came.origin.method = "kaart, niet zeker";
    came.origin.camera = catalogue::CameraId{"cam07"};
    came.origin.taken_true = "2026-04-20T12:12:00";
    came.origin.taken_reason = "de klok liep 1 uur achter";
    const catalogue::PhotoId id = library.record({came})[0].photo;
    CHECK(library.origin_of(id) == came.origin);
    CHECK(photo_in(library, id.value)["attribution"]["status"] == "proposed");

    catalogue::Origin better = came.origin;
    better.confirmed = true;
    better.method = "startfoto";
    CHECK(library.settle({{id, better}}).size() == 1);
    CHECK(library.settle({{id, better}}).empty());
    CHECK(library.origin_of(id) == better);
    // The start photo is gone from the card: what it told stays.
    CHECK(library.settle({{id, came.origin}}).empty());

    // A record that a person wrote is not touched.
    library.record({arrival('b', "IMG_0001.JPG")});
    CHECK(library.settle({{{"p01"}, came.origin}}).empty());
}

TEST_CASE("what was set aside is shown to nobody, and comes back when the card tells that it is ours") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(a_course::course(), folder.path);
    Arrival came = arrival('a', "IMG_0005.JPG");
    came.origin.maker = catalogue::PersonId{"d1"};
    came.origin.confirmed = true;
    came.origin.set_aside = true;
    const auto arrived = library.record({came});
    CHECK(arrived[0].set_aside);
    CHECK(photo_in(library, arrived[0].photo.value)["state"] == "quarantined");
    CHECK(library.master_tags(a_course::today)[0].second.set_aside);
    came.origin.set_aside = false;
    library.settle({{arrived[0].photo, came.origin}});
    CHECK_FALSE(library.master_tags(a_course::today)[0].second.set_aside);
    came.origin.set_aside = true;
    CHECK(library.settle({{arrived[0].photo, came.origin}}).empty());
}

TEST_CASE("what was set aside can be taken after all, or removed so that it does not come back") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(a_course::course(), folder.path);
    Arrival one = arrival('a', "IMG_0005.JPG");
    one.origin.set_aside = true;
    Arrival two = arrival('b', "IMG_0006.JPG");
    two.origin.set_aside = true;
    const auto arrived = library.record({one, two, arrival('c', "IMG_0007.JPG")});
    REQUIRE(library.set_aside().size() == 1);
    CHECK(library.set_aside()[0].photos.size() == 2);

    library.bring_back({arrived[0].photo});
    CHECK_FALSE(library.origin_of(arrived[0].photo)->set_aside);
    library.settle({{arrived[0].photo, one.origin}});
    CHECK_FALSE(library.origin_of(arrived[0].photo)->set_aside);
    CHECK_THROWS_AS(library.bring_back({arrived[2].photo}), catalogue::CannotWork);

    CHECK(library.remove_set_aside({arrived[1].photo})[0] == two.picture);
    CHECK(library.set_aside().empty());
    CHECK_FALSE(library.has_picture(two.picture));
    CHECK(library.lay_on_card_before(*two.card, two.file_sha256));
    CHECK(photo_in(library, arrived[1].photo.value).is_null());
    CHECK_THROWS_AS(library.remove_set_aside({arrived[1].photo}), catalogue::CannotWork);
}

TEST_CASE("a start photo is remembered by its file") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(a_course::course(), folder.path);
    const catalogue::StartPhoto start{std::string(64, 'e'), catalogue::PersonId{"d1"}, "2026-04-21T10:00:00",
                                      "2026-04-21T09:00:00"};
    library.record(start);
    library.record(start);
    const auto found = library.start_photo(std::string(64, 'e'));
    REQUIRE(found);
    CHECK(found->person == start.person);
    CHECK(found->real == start.real);
    CHECK_FALSE(library.start_photo(std::string(64, 'f')));
}

TEST_CASE("a card belongs to the camera with the same number, or the one that its photos were made with") {
    Json file = a_course::course();
    file["cameras"].push_back({{"id", "cam03"}, {"serial", "A123"}});
    file["cameras"].push_back({{"id", "cam04"}, {"serial", "B1"}});
    file["cameras"].push_back({{"id", "cam05"}, {"serial", "B1"}});
    file["photos"].push_back(a_course::photo("p02", "d1", "IMG_0009.JPG"));
    file["photos"][1]["card"] = "grijs";
    const a_course::Folder folder;
    const Catalogue library = a_course::library_with(file, folder.path);
    CHECK(library.camera_of({"kaart-3"})->value == "cam03");
    CHECK(library.camera_of({"kaart-07"})->value == "cam07");
    CHECK(library.camera_of({"grijs"})->value == "cam07");
    CHECK_FALSE(library.camera_of({"kaart-55"}));
    CHECK(library.camera_with_serial("A123")->value == "cam03");
    CHECK_FALSE(library.camera_with_serial("B1"));
    CHECK_FALSE(library.camera_with_serial(""));
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
    CHECK(photo_in(library, "p01")["versions"][1]["approved_by_maker"] == true);
    library.record_version({"p01"}, {"v2"}, arrival('c', "x.jpg"));
    CHECK(photo_in(library, "p01")["versions"][1]["approved_by_maker"] == false);
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
