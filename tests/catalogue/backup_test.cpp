#include "catalogue/backup.hpp"

#include "a_course.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/screens.hpp"

#include <filesystem>
#include <fstream>
#include <ios>

#include <doctest/doctest.h>

namespace {

namespace fs = std::filesystem;
using catalogue::Channel;

// A library with one photo in it, whose master is there.
void make_library(const fs::path& folder) {
    auto made = a_course::library_with(a_course::course(), folder);
    const auto came = a_course::arrival('a', "IMG_0001.JPG");
    made.record({came});
    const fs::path master = made.master_path(came.picture);
    fs::create_directories(master.parent_path());
    std::ofstream(master, std::ios::binary) << "the master";
}

}  // namespace

TEST_CASE(
    "a library comes back from its backup on another machine, with everything that cannot be made again") {
    const a_course::Folder folder;
    make_library(folder.path / "library");
    const std::string token =
        catalogue::Screens(folder.path / "library").add({"r1"}, "", {}, "2026-07-01T10:00:00").token;
    const auto report = catalogue::back_up(folder.path / "library", folder.path / "backup");
    CHECK(report.files >= 4);
    CHECK(catalogue::back_up(folder.path / "library", folder.path / "backup").copied == 0);

    catalogue::restore(folder.path / "backup", folder.path / "elsewhere");
    const auto before = catalogue::Catalogue::open(folder.path / "library", catalogue::Access::ReadOnly);
    const auto after = catalogue::Catalogue::open(folder.path / "elsewhere", catalogue::Access::ReadOnly);
    CHECK(after.export_course() == before.export_course());
    CHECK(catalogue::Screens(folder.path / "elsewhere").with_token(token).has_value());
    CHECK(fs::exists(after.holdings().at(0).picture.master));
    // Addresses are made with the key, which came along: a link to a photo still works.
    const auto shown = before.cleared<Channel::Site>(a_course::today);
    REQUIRE_FALSE(shown.empty());
    CHECK(after.cleared<Channel::Site>(a_course::today).at(0)->address == shown.at(0)->address);
}

TEST_CASE("what the library has no more goes from the backup too") {
    const a_course::Folder folder;
    make_library(folder.path / "library");
    catalogue::back_up(folder.path / "library", folder.path / "backup");
    const auto made = catalogue::Catalogue::open(folder.path / "library", catalogue::Access::ReadOnly);
    const fs::path master = made.holdings().at(0).picture.master;
    const fs::path copy = folder.path / "backup" / fs::relative(master, folder.path / "library");
    REQUIRE(fs::exists(copy));
    fs::remove(master);
    CHECK(catalogue::back_up(folder.path / "library", folder.path / "backup").removed == 1);
    CHECK_FALSE(fs::exists(copy));
}

TEST_CASE("a backup that is not whole is not put back, and a library that is there is not written over") {
    const a_course::Folder folder;
    make_library(folder.path / "library");
    catalogue::back_up(folder.path / "library", folder.path / "backup");
    CHECK_THROWS_AS(catalogue::restore(folder.path / "backup", folder.path / "library"),
                    catalogue::CannotWork);
    std::ofstream(folder.path / "backup" / "key", std::ios::binary) << "another key";
    CHECK_THROWS_AS(catalogue::restore(folder.path / "backup", folder.path / "new"), catalogue::CannotWork);
    CHECK_FALSE(fs::exists(folder.path / "new"));
    fs::remove(folder.path / "backup" / "files.sha256");
    CHECK_THROWS_AS(catalogue::restore(folder.path / "backup", folder.path / "new"), catalogue::CannotWork);
    CHECK_THROWS_AS(catalogue::back_up(folder.path / "library", folder.path / "library" / "backup"),
                    catalogue::CannotWork);
}
