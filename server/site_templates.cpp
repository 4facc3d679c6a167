#include "server/site_templates.hpp"

#include "catalogue/catalogue.hpp"
#include "server/template_guard.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <map>
#include <regex>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/core.h>
#include <kainjow/mustache.hpp>

namespace server {

namespace {

namespace mustache = kainjow::mustache;

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file.is_open() || file.bad()) {
        throw catalogue::CannotWork(
            fmt::format("The template {} cannot be read; install In Beeld again.", path.string()));
    }
    return text;
}

mustache::data as_data(const Fields& fields);

mustache::data as_data(const Field& field) {
    if (const auto* words = std::get_if<std::string>(&field)) return mustache::data{*words};
    if (const auto* shown = std::get_if<bool>(&field)) return mustache::data{*shown};
    mustache::data list{mustache::data::type::list};
    for (const Fields& each : std::get<std::vector<Fields>>(field)) list.push_back(as_data(each));
    return list;
}

mustache::data as_data(const Fields& fields) {
    mustache::data object{mustache::data::type::object};
    for (const auto& [name, field] : fields.by_name) object.set(name, as_data(field));
    return object;
}

// Mustache leaves out silently what it is not given, which would hide a mistake.
class Strict : public mustache::context<std::string> {
 public:
    Strict(const mustache::data& data, const std::string& page) : context(&data), page_(page) {}

    const mustache::data* get(const std::string& name) const override {
        const mustache::data* found = context::get(name);
        if (found == nullptr) {
            throw std::logic_error(fmt::format("{} asks for {}, which is not given", page_, name));
        }
        return found;
    }

 private:
    const std::string& page_;
};

constexpr int deepest_part = 4;  // one that asks for itself stays, and is refused

// Puts the named templates where {{> name}} asks for them, and in those the ones that they ask for.
std::string with_parts(const std::map<std::string, std::string>& texts, const std::string& text,
                       int depth = 0) {
    static const std::regex part(R"(\{\{>\s*([a-z_]+)\s*\}\}\n?)");
    std::string whole;
    auto after = text.begin();
    for (std::sregex_iterator found(text.begin(), text.end(), part), end; found != end; ++found) {
        const auto named = texts.find((*found)[1]);
        if (named == texts.end() || depth == deepest_part) continue;  // stays as it is, and is refused
        whole.append(after, text.begin() + found->position());
        whole.append(with_parts(texts, named->second, depth + 1));
        after = text.begin() + found->position() + found->length();
    }
    return whole.append(after, text.end());
}

std::string escaped(const std::string& words) {
    std::string safe;
    for (const char c : words) {
        switch (c) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            case '{':
                safe += "&#123;";
                break;
            default:
                safe += c;
        }
    }
    return safe;
}

// Puts the words of a language where [[key]] asks for them.
std::string with_words(const std::map<std::string, std::string>& words, const std::string& text,
                       const std::filesystem::path& file) {
    static const std::regex asked(R"(\[\[([a-z0-9_.]+)\]\])");
    std::string whole;
    auto after = text.begin();
    for (std::sregex_iterator found(text.begin(), text.end(), asked), end; found != end; ++found) {
        const auto said = words.find((*found)[1]);
        if (said == words.end()) {
            throw catalogue::CannotWork(
                fmt::format("The template {} asks for the words {}, which are missing; "
                            "install In Beeld again.",
                            file.string(), (*found)[1].str()));
        }
        whole.append(after, text.begin() + found->position()).append(escaped(said->second));
        after = text.begin() + found->position() + found->length();
    }
    return whole.append(after, text.end());
}

std::string wrong_with(const std::string& text) {
    std::string unsafe = unsafe_in_template(text);
    if (!unsafe.empty()) return unsafe;
    const mustache::mustache parsed{text};
    if (parsed.is_valid()) return {};
    // "Unclosed section \"photos\" at 812": the place, as an editor shows it.
    std::smatch place;
    static const std::regex at(R"((.*) at (\d+))");
    const std::string& said = parsed.error_message();
    if (!std::regex_match(said, place, at)) return said;
    const auto end = std::min(text.size(), static_cast<std::size_t>(std::stoul(place[2])));
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), '\n');
    return fmt::format("line {}: {}", line, place[1].str());
}

void refuse(const std::filesystem::path& file, const std::string& wrong) {
    if (wrong.empty()) return;
    throw catalogue::CannotWork(
        fmt::format("The template {} cannot be used, {}; mend that line or put the template back.",
                    file.string(), wrong));
}

}  // namespace

SiteTemplates::SiteTemplates(const std::filesystem::path& folder, const std::filesystem::path& more_assets)
    : SiteTemplates(folder, {"gallery", "photo", "maker", "booklet", "screen", "message"}, {}) {
    if (!more_assets.empty()) read_assets(more_assets);
}

SiteTemplates::SiteTemplates(const std::filesystem::path& folder, const std::vector<std::string>& pages,
                             const std::map<std::string, std::string>& words) {
    std::error_code error;
    std::map<std::string, std::string> texts;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().extension() != ".mustache") continue;
        std::string text = with_words(words, read(entry.path()), entry.path());
        refuse(entry.path(), wrong_with(text));
        texts[entry.path().stem().string()] = std::move(text);
    }
    for (const auto& [name, text] : texts) {
        const std::string& whole = pages_[name] = with_parts(texts, text);
        const std::filesystem::path file = folder / (name + ".mustache");
        // Parts that are harmless alone may not be so together.
        std::string wrong = unsafe_in_template(whole);
        refuse(file, wrong.empty() ? wrong : "with its parts put in, " + wrong);
        if (whole.find("{{>") != std::string::npos) refuse(file, "a part that it asks for is not there");
    }
    read_assets(folder / "assets");
    for (const std::string& page : pages) {
        if (!pages_.contains(page)) {
            throw catalogue::CannotWork(fmt::format("The template {} is missing; install In Beeld again.",
                                                    (folder / page).string() + ".mustache"));
        }
    }
}

void SiteTemplates::read_assets(const std::filesystem::path& folder) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.is_regular_file()) assets_[entry.path().filename().string()] = read(entry.path());
    }
}

bool SiteTemplates::has_lightbox() const {
    return assets_.contains("photoswipe.css") && assets_.contains("photoswipe.esm.min.js") &&
           assets_.contains("photoswipe-lightbox.esm.min.js");
}

std::string SiteTemplates::fill(const std::string& page, const Fields& fields) const {
    const mustache::data data = as_data(fields);
    Strict given{data, page};
    mustache::mustache parsed{pages_.at(page)};  // rendering changes it, so each filling has its own
    return parsed.render(given);
}

const std::string* SiteTemplates::asset(const std::string& name) const {
    const auto found = assets_.find(name);
    return found == assets_.end() ? nullptr : &found->second;
}

}  // namespace server
