#include "catalogue/catalogue.hpp"
#include "made_pictures.hpp"
#include "render/length.hpp"
#include "render/pdf/pdf.hpp"
#include "render/press/press.hpp"
#include "render/press/printer_profile.hpp"
#include "scratch_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace render;

namespace {

const std::filesystem::path templates = std::filesystem::path(SOURCE_FOLDER) / "templates";

/// The usual printer's file with one thing changed, beside a press profile.
std::filesystem::path changed(const ScratchFolder& folder, const std::string& from, const std::string& to) {
    std::string text = read_file(templates / "printers" / "drukwerk.toml");
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    std::filesystem::create_directories(folder / "printers");
    for (const char* profile : {"ISOcoated_v2_300_bas.icc", "FOGRA29L_uncoated.icc"}) {
        write_file(folder / "printers" / profile, read_file(templates / "printers" / profile));
    }
    const auto file = folder / "printers" / "mine.toml";
    write_file(file, text);
    return file;
}

std::string complaint_about(const std::filesystem::path& file) {
    try {
        read_printer_profile(file);
    } catch (const catalogue::CannotWork& refused) {
        return refused.what();
    }
    return "nothing";
}

}  // namespace

TEST_CASE("the wishes of eleven printers and the office are known") {
    const Printers printers = all_printers(templates);
    CHECK(printers.broken.empty());
    struct Row {
        const char* id;
        PdfxLevel level;
        int bleed_mm;
        bool embeds;
    };
    // DOMAIN §4.1
    for (const Row& row :
         {Row{"amax", PdfxLevel::X3, 2, true}, Row{"bookpress", PdfxLevel::X1a, 3, false},
          Row{"datawyse", PdfxLevel::X1a, 3, true}, Row{"drukwerk", PdfxLevel::X4, 3, true},
          Row{"drukwerkgek", PdfxLevel::X3, 3, true}, Row{"durenkamp", PdfxLevel::X4, 5, true},
          Row{"goldiesoffice", PdfxLevel::X1a, 3, true}, Row{"impressa", PdfxLevel::X4, 3, true},
          Row{"joon", PdfxLevel::X1a, 3, false}, Row{"printsimple", PdfxLevel::X4, 3, true},
          Row{"wimjonkers", PdfxLevel::X1a, 3, true}, Row{"office", PdfxLevel::None, 0, false}}) {
        CAPTURE(row.id);
        const PrinterProfile printer = printer_named(templates, row.id);
        CHECK(printer.level == row.level);
        CHECK(printer.bleed == 1_mm * row.bleed_mm);
        CHECK(printer.embeds_profile == row.embeds);
        CHECK(printer.name.find('"') == std::string::npos);
    }
}

TEST_CASE("a printer is added by writing a file") {
    const ScratchFolder folder;
    changed(folder, "bleed = 3", "bleed = 4");
    const PrinterProfile mine = printer_named(folder.path(), "mine");
    CHECK(mine.id == "mine");
    CHECK(mine.bleed == 4_mm);
}

TEST_CASE("a large poster gets the bleed that the printer asks for its size") {
    const PrinterProfile goldies = printer_named(templates, "goldiesoffice");
    CHECK(goldies.bleed_of({297_mm, 420_mm}) == 3_mm);
    CHECK(goldies.bleed_of({420_mm, 594_mm}) == 5_mm);
    CHECK(goldies.bleed_of({594_mm, 420_mm}) == 5_mm);
}

TEST_CASE("a broken printer's file is refused in one sentence that says file, line and what") {
    struct Row {
        const char* from;
        const char* to;
        const char* expected;
    };
    for (const Row& row : {
             Row{"level = \"X-4\"", "level = \"X-5\"", "\"X-5\" but must be one of \"none\", \"X-1a:2001\""},
             Row{"bleed = 3", "bleed = \"3\"", "pages.bleed must be a number from 0 to 2000"},
             Row{"embed_profile = true", "embed_profile = false", "must be true for X-4"},
             Row{"embed_profile = true", "embed_profile = \"yes\"", "must be true or false"},
             Row{"level = \"X-4\"", "level = \"X-1a:2001\"", "must be \"converted\" for X-1a"},
             Row{"most_ink = 300", "most_ink = 30", "must be from 150 to 400"},
             Row{"least = 8", "least = 80", "must not be more than pages.most"},
             Row{"\"ISOcoated_v2_300_bas.icc\"", "\"none.icc\"", "names the ICC file \"none.icc\""},
             Row{"\"ISOcoated_v2_300_bas.icc\"", "\"../../../etc/passwd\"", "names the ICC file"},
             Row{"safe = 5", "save = 5", "pages.safe is missing"},
             Row{"safe = 5", "safe = 5\nsave = 5", "pages.save is not a key"},
             Row{"{what}-{id}", "{what}", "must have {id} in it"},
             Row{"paper = \"coated\"", "paper = \"gold\"", "must be one of \"coated\", \"uncoated\""},
             Row{"marks = \"none\"", "marks = ", "this is not TOML"},
         }) {
        CAPTURE(row.to);
        const ScratchFolder folder;
        const auto file = changed(folder, row.from, row.to);
        const std::string complaint = complaint_about(file);
        CHECK_MESSAGE(complaint.find(row.expected) != std::string::npos, complaint);
        CHECK(complaint.find("mine.toml, line ") != std::string::npos);
        CHECK(complaint.find('\n') == std::string::npos);
        CHECK(all_printers(folder.path()).broken.size() == 1);
    }
}

TEST_CASE("a printer that is not known is refused with the names of those that are") {
    CHECK_THROWS_WITH_AS(printer_named(templates, "Drukwerkx"), doctest::Contains("amax, bookpress"),
                         catalogue::CannotWork);
    CHECK_THROWS_AS(printer_named(templates, "../printers/amax"), catalogue::CannotWork);
}

TEST_CASE("a printer who has no uncoated paper says so") {
    CHECK_THROWS_WITH_AS(press_of({"amax", PaperKind::Uncoated}, templates),
                         doctest::Contains("has no uncoated paper"), catalogue::CannotWork);
    const auto press = press_of({"drukwerk", PaperKind::Uncoated}, templates);
    REQUIRE(press);
    CHECK(options_for(*press, "2026-07-02T10:00:00").condition->identifier == "FOGRA29");
    CHECK_FALSE(press_of({}, templates));
}

TEST_CASE("files get names that the printer takes, without words that people wrote") {
    const PrinterProfile usual = printer_named(templates, "drukwerk");
    const PrinterProfile capitals = printer_named(templates, "impressa");
    CHECK(file_name_for(usual, {"poster", "a_b-C9", "2026-07-02"}) == "poster-a-b-C9");
    CHECK(file_name_for(usual, {"boekje", "", "2026-07-02"}) == "boekje");
    CHECK(file_name_for(capitals, {"poster", "a_b-C9", "2026-07-02"}) == "POSTERABC9");
    CHECK(takes_name(capitals, "POSTERABC9"));
    CHECK_FALSE(takes_name(capitals, "poster"));
    CHECK_FALSE(takes_name(usual, "Foto van Noor"));
    CHECK_FALSE(takes_name(usual, "één"));
}
