#include "catalogue/catalogue.hpp"
#include "tests/catalogue/a_course.hpp"

#include <string>

#include <doctest/doctest.h>

using a_course::Json;
using catalogue::CameraId;
using catalogue::CannotWork;
using catalogue::CardId;
using catalogue::Catalogue;
using catalogue::Loan;

namespace {

// cam07 is lent to d1 and shared with d2; cam08 to d2 alone; cam09 lies in the cupboard.
Json three_cameras() {
    Json file = a_course::course();
    file["persons"].push_back(a_course::person("d2", "Noor"));
    file["cameras"] = Json::array(
        {Json{{"id", "cam07"}, {"lent_to", "d1"}, {"shared_with", Json::array({"d2 op 18 en 21 april"})}},
         Json{{"id", "cam08"}, {"lent_to", "d2"}}, Json{{"id", "cam09"}, {"lent_to", nullptr}}});
    return file;
}

Loan of(const char* camera, const char* person, const char* from = "", const char* until = "") {
    return {CameraId{camera}, {}, {person}, from, until, false};
}

}  // namespace

TEST_CASE("what the course says of its cameras counts as a loan without dates") {
    const a_course::Folder folder;
    const Catalogue library = a_course::library_with(three_cameras(), folder.path);
    Loan shared = of("cam07", "d1");
    shared.shared = true;
    Loan second = of("cam07", "d2");
    second.shared = true;
    CHECK(library.loans() == std::vector{shared, second, of("cam08", "d2")});
}

TEST_CASE("the course file's own list of loans is read, and refused where it names nobody") {
    const a_course::Folder folder;
    Json file = three_cameras();
    file["loans"] = Json::array({Json{{"camera", "cam09"},
                                      {"card", "kaart-09"},
                                      {"person", "d1"},
                                      {"from", "2026-03-24"},
                                      {"until", nullptr}}});
    const Catalogue library = a_course::library_with(file, folder.path / "one");
    CHECK(library.loans().back() ==
          Loan{CameraId{"cam09"}, CardId{"kaart-09"}, {"d1"}, "2026-03-24", "", false});
    CHECK(library.export_course() == file.dump(1));
    file["loans"][0]["person"] = "d9";
    CHECK_THROWS_AS(a_course::library_with(file, folder.path / "two"), CannotWork);
    file["loans"][0]["person"] = "d1";
    file["loans"][0]["from"] = "gisteren";
    CHECK_THROWS_AS(a_course::library_with(file, folder.path / "three"), CannotWork);
}

TEST_CASE("a camera that is handed on ends its loan, and it is told") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(three_cameras(), folder.path);
    CHECK(library.lend(of("cam09", "d1", "2026-03-24")).empty());
    CHECK(library.lend(of("cam09", "d2", "2026-05-12")) ==
          std::vector{of("cam09", "d1", "2026-03-24", "2026-05-12")});
    CHECK(library.lend(of("cam08", "d1", "2026-05-12")) == std::vector{of("cam08", "d2", "", "2026-05-12")});
    CHECK(library.end_loan({CameraId{"cam09"}, {}, {}, "2026-06-16"}) ==
          of("cam09", "d2", "2026-05-12", "2026-06-16"));
    CHECK_THROWS_AS(library.end_loan({CameraId{"cam09"}, {}, {}, "2026-06-17"}), CannotWork);
}

TEST_CASE("a loan that gets its date is told once") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(three_cameras(), folder.path);
    library.lend(of("cam08", "d2", "2026-03-24"));
    int of_camera = 0;
    for (const Loan& loan : library.loans()) of_camera += loan.camera == CameraId{"cam08"} ? 1 : 0;
    CHECK(of_camera == 1);
}

TEST_CASE("a loan that cannot be is refused and changes nothing") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(three_cameras(), folder.path);
    library.lend(of("cam09", "d1", "2026-03-24", "2026-05-12"));
    const std::string before = library.export_course();
    for (const Loan& loan :
         {of("cam99", "d1", "2026-05-12"), of("cam09", "d9", "2026-05-12"), of("cam09", "d2", "12 mei"),
          of("cam09", "d2", "2026-05-12", "2026-05-01"), of("cam09", "d2", "2026-04-01"),
          of("cam09", "d1", "2026-04-01"), Loan{{}, {}, {"d1"}, "2026-05-12", "", false},
          Loan{{}, CardId{"kaart-99"}, {"d1"}, "2026-05-12", "", false}}) {
        CAPTURE(loan.from);
        CHECK_THROWS_AS(library.lend(loan), CannotWork);
    }
    CHECK_THROWS_AS(library.end_loan({CameraId{"cam07"}, {}, {}, "2026-05-12"}), CannotWork);  // of whom?
    CHECK(library.export_course() == before);
    CHECK(library.lend(of("cam09", "d2", "2026-05-12")).empty());  // on the day that it came back
}

TEST_CASE("loans written down here are in the export, and another import does not lose them") {
    const a_course::Folder folder;
    const std::string file = three_cameras().dump(1);
    Catalogue library = Catalogue::create(folder.path / "one");
    library.import_course(file);
    CHECK(library.export_course() == file);
    library.lend(of("cam09", "d1", "2026-03-24"));
    library.end_loan({CameraId{"cam08"}, {}, {}, "2026-06-16"});
    const auto loans = library.loans();
    library.import_course(file);
    CHECK(library.loans() == loans);
    Catalogue other = Catalogue::create(folder.path / "two");
    other.import_course(library.export_course());
    CHECK(other.loans() == loans);
    CHECK(other.export_course() == library.export_course());
}
