#include "ingest/report.hpp"

#include "ingest/scrub.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace ingest {

namespace {

using nlohmann::ordered_json;

std::string_view in_words(Scrubbed::Outcome outcome) {
    switch (outcome) {
        case Scrubbed::Outcome::Clean:
            return "clean";
        case Scrubbed::Outcome::Quarantined:
            return "quarantined";
        case Scrubbed::Outcome::Rejected:
            break;
    }
    return "rejected";
}

/// File names on cards are in any encoding; what is not UTF-8 is shown as a mark.
void print(const ordered_json& json) {
    fmt::print("{}\n", json.dump(2, ' ', false, ordered_json::error_handler_t::replace));
}

ordered_json text_or_null(const std::string& text) {
    return text.empty() ? ordered_json(nullptr) : ordered_json(text);
}

ordered_json to_json(const Scrubbed& result) {
    ordered_json output;
    if (result.output) output = result.output->string();
    return {{"file", result.file},
            {"outcome", in_words(result.outcome)},
            {"reason", text_or_null(result.reason)},
            {"output", output}};
}

}  // namespace

void say(const std::vector<Scrubbed>& results, Form form) {
    if (form == Form::Json) {
        ordered_json all = ordered_json::array();
        for (const Scrubbed& result : results) all.push_back(to_json(result));
        print(all);
        return;
    }
    for (const Scrubbed& result : results) {
        fmt::print("{}: {}", result.file, in_words(result.outcome));
        if (!result.reason.empty()) fmt::print(": {}", result.reason);
        if (result.output) fmt::print(" -> {}", result.output->string());
        fmt::print("\n");
    }
}

}  // namespace ingest
