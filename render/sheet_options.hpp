#pragma once

#include "render/imposed_side.hpp"
#include "render/length.hpp"
#include "render/pdf/impose.hpp"

#include <map>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace render {

// Options about sheets, for each command that imposes. What is not given stays absent.

template <typename Value>
CLI::Option* add_choice(CLI::App& command, const std::string& name, std::optional<Value>& value,
                        const std::map<std::string, Value>& choices) {
    std::string words;
    for (const auto& [word, meaning] : choices) words += (words.empty() ? "" : "|") + word;
    return command
        .add_option_function<std::string>(
            name,
            [&value, &choices, name, words](const std::string& text) {
                const auto choice = choices.find(text);
                if (choice == choices.end()) {
                    throw CLI::ValidationError(name, fmt::format("\"{}\" is not one of {}", text, words));
                }
                value = choice->second;
            })
        ->type_name(words);
}

CLI::Option* add_length(CLI::App& command, const std::string& name, std::optional<Length>& value);
CLI::Option* add_paper(CLI::App& command, const std::string& name, std::optional<Size>& value);
/// --duplex
CLI::Option* add_duplex(CLI::App& command, std::optional<Duplex>& value);

/// Throws ValidationError when it is thicker than paper is.
void check_paper_thickness(std::optional<Length> thickness);

/// "28 pages on 7 sheets of 420 × 297 mm; print on both sides, …"
std::string in_words(const ImpositionReport& report);

}  // namespace render
