#include "render/preflight/told_findings.hpp"

#include "render/preflight/finding.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <unicode/utf8.h>

namespace render {

namespace {

std::string severity_in_words(Severity severity, Tongue tongue) {
    if (tongue == Tongue::Dutch) return severity == Severity::Error ? "fout" : "let op";
    return severity == Severity::Error ? "error" : "warning";
}

const std::string& sentence_of(const Finding& finding, Tongue tongue) {
    return tongue == Tongue::Dutch ? finding.dutch : finding.english;
}

/// "1-3, 7". pages: rising.
std::string ranges(const std::vector<int>& pages) {
    std::string text;
    for (std::size_t first = 0; first < pages.size();) {
        std::size_t last = first;
        while (last + 1 < pages.size() && pages[last + 1] == pages[last] + 1) ++last;
        text += (text.empty() ? "" : ", ") + std::to_string(pages[first]);
        if (last > first) text += "-" + std::to_string(pages[last]);
        first = last + 1;
    }
    return text;
}

}  // namespace

std::string in_words(const Finding& finding, Tongue tongue) {
    const bool dutch = tongue == Tongue::Dutch;
    std::string text = severity_in_words(finding.severity, tongue) + ": ";
    if (finding.page > 0) text += fmt::format("{} {}", dutch ? "pagina" : "page", finding.page);
    if (finding.place) {
        text += fmt::format(", {} {:.0f} x {:.0f} mm", dutch ? "op" : "at", finding.place->x_mm,
                            finding.place->y_mm);
    }
    if (finding.page > 0) text += ": ";
    return text + sentence_of(finding, tongue);
}

std::vector<std::string> in_words(const std::vector<Finding>& findings, Tongue tongue) {
    constexpr std::size_t many = 3;
    std::vector<std::string> sentences;
    std::vector<bool> told(findings.size());
    for (std::size_t i = 0; i < findings.size(); ++i) {
        if (told[i]) continue;
        std::vector<int> pages;
        std::vector<std::size_t> alike;
        for (std::size_t j = i; j < findings.size(); ++j) {
            if (findings[j].severity != findings[i].severity || findings[j].rule != findings[i].rule ||
                sentence_of(findings[j], tongue) != sentence_of(findings[i], tongue)) {
                continue;
            }
            if (pages.empty() || pages.back() != findings[j].page) pages.push_back(findings[j].page);
            alike.push_back(j);
        }
        if (pages.size() < many) {
            sentences.push_back(in_words(findings[i], tongue));
            continue;
        }
        for (const std::size_t one : alike) told[one] = true;
        sentences.push_back(fmt::format("{}: {} {}: {}", severity_in_words(findings[i].severity, tongue),
                                        tongue == Tongue::Dutch ? "pagina's" : "pages", ranges(pages),
                                        sentence_of(findings[i], tongue)));
    }
    return sentences;
}

std::string legible(std::string_view text) {
    std::string clean;
    // NOLINTNEXTLINE(*-reinterpret-cast): ICU's own type for bytes
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < length;) {
        const std::int32_t from = at;
        UChar32 character = 0;
        U8_NEXT(bytes, at, length, character);
        constexpr UChar32 first_seen = 0x20;
        constexpr UChar32 erase = 0x7F;
        constexpr UChar32 last_control = 0x9F;
        const bool is_seen = character >= first_seen && (character < erase || character > last_control);
        const auto size = static_cast<std::size_t>(at - from);
        clean += is_seen ? std::string(text.substr(static_cast<std::size_t>(from), size)) : "?";
    }
    return clean;
}

}  // namespace render
