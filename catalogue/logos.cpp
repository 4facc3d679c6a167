#include "catalogue/logos.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/digest.hpp"
#include "catalogue/files.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace catalogue {

namespace {

namespace fs = std::filesystem;
using course_file::Json;

fs::path database_of(const Catalogue& catalogue) {
    return catalogue.folder() / "catalogue.db";
}

/// It becomes a file's name: nothing else is one.
bool is_digest(const std::string& id) {
    return id.size() == 64 && id.find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::vector<KeptLogo> logos_in(const Json& list) {
    std::vector<KeptLogo> all;
    if (!list.is_array()) return all;
    for (const Json& each : list) {
        if (!each.is_object() || !is_digest(text_in(each, "id"))) continue;
        all.push_back({text_in(each, "id"), text_in(each, "name")});
    }
    return all;
}

void put(database::Connection& connection, const std::vector<KeptLogo>& all) {
    Json list = Json::array();
    for (const KeptLogo& logo : all) list.push_back(Json{{"id", logo.id}, {"name", logo.name}});
    put_part(connection, "logos", list);
}

}  // namespace

bool has_thanks(const Course& course) {
    return std::ranges::any_of(course.booklet.sections, [](const BookletSection& section) {
        return section.id == "dank" && !section.text.empty();
    });
}

std::vector<KeptLogo> logos(const Catalogue& catalogue) {
    const database::Connection connection(database_of(catalogue), database::Mode::ReadOnly);
    return logos_in(read_part(connection, "logos"));
}

fs::path logo_file(const Catalogue& catalogue, const KeptLogo& logo) {
    return catalogue.folder() / "logos" / logo.id;
}

std::string keep_logo(const Catalogue& catalogue, const std::string& name, std::string_view bytes) {
    const KeptLogo logo{sha256_of(bytes), name};
    const fs::path file = logo_file(catalogue, logo);
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    if (!error) fs::permissions(file.parent_path(), fs::perms::owner_all, error);
    write_whole(file, bytes);  // before the course says that it is there
    database::Connection connection(database_of(catalogue), database::Mode::ReadWrite);
    database::Transaction transaction(connection);
    std::vector<KeptLogo> all = logos_in(read_part(connection, "logos"));
    const auto known = std::ranges::find(all, logo.id, &KeptLogo::id);
    if (known == all.end()) {
        all.push_back(logo);
    } else {
        known->name = name;
    }
    put(connection, all);
    transaction.commit();
    return logo.id;
}

void take_logo_away(const Catalogue& catalogue, const std::string& id) {
    database::Connection connection(database_of(catalogue), database::Mode::ReadWrite);
    database::Transaction transaction(connection);
    std::vector<KeptLogo> all = logos_in(read_part(connection, "logos"));
    const auto known = std::ranges::find(all, id, &KeptLogo::id);
    if (known == all.end()) throw CannotWork("There is no such logo in this course; look at the list again");
    all.erase(known);
    put(connection, all);
    transaction.commit();
}

}  // namespace catalogue
