#include "server/site_templates.hpp"

#include "catalogue/catalogue.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
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

struct Danger {
    std::regex pattern;
    std::string_view why;
};

const std::array<Danger, 8>& dangers() {
    static const auto icase = std::regex::icase;
    static const std::array<Danger, 8> all = {
        Danger{std::regex(R"(\{\{\{)"), "'{{{' puts words in without escaping them"},
        Danger{std::regex(R"(\{\{\s*&)"), "'{{&' puts words in without escaping them"},
        Danger{std::regex(R"(\{\{\s*=)"), "'{{=' would change what the other checks look for"},
        Danger{std::regex(R"(<script(?![^>]*\ssrc=)[^>]*>)", icase), "a script must be a file of its own"},
        Danger{std::regex(R"(<style)", icase), "styles must be in a file of their own"},
        Danger{std::regex(R"(\sstyle\s*=)", icase), "styles must be in a file of their own"},
        Danger{std::regex(R"(\son[a-z]+\s*=)", icase), "an on... attribute is a script"},
        Danger{std::regex(R"(<[a-z][^>]*\s[a-z-]+=(?!["])[^>]*>)", icase), "attributes need double quotes"},
    };
    return all;
}

// What stands between double quotes may hold anything; blanked, so that lines and places stay.
std::string without_quoted(std::string text) {
    bool quoted = false;
    for (char& c : text) {
        if (c == '"') {
            quoted = !quoted;
        } else if (quoted && c != '\n' && c != '{' && c != '}') {
            c = ' ';
        }
    }
    return text;
}

int line_of(const std::string& text, std::ptrdiff_t at) {
    return 1 + static_cast<int>(std::count(text.begin(), text.begin() + at, '\n'));
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

// Every name that is given anywhere, in sections as well.
void collect(const Fields& fields, std::set<std::string>& names) {
    for (const auto& [name, field] : fields.by_name) {
        names.insert(name);
        if (const auto* list = std::get_if<std::vector<Fields>>(&field)) {
            for (const Fields& each : *list) collect(each, names);
        }
    }
}

// A name inside a list that is empty this time cannot be told from a mistake, so only names outside sections
// are asked for.
void check_names(const std::string& page, const std::string& text, const Fields& fields) {
    std::set<std::string> given;
    collect(fields, given);
    static const std::regex tag(R"(\{\{\s*([#^/]?)\s*([a-z_]+)\s*\}\})");
    int depth = 0;
    for (std::sregex_iterator found(text.begin(), text.end(), tag), end; found != end; ++found) {
        const std::string kind = (*found)[1];
        const std::string name = (*found)[2];
        if (kind == "/") --depth;
        if (depth == 0 && kind != "/" && !given.contains(name)) {
            throw std::logic_error(fmt::format("{} asks for {}, which is not given", page, name));
        }
        if (kind == "#" || kind == "^") ++depth;
    }
}

// {{> name}} is replaced before the guard looks, so that what it holds is looked at where it stands.
std::string with_parts(const std::map<std::string, std::string>& texts, const std::string& text) {
    static const std::regex part(R"(\{\{>\s*([a-z_]+)\s*\}\}\n?)");
    std::string whole;
    auto after = text.begin();
    for (std::sregex_iterator found(text.begin(), text.end(), part), end; found != end; ++found) {
        whole.append(after, text.begin() + found->position());
        const auto named = texts.find((*found)[1]);
        if (named != texts.end()) whole += named->second;
        after = text.begin() + found->position() + found->length();
    }
    return whole.append(after, text.end());
}

}  // namespace

std::string unsafe_in_template(const std::string& template_text) {
    const std::string text = without_quoted(template_text);
    for (const Danger& danger : dangers()) {
        std::smatch found;
        if (std::regex_search(text, found, danger.pattern)) {
            return fmt::format("line {}: {}", line_of(text, found.position()), danger.why);
        }
    }
    mustache::mustache parsed{template_text};
    if (!parsed.is_valid()) return fmt::format("line 1: {}", parsed.error_message());
    return {};
}

SiteTemplates::SiteTemplates(const std::filesystem::path& folder) {
    std::error_code error;
    std::map<std::string, std::string> texts;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().extension() != ".mustache") continue;
        std::string text = read(entry.path());
        const std::string unsafe = unsafe_in_template(text);
        if (!unsafe.empty()) {
            throw catalogue::CannotWork(
                fmt::format("The template {} cannot be used, {}; mend that line or put the template back.",
                            entry.path().string(), unsafe));
        }
        texts[entry.path().stem().string()] = std::move(text);
    }
    for (const auto& [name, text] : texts) pages_[name] = with_parts(texts, text);
    for (const auto& entry : std::filesystem::directory_iterator(folder / "assets", error)) {
        if (entry.is_regular_file()) assets_[entry.path().filename().string()] = read(entry.path());
    }
    for (const char* page : {"gallery", "photo", "booklet", "screen", "message"}) {
        if (!pages_.contains(page)) {
            throw catalogue::CannotWork(fmt::format("The template {} is missing; install In Beeld again.",
                                                    (folder / page).string() + ".mustache"));
        }
    }
}

std::string SiteTemplates::fill(const std::string& page, const Fields& fields) const {
    const std::string& text = pages_.at(page);
    check_names(page, text, fields);
    mustache::mustache parsed{text};  // rendering changes it, so each filling has its own
    return parsed.render(as_data(fields));
}

const std::string* SiteTemplates::asset(const std::string& name) const {
    const auto found = assets_.find(name);
    return found == assets_.end() ? nullptr : &found->second;
}

}  // namespace server
