#pragma once

#include "render/template_file.hpp"

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace render {

/// A word that a template may have for a value.
template <class Value>
struct Choice {
    std::string_view word;
    Value value;
};

/// What is in a template, and which of its keys were asked for so far. As TemplateFile: what is not right is
/// refused with file, line and key.
struct TemplateFile::Contents {
    std::string file;
    toml::table table;
    mutable std::set<std::string> asked;

    [[noreturn]] void refuse(const toml::node* node, std::string_view key, std::string_view wanted) const;

    /// The innermost table that is there of those in which a missing key should have been.
    const toml::node* parent_of(std::string_view key) const;

    /// "; is margn in line 9 misspelt?", where a key that nobody has asked for looks like the missing one.
    std::string misspelt(std::string_view key) const;

    const toml::node& at(std::string_view key, std::string_view wanted) const;

    double real(std::string_view key, double least, double most) const;

    std::int64_t whole(std::string_view key, std::int64_t least, std::int64_t most) const;

    std::string text(std::string_view key) const;

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
    std::vector<std::string> known_in(const std::string& path) const;

    void refuse_unknown(const toml::table& part, const std::string& path) const;
};

}  // namespace render
