#include "server/leaders/languages.hpp"

#include "catalogue/catalogue.hpp"
#include "server/answer.hpp"
#include "server/leaders/guard.hpp"
#include "server/leaders/language_switch.hpp"
#include "server/leaders/words_file.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

namespace fs = std::filesystem;
using Words = std::map<std::string, std::string>;

std::size_t gaps_in(const std::string& words) {
    std::size_t gaps = 0;
    for (std::size_t at = words.find("{}"); at != std::string::npos; at = words.find("{}", at + 2)) ++gaps;
    return gaps;
}

// A page that is half in a language is found when the server starts, not by who reads it.
void check_against(const Words& dutch, const Words& words, const fs::path& file) {
    const auto refuse = [&](const std::string& key) {
        throw catalogue::CannotWork(
            fmt::format("The words {} in {} are missing, left over, or have other {{}} than in Dutch; mend "
                        "that line or take the file away.",
                        key, file.string()));
    };
    for (const auto& [key, said] : dutch) {
        const auto found = words.find(key);
        if (found == words.end() || gaps_in(found->second) != gaps_in(said)) refuse(key);
    }
    for (const auto& [key, said] : words) {
        if (!dutch.contains(key)) refuse(key);
    }
}

Language language_of(const fs::path& folder, Words words) {
    SiteTemplates templates(folder, page_names(), words);
    return {words.at("language.code"), words.at("language.name"), std::move(words), std::move(templates)};
}

// The weight of "en;q=0.8", in thousandths.
int weight_of(std::string_view range) {
    const std::size_t at = range.find("q=");
    if (at == std::string_view::npos) return 1000;
    const std::string_view number = range.substr(at + 2);
    if (number.starts_with('1')) return 1000;
    int weight = 0;
    int share = 100;
    for (std::size_t i = 2; i < number.size() && number[i] >= '0' && number[i] <= '9' && share > 0; ++i) {
        weight += (number[i] - '0') * share;
        share /= 10;
    }
    return weight;
}

}  // namespace

std::string Language::say(std::string_view key, const std::vector<std::string>& with) const {
    const std::string& said_with_gaps = words.at(std::string{key});
    std::string said;
    std::size_t filled = 0;
    for (std::size_t at = 0; at < said_with_gaps.size(); ++at) {
        if (said_with_gaps.compare(at, 2, "{}") == 0 && filled < with.size()) {
            said += with[filled++];
            ++at;
        } else {
            said += said_with_gaps[at];
        }
    }
    return said;
}

Languages::Languages(const fs::path& templates) {
    constexpr std::string_view start = "words.";
    all_.push_back(language_of(templates, read_words(templates / "words.nl.json")));
    std::vector<fs::path> files;
    for (const auto& each : fs::directory_iterator(templates)) {
        const std::string name = each.path().filename().string();
        if (name.starts_with(start) && name.ends_with(".json") && name != "words.nl.json")
            files.push_back(each.path());
    }
    std::ranges::sort(files);
    for (const fs::path& file : files) {
        Words words = read_words(file);
        check_against(dutch().words, words, file);
        all_.push_back(language_of(templates, std::move(words)));
    }
}

const Language* Languages::find(std::string_view code) const {
    const auto found = std::ranges::find(all_, code, &Language::code);
    return found == all_.end() ? nullptr : &*found;
}

const Language& Languages::before_signing_in(const Request& request) const {
    if (const Language* told = find(cookie(request, language_cookie))) return *told;
    const Language* best = &dutch();
    int weight = 0;
    std::string_view rest = request.accept_language;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        std::string_view range = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        while (range.starts_with(' ')) range.remove_prefix(1);
        const Language* asked = find(range.substr(0, range.find_first_of("-; ")));
        if (asked == nullptr || weight_of(range) <= weight) continue;
        best = asked;
        weight = weight_of(range);
    }
    return *best;
}

}  // namespace server::leaders
