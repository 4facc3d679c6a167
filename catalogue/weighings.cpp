#include "catalogue/weighings.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/channel.hpp"
#include "catalogue/course_editor.hpp"
#include "catalogue/course_file/fields.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/failure.hpp"
#include "catalogue/identifiers.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

std::optional<Weighing> weighing_in(const Json& depiction) {
    const auto balance = depiction.find("balance");
    if (balance == depiction.end() || !balance->is_object() || balance->empty()) return std::nullopt;
    Weighing weighing;
    weighing.depiction = text_in(depiction, "id");
    weighing.by = text_in(*balance, "by");
    weighing.reason = text_in(*balance, "reason");
    weighing.on = text_in(*balance, "date");
    for (const Json& each : balance->value("purposes", Json::array())) {
        const auto purpose = each.is_string() ? purpose_named(each.get<std::string>()) : std::nullopt;
        if (purpose) weighing.purposes.push_back(*purpose);
    }
    return weighing;
}

}  // namespace

std::vector<Weighing> weighings(const Catalogue& catalogue, const PhotoId& photo) {
    const database::Connection connection(catalogue.folder() / "catalogue.db", database::Mode::ReadOnly);
    auto row = connection.prepare("SELECT document FROM photo WHERE id = ?1");
    if (!row.bind(1, photo.value).next()) return {};
    const Json record = Json::parse(row.text(0));
    std::vector<Weighing> all;
    for (const Json& each : record.value("depictions", Json::array())) {
        if (auto weighing = weighing_in(each)) all.push_back(std::move(*weighing));
    }
    return all;
}

void take_weighing_back(const Catalogue& catalogue, const PhotoId& photo, const std::string& depiction) {
    database::Connection connection(catalogue.folder() / "catalogue.db", database::Mode::ReadWrite);
    database::Transaction transaction(connection);
    CourseEditor course(connection);
    Json record = course.record("photos", photo.value);
    bool weighed = false;
    for (Json& each : record["depictions"]) {
        if (text_in(each, "id") == depiction) weighed = each.erase("balance") > 0;
    }
    if (!weighed) {
        throw CannotWork(fmt::format("Nothing was weighed for {} on photo {}",
                                     course_file::in_quotes(depiction), photo.value));
    }
    course.put("photos", record);
    transaction.commit();
}

}  // namespace catalogue
