#include "render/template_file.hpp"

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/template_contents.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace render {

namespace {

/// The first line on which brackets are opened and no name follows, at which toml++ would end the program: it
/// takes that for a mistake of its own. 0: none. Templates have no lists in lists, where it would be right.
std::size_t line_of_nameless_table(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::size_t number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        const auto opened = line.find_first_not_of(" \t");
        if (opened == std::string::npos || line[opened] != '[') continue;
        const auto name = line.find_first_not_of("[ \t\r", opened);
        constexpr std::string_view begins_one =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-\"']";
        if (name == std::string::npos || begins_one.find(line[name]) == std::string_view::npos) {
            return number;
        }
    }
    return 0;
}

}  // namespace

std::filesystem::path template_in(std::string_view name, std::string_view design) {
    const auto folder = templates_folder();
    if (design.empty()) return folder / fmt::format("{}.toml", name);
    const auto file = folder / fmt::format("{}-{}.toml", name, design);
    if (std::filesystem::is_regular_file(file)) return file;
    std::set<std::string> designs;
    std::error_code unreadable;
    for (const auto& entry : std::filesystem::directory_iterator(folder, unreadable)) {
        const std::string stem = entry.path().stem().string();
        const bool is_design =
            entry.path().extension() == ".toml" && stem.starts_with(fmt::format("{}-", name));
        if (is_design) designs.insert(stem.substr(name.size() + 1));
    }
    throw catalogue::CannotWork(fmt::format("{} has no design \"{}\": leave it out, or choose from: {}.",
                                            name, design, fmt::join(designs, ", ")));
}

TemplateFile::TemplateFile(const std::filesystem::path& path) : contents_(std::make_unique<Contents>()) {
    contents_->file = path.string();
    if (const std::size_t line = line_of_nameless_table(path); line > 0) {
        throw catalogue::CannotWork(
            fmt::format("{}, line {}: this is not TOML: a table's name must stand between its brackets.",
                        path.string(), line));
    }
    try {
        contents_->table = toml::parse_file(path.string());
    } catch (const toml::parse_error& error) {
        const auto line = error.source().begin.line;
        if (line == 0 || !std::filesystem::is_regular_file(path)) {
            throw catalogue::CannotWork(fmt::format(
                "{}: this template cannot be read; set INBEELD_TEMPLATES to the folder with the templates.",
                path.string()));
        }
        throw catalogue::CannotWork(
            fmt::format("{}, line {}: this is not TOML: {}.", path.string(), line, error.description()));
    }
}

TemplateFile::TemplateFile(TemplateFile&&) noexcept = default;
TemplateFile& TemplateFile::operator=(TemplateFile&&) noexcept = default;
TemplateFile::~TemplateFile() = default;

std::vector<std::string> TemplateFile::tables(std::string_view key) const {
    std::vector<std::string> names;
    const toml::table* all = contents_->table.at_path(key).as_table();
    if (!all) return names;
    for (const auto& [name, node] : *all) {
        if (!node.is_table()) contents_->refuse(&node, key, "must hold tables only");
        names.emplace_back(name.str());
    }
    return names;
}

Length TemplateFile::millimetres(std::string_view key) const {
    constexpr double largest = 2000;
    return Length::from_mm(contents_->real(key, 0, largest));
}

Length TemplateFile::millimetres(std::string_view key, Length least, Length most) const {
    const double from = least.in_mm();
    return Length::from_mm(contents_->real(key, from, std::max(from, std::floor(most.in_mm() * 10) / 10)));
}

Size TemplateFile::sheet(std::string_view table) const {
    const std::string in = std::string(table) + ".";
    return {millimetres(in + "width", 40_mm, 2000_mm), millimetres(in + "height", 40_mm, 2000_mm)};
}

int TemplateFile::number(std::string_view key, int most) const {
    return static_cast<int>(contents_->whole(key, 1, most));
}

std::string TemplateFile::text(std::string_view key) const {
    return contents_->text(key);
}

bool TemplateFile::flag(std::string_view key) const {
    constexpr std::string_view wanted = "must be true or false";
    const toml::node& node = contents_->at(key, wanted);
    const auto value = node.value_exact<bool>();
    if (!value) contents_->refuse(&node, key, wanted);
    return *value;
}

std::vector<std::string> TemplateFile::texts(std::string_view key) const {
    constexpr std::string_view wanted = "must be a list of texts: [\"…\", \"…\"]";
    const toml::node& node = contents_->at(key, wanted);
    const toml::array* list = node.as_array();
    if (!list) contents_->refuse(&node, key, wanted);
    std::vector<std::string> texts;
    for (const toml::node& entry : *list) {
        const auto text = entry.value_exact<std::string>();
        if (!text) contents_->refuse(&entry, key, wanted);
        texts.push_back(*text);
    }
    return texts;
}

catalogue::Words TemplateFile::words(std::string_view key) const {
    const std::string in = std::string(key) + ".";
    catalogue::Words words{{"nl", contents_->text(in + "nl")}};
    for (const auto& [language, node] : *contents_->table.at_path(key).as_table()) {
        if (language.str() == "nl") continue;
        words.push_back({std::string(language.str()), contents_->text(in + std::string(language.str()))});
    }
    return words;
}

bool TemplateFile::has(std::string_view key) const {
    contents_->asked.emplace(key);
    return static_cast<bool>(contents_->table.at_path(key));
}

void TemplateFile::refuse(std::string_view key, std::string_view wanted) const {
    contents_->refuse(contents_->table.at_path(key).node(), key, wanted);
}

void TemplateFile::refuse_unknown_keys() const {
    if (const toml::table* inks = contents_->table.at_path("inks").as_table()) {
        for (const auto& [name, node] : *inks) contents_->asked.insert("inks." + std::string(name.str()));
    }
    contents_->refuse_unknown(contents_->table, "");
}

std::filesystem::path templates_folder() {
    if (const char* named = std::getenv("INBEELD_TEMPLATES")) return named;
    if (std::filesystem::exists(INBEELD_TEMPLATES_SOURCE)) return INBEELD_TEMPLATES_SOURCE;
    // Beside the program, wherever a package has put both.
    std::error_code error;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
    const std::filesystem::path beside = program.parent_path().parent_path() / "share/inbeeld/templates";
    return std::filesystem::exists(beside, error) ? beside : INBEELD_TEMPLATES_INSTALLED;
}

}  // namespace render
