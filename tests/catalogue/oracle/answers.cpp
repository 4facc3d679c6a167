// Answers what the rule says about worlds given on standard input, one JSON object a line:
//   {"world": <course file>, "days": ["2026-07-02", ...]}
// with one line each: {"photos": [[day, photo, version, channel, allow, name, reasons], ...], "texts":
// [[...], ...], "retract": [[day, placement, photo, reasons], ...]}. For compare.py, which asks the reference
// rule the same.

#include "catalogue/catalogue.hpp"
#include "catalogue/consent_rule.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_file/read_course.hpp"

#include <exception>
#include <iostream>
#include <string>
#include <vector>

namespace {

using catalogue::course_file::Json;

Json codes(const std::vector<catalogue::Reason>& reasons) {
    Json all = Json::array();
    for (const catalogue::Reason& reason : reasons) all.push_back(reason.code);
    return all;
}

void answer_photo(const catalogue::World& world, const catalogue::Photo& photo, catalogue::Day day,
                  Json& rows) {
    for (const catalogue::PhotoVersion& version : photo.versions) {
        for (const catalogue::ChannelRule& rule : catalogue::channels()) {
            const auto judgement = catalogue::judge(world, photo, rule.channel, day, version.id);
            rows.push_back({to_string(day), photo.id.value, version.id.value, rule.name, judgement.allowed(),
                            judgement.allowed() ? Json(catalogue::name_of(judgement.name)) : Json(nullptr),
                            codes(judgement.reasons)});
        }
    }
}

Json answers(const Json& question) {
    const catalogue::World world = catalogue::course_file::read_world(question.at("world"));
    Json given = {{"photos", Json::array()}, {"texts", Json::array()}, {"retract", Json::array()}};
    for (const Json& text : question.at("days")) {
        const catalogue::Day day = catalogue::parse_day(text.get<std::string>());
        for (const catalogue::Photo& photo : world.photos) answer_photo(world, photo, day, given["photos"]);
        for (const catalogue::Text& words : world.texts) {
            for (const catalogue::ChannelRule& rule : catalogue::channels()) {
                const auto reasons = catalogue::judge(world, words, rule.channel, day);
                given["texts"].push_back(
                    {to_string(day), words.id.value, rule.name, reasons.empty(), codes(reasons)});
            }
        }
        for (const catalogue::Retract& retract : catalogue::retract_list(world, day)) {
            given["retract"].push_back(
                {to_string(day), retract.placement.value, retract.photo.value, codes(retract.reasons)});
        }
    }
    return given;
}

}  // namespace

int main() {
    try {
        for (std::string line; std::getline(std::cin, line);) {
            std::cout << catalogue::course_file::write_compact(answers(catalogue::course_file::parse(line)))
                      << '\n';
        }
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
