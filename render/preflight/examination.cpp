#include "render/preflight/examination.hpp"

#include "render/preflight/finding.hpp"
#include "render/preflight/told_findings.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace render {

void Examination::once(Severity severity, const std::string& rule, const Sentence& sentence,
                       std::optional<PlaceOnPage> place) {
    const bool known = std::any_of(findings_.begin(), findings_.end(), [&](const Finding& finding) {
        return finding.rule == rule && finding.page == page;
    });
    if (known) return;
    add({rule, severity, page, place, sentence.dutch, sentence.english});
}

void Examination::add(Finding finding) {
    finding.dutch = legible(finding.dutch);
    finding.english = legible(finding.english);
    const auto is_shown = [](double mm) { return std::isfinite(mm) && std::abs(mm) < 1e6; };
    if (finding.place && !(is_shown(finding.place->x_mm) && is_shown(finding.place->y_mm))) {
        finding.place.reset();
    }
    findings_.push_back(std::move(finding));
}

void Examination::error(const std::string& rule, const Sentence& sentence, std::optional<PlaceOnPage> place) {
    once(Severity::Error, rule, sentence, place);
}

void Examination::warning(const std::string& rule, const Sentence& sentence,
                          std::optional<PlaceOnPage> place) {
    once(Severity::Warning, rule, sentence, place);
}

void tell_too_much(Examination& examination) {
    examination.error("too-much",
                      {"There is more on the page than can be looked at: flatten or simplify it.",
                       "Er staat meer op de pagina dan te bekijken is: maak het plat of eenvoudiger."});
}

std::vector<Finding> Examination::findings() && {
    std::stable_sort(findings_.begin(), findings_.end(), [](const Finding& one, const Finding& other) {
        return std::tuple(one.severity != Severity::Error, one.page) <
               std::tuple(other.severity != Severity::Error, other.page);
    });
    return std::move(findings_);
}

}  // namespace render
