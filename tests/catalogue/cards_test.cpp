#include "catalogue/catalogue.hpp"
#include "tests/catalogue/a_course.hpp"

#include <algorithm>
#include <cctype>
#include <string>

#include <doctest/doctest.h>

using a_course::Json;
using catalogue::CameraId;
using catalogue::CannotWork;
using catalogue::CardId;
using catalogue::Catalogue;

namespace {

Json course_with_cards() {
    Json file = a_course::course();  // p01 is on kaart-07
    file["cameras"].push_back({{"id", "cam15"}});
    file["cards"] = Json::array({"kaart-21", Json{{"id", "K22"}, {"label", "kaart-22"}}});
    return file;
}

const std::string stranger(64, 'a');

}  // namespace

TEST_CASE("a card is known by a photo, by the list of cards, or by its camera's number") {
    const a_course::Folder folder;
    const Catalogue library = a_course::library_with(course_with_cards(), folder.path);
    for (const auto& [label, card] :
         {std::pair{"kaart-07", "kaart-07"}, std::pair{"KAART-07", "kaart-07"},
          std::pair{"Kaart 7", "kaart-07"}, std::pair{"kaart-21", "kaart-21"}, std::pair{"kaart-22", "K22"},
          std::pair{"k22", "K22"}, std::pair{"kaart-15", "kaart-15"}, std::pair{"kaart 15", "kaart-15"}}) {
        CAPTURE(label);
        CHECK(library.card_labelled(label) == CardId{card});
    }
    for (const char* label : {"", "kaart-", "kaart-16", "backup-15", "15", "cam15", "kaart-157"}) {
        CAPTURE(label);
        CHECK_FALSE(library.card_labelled(label));
    }
}

TEST_CASE("a registered card is found by its number, which tells nothing, however it is typed") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(course_with_cards(), folder.path);
    const auto card = library.register_card(
        {CardId{"Kaart-15"}, CameraId{"cam15"}, "4A1B-22C0", "2026-03-20T10:00:00", {}});
    CHECK(card.card == CardId{"kaart-15"});
    CHECK(card.number.size() == 19);
    CHECK(card.number.find("15") == std::string::npos);
    std::string typed = card.number;
    std::erase(typed, '-');
    std::ranges::transform(typed, typed.begin(), [](unsigned char c) {
        return c == '0' ? 'o' : c == '1' ? 'l' : std::tolower(c);
    });
    const auto found = library.registered_card(typed);
    REQUIRE(found);
    CHECK(found->card == CardId{"kaart-15"});
    CHECK(found->volume_id == "4A1B-22C0");
    CHECK(found->camera == CameraId{"cam15"});
    CHECK_FALSE(library.registered_card("0000-0000-0000-0000"));
    CHECK_FALSE(library.registered_card(""));
    CHECK_THROWS_AS(library.register_card({CardId{"kaart-99"}, {}, "", "2026-03-20", {}}), CannotWork);
    CHECK_THROWS_AS(library.register_card({CardId{"kaart-15"}, CameraId{"cam99"}, "", "2026-03-20", {}}),
                    CannotWork);
}

TEST_CASE("files of a previous owner stay known as such, for that card only") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(course_with_cards(), folder.path);
    library.register_card({CardId{"kaart-15"}, {}, "", "2026-03-20T10:00:00", {stranger}});
    CHECK(library.lay_on_card_before(CardId{"kaart-15"}, stranger));
    CHECK_FALSE(library.lay_on_card_before(CardId{"kaart-07"}, stranger));
    CHECK_FALSE(library.lay_on_card_before(CardId{"kaart-15"}, std::string(64, 'b')));
}

TEST_CASE("registered cards are in the export, and another import does not lose them") {
    const a_course::Folder folder;
    const std::string file = course_with_cards().dump(1);
    Catalogue library = Catalogue::create(folder.path / "one");
    library.import_course(file);
    library.import_course(file);
    CHECK(library.export_course() == file);
    const auto first = library.register_card({CardId{"kaart-15"}, {}, "", "2026-03-20T10:00:00", {stranger}});
    const auto second = library.register_card({CardId{"kaart-15"}, {}, "AA", "2026-04-20T10:00:00", {}});
    library.import_course(file);
    Catalogue other = Catalogue::create(folder.path / "two");
    other.import_course(library.export_course());
    for (const Catalogue* each : {&library, &other}) {
        CHECK(each->registered_card(first.number)->prepared_at == first.prepared_at);
        CHECK(each->registration_of(CardId{"kaart-15"})->number == second.number);
        CHECK(each->lay_on_card_before(CardId{"kaart-15"}, stranger));
    }
    CHECK(other.export_course() == library.export_course());
}
