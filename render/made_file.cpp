#include "render/made_file.hpp"

#include "catalogue/catalogue.hpp"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace render {

namespace {

/// A photo that was asked for, in a version if one was named.
using Asked = std::map<catalogue::PhotoId, std::string>;

void add_planned(const catalogue::Course& course, Asked& asked) {
    for (const auto& pages : course.booklet.page_plan) {
        for (const auto& [photo, version] : pages.photos) asked.emplace(photo, version);
    }
}

bool is_booklet(const catalogue::Ledger& ledger, const catalogue::PrintedRun& run, std::string_view channel) {
    return std::ranges::any_of(ledger.placements, [&](const catalogue::Placed& placed) {
        return placed.run == run.id && placed.channel == channel;
    });
}

// What was approved as the booklet last: made by us, or else printed before we kept a ledger.
void add_last(const catalogue::Ledger& ledger, std::string_view channel, Asked& asked) {
    for (auto output = ledger.outputs.rbegin(); output != ledger.outputs.rend(); ++output) {
        if (output->kind != "booklet" || output->channel != channel) continue;
        for (const auto& item : output->items) asked.emplace(item.photo, "");
        return;
    }
    for (auto run = ledger.runs.rbegin(); run != ledger.runs.rend(); ++run) {
        if (!is_booklet(ledger, *run, channel)) continue;
        for (const auto& item : run->items) asked.emplace(item.photo, "");
        return;
    }
}

std::vector<std::string> makers_without_photos(const catalogue::Course& course,
                                               const std::set<catalogue::PersonId>& makers) {
    std::vector<std::string> refused;
    for (const auto& pages : course.booklet.page_plan) {
        for (const catalogue::PersonId& maker : pages.makers) {
            if (makers.contains(maker)) continue;
            refused.push_back(fmt::format("{}: van deze maker mag geen foto in het boekje.", maker.value));
        }
    }
    return refused;
}

std::string why_not(const catalogue::PhotoVerdict& verdict) {
    return fmt::format("{}", fmt::join(verdict.sentences.empty() ? verdict.reasons : verdict.sentences, " "));
}

bool holds(const catalogue::NewOutput& booklet, const catalogue::PhotoId& photo, const std::string& version) {
    return std::ranges::any_of(booklet.items, [&](const catalogue::OutputItem& item) {
        return item.photo == photo && (version.empty() || item.version.value == version);
    });
}

}  // namespace

catalogue::OutputId keep_in_ledger(catalogue::Catalogue& catalogue, catalogue::NewOutput output,
                                   const std::filesystem::path& file) {
    output.file = file;
    output.bytes = file;
    try {
        return catalogue.record_output(output);
    } catch (const std::exception&) {
        std::error_code ignored;
        std::filesystem::remove(file, ignored);
        throw;
    }
}

std::vector<std::string> refused_in_booklet(const catalogue::Catalogue& catalogue,
                                            const catalogue::NewOutput& booklet,
                                            const std::set<catalogue::PersonId>& makers,
                                            catalogue::Day today) {
    Asked asked;
    std::vector<std::string> refused;
    // The plan is for paper; the website's edition is what is cleared for that.
    if (booklet.channel == catalogue::Channel::BookletPrint) {
        const catalogue::Course course = catalogue.course();
        add_planned(course, asked);
        refused = makers_without_photos(course, makers);
    }
    add_last(catalogue.ledger(), rule_of(booklet.channel).name, asked);
    for (const catalogue::PhotoVerdict& verdict : catalogue.photo_verdicts(today)) {
        const auto wanted = asked.find(verdict.photo);
        if (wanted == asked.end() || verdict.channel != booklet.channel) continue;
        if (holds(booklet, verdict.photo, wanted->second)) continue;
        if (verdict.allow && verdict.version.value != wanted->second && !wanted->second.empty()) {
            refused.push_back(
                fmt::format("{} {}: deze versie is niet in gebruik.", verdict.photo.value, wanted->second));
        } else if (!verdict.allow) {
            refused.push_back(fmt::format("{}: {}", verdict.photo.value, why_not(verdict)));
        }
    }
    return refused;
}

}  // namespace render
