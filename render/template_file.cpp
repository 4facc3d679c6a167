#include "render/template_file.hpp"

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/template_hints.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace render {

namespace {

template <class Value>
struct Choice {
    std::string_view word;
    Value value;
};

constexpr Choice<Face> faces[] = {{"sans", Face::Sans}, {"serif", Face::Serif}, {"display", Face::Display}};
constexpr Choice<Weight> weights[] = {{"regular", Weight::Regular}, {"bold", Weight::Bold}};
constexpr Choice<Slant> slants[] = {{"upright", Slant::Upright}, {"italic", Slant::Italic}};

constexpr Choice<Align> aligns[] = {{"start", Align::Start}, {"justify", Align::Justify}};
constexpr Choice<Hyphens> hyphenations[] = {{"none", Hyphens::None}, {"allowed", Hyphens::Allowed}};
constexpr Choice<Capitals> capital_kinds[] = {{"as-written", Capitals::AsWritten},
                                              {"small", Capitals::Small}};
constexpr Choice<Figures> figure_kinds[] = {
    {"font", Figures::OfTheFont}, {"lining", Figures::Lining}, {"old-style", Figures::OldStyle}};

/// Adds one plate's share, written as "C75"; whether it was.
bool add_plate(Ink& ink, std::string_view word) {
    constexpr std::string_view letters = "CMYK";
    int* const plates[] = {&ink.cyan, &ink.magenta, &ink.yellow, &ink.black};
    const std::size_t plate = word.empty() ? std::string_view::npos : letters.find(word.front());
    if (plate == std::string_view::npos) return false;
    const auto [end, error] = std::from_chars(word.data() + 1, word.data() + word.size(), *plates[plate]);
    return error == std::errc{} && end == word.data() + word.size() && *plates[plate] >= 0 &&
           *plates[plate] <= 100;
}

std::optional<Ink> read_ink(const std::string& text) {
    std::istringstream words(text);
    Ink ink{};
    bool any = false;
    for (std::string word; words >> word; any = true) {
        if (!add_plate(ink, word)) return std::nullopt;
    }
    // Newspaper to art paper: more wet ink than this does not dry (DOMAIN §4.1).
    constexpr int most_ink = 300;
    if (!any || ink.cyan + ink.magenta + ink.yellow + ink.black > most_ink) return std::nullopt;
    return ink;
}

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

struct TemplateFile::Contents {
    std::string file;
    toml::table table;
    mutable std::set<std::string> asked;

    [[noreturn]] void refuse(const toml::node* node, std::string_view key, std::string_view wanted) const {
        const auto line = node ? node->source().begin.line : 0;
        if (line == 0) throw catalogue::CannotWork(fmt::format("{}: {} {}.", file, key, wanted));
        throw catalogue::CannotWork(fmt::format("{}, line {}: {} {}.", file, line, key, wanted));
    }

    /// The innermost table that is there of those in which a missing key should have been.
    const toml::node* parent_of(std::string_view key) const {
        for (auto dot = key.rfind('.'); dot != std::string_view::npos; dot = key.rfind('.')) {
            key = key.substr(0, dot);
            if (const toml::node* parent = table.at_path(key).node()) return parent;
        }
        return nullptr;
    }

    /// "; is margn in line 9 misspelt?", where a key that nobody has asked for looks like the missing one.
    std::string misspelt(std::string_view key) const {
        const toml::table* in = &table;
        std::string path;
        for (std::string_view rest = key; in && !rest.empty();) {
            const std::string name(rest.substr(0, rest.find('.')));
            rest.remove_prefix(std::min(rest.size(), name.size() + 1));
            if (const toml::node* next = in->get(name)) {
                in = next->as_table();
                path += name + ".";
                continue;
            }
            std::vector<std::string> others;
            for (const auto& [other, node] : *in) {
                if (!asked.contains(path + std::string(other.str()))) others.emplace_back(other.str());
            }
            const std::string meant = likely_meant(name, others);
            if (meant.empty()) return {};
            return fmt::format("; is {} in line {} misspelt?", meant, in->get(meant)->source().begin.line);
        }
        return {};
    }

    const toml::node& at(std::string_view key, std::string_view wanted) const {
        asked.emplace(key);
        const toml::node* node = table.at_path(key).node();
        if (!node) {
            refuse(parent_of(key), key, fmt::format("is missing: it {}{}", wanted, misspelt(key)));
        }
        return *node;
    }

    double real(std::string_view key, double least, double most) const {
        const std::string wanted = fmt::format("must be a number from {:.6g} to {:.6g}", least, most);
        const toml::node& node = at(key, wanted);
        const auto value = node.value<double>();
        if (!value || std::isnan(*value) || *value < least || *value > most) refuse(&node, key, wanted);
        return *value;
    }

    std::int64_t whole(std::string_view key, std::int64_t least, std::int64_t most) const {
        const std::string wanted = fmt::format("must be a whole number from {} to {}", least, most);
        const toml::node& node = at(key, wanted);
        const auto value = node.value_exact<std::int64_t>();
        if (!value || *value < least || *value > most) refuse(&node, key, wanted);
        return *value;
    }

    std::string text(std::string_view key) const {
        constexpr std::string_view wanted = "must be a text between quotes";
        const toml::node& node = at(key, wanted);
        const auto value = node.value_exact<std::string>();
        if (!value) refuse(&node, key, wanted);
        return *value;
    }

    template <class Value, std::size_t count>
    Value choice(const std::string& key, const Choice<Value> (&choices)[count]) const {
        const std::string word = text(key);
        std::string allowed;
        for (const auto& [name, value] : choices) {
            if (name == word) return value;
            allowed += fmt::format("{}\"{}\"", allowed.empty() ? "" : ", ", name);
        }
        refuse(table.at_path(key).node(), key, fmt::format("is \"{}\" but must be one of {}", word, allowed));
    }

    template <class Value, std::size_t count>
    void take_choice(const std::string& key, const Choice<Value> (&choices)[count], Value& value) const {
        asked.insert(key);
        if (table.at_path(key)) value = choice(key, choices);
    }

    /// What this template has in a table: its keys and tables, in order.
    std::vector<std::string> known_in(const std::string& path) const {
        std::set<std::string> names;
        const std::string in = path.empty() ? "" : path + ".";
        for (const std::string& key : asked) {
            if (!key.starts_with(in)) continue;
            names.insert(key.substr(in.size(), key.find('.', in.size()) - in.size()));
        }
        return {names.begin(), names.end()};
    }

    void refuse_unknown(const toml::table& part, const std::string& path) const {
        const std::vector<std::string> known = known_in(path);
        for (const auto& [key, node] : part) {
            const std::string name(key.str());
            const std::string full = path.empty() ? name : path + "." + name;
            if (std::find(known.begin(), known.end(), name) == known.end()) {
                const std::string where = path.empty() ? "This template" : "[" + path + "]";
                refuse(&node, full,
                       fmt::format("is not a key of this template; is it misspelt? {} has {}", where,
                                   listed(known)));
            }
            if (node.is_table() && !asked.contains(full)) refuse_unknown(*node.as_table(), full);
        }
    }
};

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

Ink TemplateFile::ink(std::string_view key) const {
    const std::string name = contents_->text(key);
    const toml::node* node = contents_->table.at_path(key).node();
    const std::string ink_key = "inks." + name;
    const auto written = contents_->table.at_path(ink_key).value_exact<std::string>();
    if (!written)
        contents_->refuse(node, key, fmt::format("names the ink \"{}\", which is not in [inks]", name));
    contents_->asked.insert(ink_key);
    const auto ink = read_ink(*written);
    if (!ink) {
        contents_->refuse(contents_->table.at_path(ink_key).node(), ink_key,
                          "must be percents of ink such as \"C0 M75 Y85 K0\", 300 together at most");
    }
    return *ink;
}

WordStyle TemplateFile::style(std::string_view key) const {
    const std::string in = std::string(key) + ".";
    constexpr double smallest = 4;
    constexpr double largest = 400;
    WordStyle style;
    style.type.face = contents_->choice(in + "face", faces);
    style.type.weight = contents_->choice(in + "weight", weights);
    style.type.slant = contents_->choice(in + "slant", slants);
    style.type.size = Length::from_points(contents_->real(in + "size_pt", smallest, largest));
    style.type.leading = Length::from_points(contents_->real(in + "leading_pt", smallest, largest));
    style.ink = ink(in + "ink");
    contents_->take_choice(in + "align", aligns, style.align);
    contents_->take_choice(in + "hyphens", hyphenations, style.type.hyphens);
    contents_->take_choice(in + "capitals", capital_kinds, style.type.capitals);
    contents_->take_choice(in + "figures", figure_kinds, style.type.figures);
    return style;
}

void TemplateFile::refuse(std::string_view key, std::string_view wanted) const {
    contents_->refuse(contents_->table.at_path(key).node(), key, wanted);
}

FontFamilies TemplateFile::fonts() const {
    FontFamilies families;
    const auto take = [this](const std::string& key, std::string& family) {
        if (!has(key)) return;
        family = text(key);
        try {
            const Typesetter typesetter({family, {}, {}});
        } catch (const catalogue::CannotWork&) {
            refuse(key, fmt::format("names the font \"{}\", which is not installed in TrueType: install its "
                                    "package, or name another",
                                    family));
        }
    };
    take("fonts.sans", families.sans);
    take("fonts.serif", families.serif);
    take("fonts.display", families.display);
    return families;
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
