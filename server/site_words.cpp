#include "server/site_words.hpp"

#include "catalogue/catalogue.hpp"
#include "server/site_templates.hpp"
#include "server/whole_file.hpp"

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <Poco/Exception.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>
#include <fmt/core.h>

namespace server {

namespace {

constexpr auto dutch = "nl";

std::map<std::string, std::string> words_in(const Poco::JSON::Object& object) {
    std::map<std::string, std::string> words;
    for (const auto& [key, word] : object) words[key] = word.convert<std::string>();
    return words;
}

}  // namespace

std::string root_of(const std::string& language) {
    return language == dutch ? std::string{} : "/" + language;
}

SiteWords::SiteWords(const std::filesystem::path& templates) {
    const std::filesystem::path file = templates / "words.json";
    try {
        const auto all = Poco::JSON::Parser().parse(whole_file(file)).extract<Poco::JSON::Object::Ptr>();
        for (const auto& [language, words] : *all) {
            words_[language] = words_in(*words.extract<Poco::JSON::Object::Ptr>());
        }
    } catch (const Poco::Exception& error) {
        throw catalogue::CannotWork(
            fmt::format("{} cannot be used ({}); put it back.", file.string(), error.displayText()));
    }
    for (const auto& [language, words] : words_) {
        language == dutch ? void(order_.insert(order_.begin(), language)) : order_.push_back(language);
        for (const auto& [key, word] : words_[dutch]) {
            if (words.size() == words_[dutch].size() && words.contains(key)) continue;
            throw catalogue::CannotWork(
                fmt::format("{} has not the same words in {} as in Dutch (look at {}); write them.",
                            file.string(), language, key));
        }
    }
}

const std::string& SiteWords::word(const std::string& language, const std::string& key) const {
    return words_.at(language).at(key);
}

Fields SiteWords::fields(const std::string& language, const std::string& here) const {
    Fields fields;
    for (const auto& [key, word] : words_.at(language)) fields.put("w_" + key, word);
    std::vector<Fields> languages;
    for (const std::string& each : order_) {
        languages.push_back(Fields{}
                                .put("code", each)
                                .put("root", root_of(each))
                                .put("language_name", word(each, "language"))
                                .put("current", each == language));
    }
    return std::move(fields.put("lang", language)
                         .put("dir", word(language, "direction"))
                         .put("root", root_of(language))
                         .put("here", here)
                         .put("languages", std::move(languages)));
}

std::string SiteWords::day(const std::string& language, catalogue::Day day) const {
    const std::chrono::year_month_day date{day.since_epoch};
    const auto month = static_cast<unsigned>(date.month());
    return fmt::format("{} {} {}", static_cast<unsigned>(date.day()),
                       word(language, fmt::format("m{}", month)), static_cast<int>(date.year()));
}

}  // namespace server
