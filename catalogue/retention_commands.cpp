#include "catalogue/catalogue.hpp"
#include "catalogue/course_commands.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/retention.hpp"

#include <charconv>
#include <cstddef>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

struct Typed {
    bool dry_run = false;
    bool apply = false;
    bool settings = false;
    bool as_json = false;
    std::vector<std::string> set;
    std::string report_accepted;
};

Json as_json(const RetentionItem& item) {
    return {{"row", std::string{name_of(item.row)}},
            {"what", item.what},
            {"why", item.why},
            {"since", to_string(item.since)},
            {"held", item.held}};
}

void print(const RetentionItem& item, std::string_view end) {
    fmt::print("{:<14}  {:<14}  since {}  {}{}\n", name_of(item.row), item.what, to_string(item.since),
               item.why, end);
}

void list(const Catalogue& catalogue, Day now, bool json) {
    const std::vector<RetentionItem> items = past_retention(catalogue, now);
    if (json) {
        Json all = Json::array();
        for (const RetentionItem& item : items) all.push_back(as_json(item));
        fmt::print("{}\n", all.dump(1));
        return;
    }
    for (const RetentionItem& item : items) print(item, item.held ? " (stays: it is on hold)" : "");
    if (items.empty()) fmt::print("Nothing is past its time.\n");
}

Outcome apply(Catalogue& catalogue, Day now, bool json) {
    const RetentionDone done = apply_retention(catalogue, now);
    if (json) {
        Json all = {{"gone", Json::array()}, {"refused", Json::array()}};
        for (const RetentionItem& item : done.gone) all["gone"].push_back(as_json(item));
        for (const auto& [item, why] : done.refused) {
            all["refused"].push_back(as_json(item));
            all["refused"].back()["refused"] = why;
        }
        fmt::print("{}\n", all.dump(1));
    } else {
        for (const RetentionItem& item : done.gone) print(item, "");
        fmt::print(
            "{} gone, for good. A backup loses them the next time that inbeeld backup runs; other copies of "
            "the library still hold them.\n",
            done.gone.size());
    }
    for (const auto& [item, why] : done.refused) {
        fmt::print(stderr, "inbeeld: {} {} stays: {}.\n", name_of(item.row), item.what, why);
    }
    return done.refused.empty() ? Outcome::Done : Outcome::PartlyRefused;
}

void set(const Catalogue& catalogue, const std::string& setting) {
    const std::size_t equals = setting.find('=');
    int value = 0;
    const std::string number = equals == std::string::npos ? "" : setting.substr(equals + 1);
    const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
    if (number.empty() || read.ec != std::errc{} || read.ptr != number.data() + number.size()) {
        throw CannotWork("A setting is written as unselected_months=3; see: inbeeld retention --settings");
    }
    set_retention(catalogue, setting.substr(0, equals), value);
}

void keep_to_time(const Typed& typed, Invocation& invocation) {
    const bool writes = typed.apply || !typed.set.empty() || !typed.report_accepted.empty();
    Catalogue catalogue = Catalogue::open(invocation.library, writes ? Access::ReadWrite : Access::ReadOnly);
    for (const std::string& setting : typed.set) set(catalogue, setting);
    if (!typed.report_accepted.empty()) {
        try {
            set_report_accepted(catalogue, parse_day(typed.report_accepted));
        } catch (const std::invalid_argument& error) {
            throw CannotWork(fmt::format("--report-accepted: {}", error.what()));
        }
    }
    if (typed.settings || !typed.set.empty()) {
        for (const RetentionSetting& setting : retention_settings(catalogue)) {
            fmt::print("{:<18}  {:>3}  {}\n", setting.key, setting.value, setting.meaning);
        }
    }
    if (typed.apply) {
        invocation.outcome = apply(catalogue, invocation.today(), typed.as_json);
    } else if (typed.dry_run) {
        list(catalogue, invocation.today(), typed.as_json);
    }
}

}  // namespace

void add_retention_command(CLI::App& app, Invocation& invocation) {
    auto typed = std::make_shared<Typed>();  // owned by the options and by the callback
    auto* retention = app.add_subcommand("retention", "What has been kept long enough, and taking it away");
    auto* dry = retention->add_flag("--dry-run", typed->dry_run, "List what would go, and why");
    retention->add_flag("--apply", typed->apply, "Take it away, for good; what is on hold stays")
        ->excludes(dry);
    retention->add_flag("--settings", typed->settings, "How long each thing is kept");
    retention->add_option("--set", typed->set, "Change a setting")->type_name("NAME=NUMBER");
    retention->add_option("--report-accepted", typed->report_accepted,
                          "The day on which the final report was accepted");
    retention->add_flag("--json", typed->as_json, "For programs");
    retention->callback([&invocation, typed] {
        const bool asked = typed->dry_run || typed->apply || typed->settings || !typed->set.empty() ||
                           !typed->report_accepted.empty();
        if (!asked) throw CLI::RequiredError("--dry-run, --apply or --settings");
        keep_to_time(*typed, invocation);
    });
}

}  // namespace catalogue
