#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include <doctest/doctest.h>

namespace {

std::string file(const std::filesystem::path& path) {
    std::ifstream text(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(text), {}};
}

std::set<std::string> found_in(const std::string& text, const std::regex& pattern) {
    std::set<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at)
        found.insert((*at)[1]);
    return found;
}

}  // namespace

TEST_CASE("no words are missing and none are left over") {
    const std::filesystem::path folder = std::filesystem::path(SOURCE_FOLDER) / "templates/leaders";
    const auto keys = [&](const char* name) {
        return found_in(file(folder / name), std::regex("\\n? *\"([a-z0-9_.]+)\" *: *\""));
    };
    const auto words = keys("words.nl.json");
    std::set<std::string> used;
    for (const auto& each : std::filesystem::directory_iterator(folder)) {
        if (each.path().extension() != ".mustache") continue;
        used.merge(found_in(file(each.path()), std::regex(R"(\[\[([a-z0-9_.]+)\]\])")));
    }
    for (const auto& each :
         std::filesystem::directory_iterator(std::filesystem::path(SOURCE_FOLDER) / "server/leaders")) {
        if (each.path().extension() != ".cpp") continue;
        used.merge(found_in(file(each.path()), std::regex(R"re("([a-z_]+\.[a-z0-9_]+)")re")));
    }
    for (const std::string& key : words) {
        // Those that are found by what a record says, such as "state.hanging".
        const bool by_record =
            key.starts_with("issue.") || key.starts_with("kind.") || key.starts_with("purpose.") ||
            key.starts_with("state.") || key.starts_with("job.") || key.starts_with("output.") ||
            key.starts_with("month.") || key.starts_with("weekday.") || key.starts_with("reason.") ||
            key.starts_with("section.") || key.starts_with("channel.");
        CAPTURE(key);
        CHECK((by_record || used.contains(key)));
    }
    for (const std::string& key : used) {
        CAPTURE(key);
        const bool is_file = key.ends_with(".json") || key.ends_with(".pdf") || key.ends_with(".zip");
        CHECK((is_file || words.contains(key)));
    }
    const auto dutch = keys("talk.nl.json");
    for (const char* other : {"talk.en.json", "talk.ar.json", "talk.tr.json"}) CHECK(keys(other) == dutch);
}
