#pragma once

#include "catalogue/catalogue.hpp"
#include "catalogue/course_file/json.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include <stdlib.h>

/// Courses and libraries for tests, in the words of the course.
namespace a_course {

using catalogue::course_file::Json;

/// A folder of its own that goes away again.
class Folder {
 public:
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "inbeeld-test-XXXXXX").string();
        path = ::mkdtemp(pattern.data());
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code error;
        std::filesystem::remove_all(path, error);
    }

    std::filesystem::path path;
};

inline const catalogue::Day today = catalogue::parse_day("2026-07-02");

inline Json person(const std::string& id, const std::string& first) {
    return {{"id", id},
            {"role", "participant"},
            {"code", "VB-" + id},
            {"display", {{"full", first + " Achternaam"}, {"first", first}, {"pseudonym", "Schuilnaam"}}},
            {"name_form", "full"}};
}

inline Json photo(const std::string& id, const std::string& maker, const std::string& file) {
    return {{"id", id},
            {"file", file},
            {"camera", "cam07"},
            {"card", "kaart-07"},
            {"taken_camera", "2026-04-20T11:12:00"},
            {"attribution", {{"person", maker}, {"status", "confirmed"}}},
            {"state", "selected"},
            {"people_check", "done"},
            {"depictions", Json::array()},
            {"content_issues", Json::array()},
            {"versions", Json::array({Json{{"id", "v1"}, {"kind", "original"}}})},
            {"use_version", "v1"}};
}

/// A print of this photo hangs in the exhibition, in the first of the print runs.
inline void hang(Json& file, const std::string& photo) {
    file["print_runs"] =
        Json::array({Json{{"id", "run-1"}, {"items", Json::array({Json{{"photo", photo}}})}}});
    file["placements"] = Json::array({Json{{"id", "pl-1"},
                                           {"run", "run-1"},
                                           {"channel", "exhibition_print"},
                                           {"where", "Buurthuis"},
                                           {"since", "2026-07-01"},
                                           {"state", "hanging"}}});
}

inline Json event(const std::string& id, const std::string& who, const std::string& purpose,
                  const std::string& decision) {
    return {{"id", id},          {"person", who},        {"capacity", "maker"},       {"purpose", purpose},
            {"scope", "course"}, {"decision", decision}, {"valid_from", "2026-03-24"}};
}

/// One maker (d1, Maya) with one photo (p01) on kaart-07, who said yes to the website and the exhibition.
inline Json course() {
    Json file = Json::object();
    file["schema"] = "inbeeld.sample-course/1";
    file["course"] = {{"id", "C-1"}, {"title", "Een cursus"}};
    file["persons"] = Json::array({person("d1", "Maya")});
    file["consent_events"] =
        Json::array({event("e0001", "d1", "website", "grant"), event("e0002", "d1", "exhibition", "grant")});
    file["photos"] = Json::array({photo("p01", "d1", "IMG_0001.JPG")});
    file["texts"] = Json::array();
    file["cameras"] = Json::array({Json{{"id", "cam07"}, {"lent_to", "d1"}}});
    return file;
}

inline catalogue::Arrival arrival(char picture, const std::string& file) {
    catalogue::Arrival came;
    came.picture = {std::string(64, picture)};
    came.file_sha256 = std::string(64, picture);
    came.file_name = file;
    came.card = catalogue::CardId{"kaart-07"};
    came.taken_camera = "2026-04-20T11:12:00";
    came.width = 4000;
    came.height = 3000;
    return came;
}

inline catalogue::Catalogue library_with(const Json& file, const std::filesystem::path& folder) {
    catalogue::Catalogue made = catalogue::Catalogue::create(folder);
    made.import_course(file.dump());
    return made;
}

}  // namespace a_course
