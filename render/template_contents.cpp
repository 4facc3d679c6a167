#include "render/template_contents.hpp"

#include "catalogue/catalogue.hpp"
#include "render/template_hints.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace render {

void TemplateFile::Contents::refuse(const toml::node* node, std::string_view key,
                                    std::string_view wanted) const {
    const auto line = node ? node->source().begin.line : 0;
    if (line == 0) throw catalogue::CannotWork(fmt::format("{}: {} {}.", file, key, wanted));
    throw catalogue::CannotWork(fmt::format("{}, line {}: {} {}.", file, line, key, wanted));
}

const toml::node* TemplateFile::Contents::parent_of(std::string_view key) const {
    for (auto dot = key.rfind('.'); dot != std::string_view::npos; dot = key.rfind('.')) {
        key = key.substr(0, dot);
        if (const toml::node* parent = table.at_path(key).node()) return parent;
    }
    return nullptr;
}

std::string TemplateFile::Contents::misspelt(std::string_view key) const {
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

const toml::node& TemplateFile::Contents::at(std::string_view key, std::string_view wanted) const {
    asked.emplace(key);
    const toml::node* node = table.at_path(key).node();
    if (!node) {
        refuse(parent_of(key), key, fmt::format("is missing: it {}{}", wanted, misspelt(key)));
    }
    return *node;
}

double TemplateFile::Contents::real(std::string_view key, double least, double most) const {
    const std::string wanted = fmt::format("must be a number from {:.6g} to {:.6g}", least, most);
    const toml::node& node = at(key, wanted);
    const auto value = node.value<double>();
    if (!value || std::isnan(*value) || *value < least || *value > most) refuse(&node, key, wanted);
    return *value;
}

std::int64_t TemplateFile::Contents::whole(std::string_view key, std::int64_t least,
                                           std::int64_t most) const {
    const std::string wanted = fmt::format("must be a whole number from {} to {}", least, most);
    const toml::node& node = at(key, wanted);
    const auto value = node.value_exact<std::int64_t>();
    if (!value || *value < least || *value > most) refuse(&node, key, wanted);
    return *value;
}

std::string TemplateFile::Contents::text(std::string_view key) const {
    constexpr std::string_view wanted = "must be a text between quotes";
    const toml::node& node = at(key, wanted);
    const auto value = node.value_exact<std::string>();
    if (!value) refuse(&node, key, wanted);
    return *value;
}

std::vector<std::string> TemplateFile::Contents::known_in(const std::string& path) const {
    std::set<std::string> names;
    const std::string in = path.empty() ? "" : path + ".";
    for (const std::string& key : asked) {
        if (!key.starts_with(in)) continue;
        names.insert(key.substr(in.size(), key.find('.', in.size()) - in.size()));
    }
    return {names.begin(), names.end()};
}

void TemplateFile::Contents::refuse_unknown(const toml::table& part, const std::string& path) const {
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

}  // namespace render
