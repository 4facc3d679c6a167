#include "catalogue/page_layouts.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/identifiers.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace catalogue {

namespace {

using course_file::Json;

std::filesystem::path database_of(const Catalogue& catalogue) {
    return catalogue.folder() / "catalogue.db";
}

std::vector<PageLayout> layouts_in(const Json& booklet) {
    std::vector<PageLayout> layouts;
    if (!booklet.is_object()) return layouts;
    for (const Json& each : booklet.value("layouts", Json::array())) {
        PageLayout chosen;
        if (!each.is_object() || !each.value("layout", Json()).is_number_integer()) continue;
        chosen.layout = std::max(1, each["layout"].get<int>());
        for (const Json& photo : each.value("photos", Json::array())) {
            if (photo.is_string()) chosen.photos.push_back({photo.get<std::string>()});
        }
        layouts.push_back(std::move(chosen));
    }
    return layouts;
}

Json as_json(const PageLayout& chosen) {
    Json photos = Json::array();
    for (const PhotoId& photo : chosen.photos) photos.push_back(photo.value);
    return {{"photos", photos}, {"layout", chosen.layout}};
}

}  // namespace

std::vector<PageLayout> page_layouts(const Catalogue& catalogue) {
    const database::Connection connection(database_of(catalogue), database::Mode::ReadOnly);
    return layouts_in(read_part(connection, "booklet"));
}

void choose_page_layout(const Catalogue& catalogue, const PageLayout& chosen) {
    database::Connection connection(database_of(catalogue), database::Mode::ReadWrite);
    database::Transaction transaction(connection);
    Json booklet = read_part(connection, "booklet");
    if (!booklet.is_object()) booklet = Json::object();
    std::vector<PageLayout> layouts = layouts_in(booklet);
    const auto known = std::ranges::find(layouts, chosen.photos, &PageLayout::photos);
    if (known == layouts.end()) {
        layouts.push_back(chosen);
    } else {
        known->layout = chosen.layout;
    }
    booklet["layouts"] = Json::array();
    for (const PageLayout& each : layouts) booklet["layouts"].push_back(as_json(each));
    put_part(connection, "booklet", booklet);
    transaction.commit();
}

}  // namespace catalogue
