#pragma once

#include "catalogue/catalogue.hpp"
#include "ingest/bytes.hpp"
#include "ingest/card.hpp"
#include "ingest/intake.hpp"
#include "ingest/which_card.hpp"
#include "jpegs.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/core.h>
#include <unistd.h>

/// Cards in folders, and a library to read them into.
namespace a_reading {

namespace fs = std::filesystem;
using catalogue::Access;
using catalogue::Catalogue;
using ingest::Bytes;
using ingest::CardReport;

/// A folder that is gone when the test is.
class Place {
 public:
    Place() {
        static int number = 0;
        path = fs::temp_directory_path() / fmt::format("inbeeld-test-{}-{}", ::getpid(), number++);
        fs::create_directories(path);
    }
    ~Place() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    void put(const std::string& name, const Bytes& bytes) const {
        fs::create_directories((path / name).parent_path());
        std::ofstream file(path / name, std::ios::binary);
        file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }
    void put(const std::string& name, std::string_view text) const {
        put(name, Bytes{text.begin(), text.end()});
    }

    void remove(const std::string& name) const { fs::remove(path / name); }

    fs::path path;
};

/// A library with the sample course, and cards to read into it.
class Course {
 public:
    Course() {
        std::ifstream file(SOURCE_FOLDER "/sample-photos/course.json");
        const std::string json{std::istreambuf_iterator<char>(file), {}};
        Catalogue::create(folder.path / "library").import_course(json);
    }

    CardReport read(const Place& card, const std::string& label = "") const {
        Catalogue catalogue = open();
        const auto contents = ingest::look_through_card(card.path);
        return ingest::take_in(catalogue, contents, ingest::identify_card(catalogue, contents, label),
                               {"2026-07-02T10:00:00"});
    }
    Catalogue open() const { return Catalogue::open(folder.path / "library", Access::ReadWrite); }

    std::vector<fs::path> files_in(const char* part) const {
        std::vector<fs::path> files;
        for (const auto& entry : fs::recursive_directory_iterator(folder.path / "library" / part)) {
            if (entry.is_regular_file()) files.push_back(entry.path());
        }
        return files;
    }

    Place folder;
};

inline Bytes picture(unsigned seed) {
    return jpegs::a_jpeg({.width = 64, .height = 48, .seed = seed});
}

inline Bytes taken_at(const Bytes& jpeg, std::string_view time) {
    const auto exif = jpegs::tiff(
        {{0x8769, 4, 1, jpegs::values_at(1)}},
        std::string("\1\0\3\x90\2\0\x14\0\0\0\x2c\0\0\0\0\0\0\0", 18).append(time).append(1, '\0'));
    std::string segment = std::string("Exif\0\0", 6).append(exif.begin(), exif.end());
    return jpegs::behind_start(jpeg, jpegs::segment(0xE1, segment));
}

}  // namespace a_reading
