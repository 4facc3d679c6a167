#include "server/leaders/retold.hpp"

#include "server/leaders/visit.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace server::leaders {

namespace {

/// What stood at each {} of the pattern; none: the sentence is not made of it.
std::optional<std::vector<std::string>> gaps_of(std::string_view sentence, std::string_view pattern) {
    std::vector<std::string> gaps;
    for (;;) {
        const std::size_t gap = std::min(pattern.find("{}"), pattern.size());
        if (!sentence.starts_with(pattern.substr(0, gap))) return std::nullopt;
        sentence.remove_prefix(gap);
        pattern.remove_prefix(gap);
        if (pattern.empty()) return sentence.empty() ? std::optional{gaps} : std::nullopt;
        pattern.remove_prefix(2);
        const std::string_view next = pattern.substr(0, pattern.find("{}"));
        const std::size_t end = next.empty() ? sentence.size() : sentence.find(next);
        if (end == std::string_view::npos) return std::nullopt;
        gaps.emplace_back(sentence.substr(0, end));
        sentence.remove_prefix(end);
    }
}

}  // namespace

std::string retold(const Visit& visit, std::string_view sentence, std::span<const char* const> keys) {
    for (const char* const key : keys) {
        auto gaps = gaps_of(sentence, visit.say_in_dutch(key, {"{}", "{}", "{}"}));
        if (!gaps) continue;
        for (std::string& gap : *gaps) {
            const auto paper = visit.words().find("output." + gap);
            if (paper != visit.words().end()) gap = paper->second;
        }
        return visit.say(key, *gaps);
    }
    return std::string{sentence};
}

}  // namespace server::leaders
