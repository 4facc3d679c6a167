#include "server/leaders/retouch_form.hpp"

#include "catalogue/desk.hpp"
#include "ingest/retouch.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

using ingest::CoverWith;
using ingest::Part;

TypedPart part_typed(const Form& form, const std::string& end) {
    // Longer than any number that fits is no number: it goes back as it was, cut.
    const auto typed = [&](const char* name) { return form.text(name + end).substr(0, 12); };
    return {typed("hoe"), typed("links"), typed("boven"), typed("breed"), typed("hoog")};
}

std::optional<int> whole_number(std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// Empty, with `typed.error` set, when it is not a part of a picture.
std::optional<Part> read_part(const Visit& visit, TypedPart& typed) {
    const auto left = whole_number(typed.left);
    const auto top = whole_number(typed.top);
    const auto width = whole_number(typed.width);
    const auto height = whole_number(typed.height);
    if (!left || !top || !width || !height) {
        typed.error = visit.say("retouch.no_number");
        return std::nullopt;
    }
    const Part part{*left, *top, *width, *height};
    if (ingest::lies_within_picture(part)) return part;
    typed.error = visit.say("retouch.outside");
    return std::nullopt;
}

std::string numbers_of(const Part& part) {
    return fmt::format("{},{},{},{}", part.left, part.top, part.width, part.height);
}

std::optional<Part> part_of(std::string_view text) {
    std::vector<int> numbers;
    while (true) {
        const std::size_t comma = text.find(',');
        const auto number = whole_number(text.substr(0, comma));
        if (!number || numbers.size() == 4) return std::nullopt;
        numbers.push_back(*number);
        if (comma == std::string_view::npos) break;
        text.remove_prefix(comma + 1);
    }
    if (numbers.size() != 4) return std::nullopt;
    const Part part{numbers[0], numbers[1], numbers[2], numbers[3]};
    return ingest::lies_within_picture(part) ? std::optional{part} : std::nullopt;
}

Fields fields_of(const TypedPart& part, std::size_t number) {
    return Fields{}
        .put("number", number == 0 ? std::string{} : fmt::format("{}", number))
        .put("unused", part.how.empty())
        .put("hazy", part.how == "vaag")
        .put("plain", part.how == "effen")
        .put("cut", part.how == "ja")
        .put("left", part.left)
        .put("top", part.top)
        .put("part_width", part.width)
        .put("part_height", part.height)
        .put("error", part.error)
        .put("has_error", !part.error.empty());
}

bool can_be_drawn(const TypedPart& part) {
    return !part.how.empty() &&
           part_of(fmt::format("{},{},{},{}", part.left, part.top, part.width, part.height));
}

}  // namespace

bool TypedRetouch::is_wrong() const {
    return !crop.error.empty() ||
           std::ranges::any_of(covered, [](const TypedPart& each) { return !each.error.empty(); });
}

TypedRetouch retouch_typed(const Visit& visit) {
    TypedRetouch typed;
    typed.crop = part_typed(visit.form, "0");
    for (std::size_t i = 0; i < typed.covered.size(); ++i)
        typed.covered[i] = part_typed(visit.form, fmt::format("{}", i + 1));
    typed.resolves = visit.form.all("weg");
    typed.hides = visit.form.all("onherkenbaar");
    return typed;
}

std::optional<ingest::Retouch> read_retouch(const Visit& visit, TypedRetouch& typed) {
    ingest::Retouch retouch;
    for (TypedPart& each : typed.covered) {
        if (each.how.empty()) continue;
        const CoverWith with = each.how == "effen" ? CoverWith::Plain : CoverWith::Haze;
        if (const auto part = read_part(visit, each)) retouch.covered.push_back({*part, with});
    }
    if (!typed.crop.how.empty()) retouch.crop = read_part(visit, typed.crop);
    if (retouch.crop == Part{}) retouch.crop.reset();  // all of it: nothing is cut
    return typed.is_wrong() ? std::nullopt : std::optional{std::move(retouch)};
}

std::string in_query(const ingest::Retouch& retouch) {
    std::string query = retouch.crop ? "snij=" + numbers_of(*retouch.crop) : std::string{};
    for (const ingest::CoveredPart& each : retouch.covered) {
        query += fmt::format("{}{}={}", query.empty() ? "" : "&",
                             each.with == CoverWith::Plain ? "effen" : "vaag", numbers_of(each.part));
    }
    return query;
}

std::optional<ingest::Retouch> of_query(const Form& query) {
    ingest::Retouch retouch;
    for (const auto& [name, value] : query.fields()) {
        const auto part = part_of(value);
        if (!part) return std::nullopt;
        if (name == "snij") {
            retouch.crop = part;
        } else if (name == "vaag" || name == "effen") {
            retouch.covered.push_back({*part, name == "effen" ? CoverWith::Plain : CoverWith::Haze});
        } else {
            return std::nullopt;
        }
    }
    if (retouch.covered.size() > ingest::most_covered_parts) return std::nullopt;
    return retouch;
}

void put_retouch(const Visit& visit, const catalogue::Photo& photo, const TypedRetouch& typed,
                 Fields& fields) {
    std::vector<Fields> parts;
    std::vector<Fields> drawn;
    for (std::size_t i = 0; i < typed.covered.size(); ++i) {
        parts.push_back(fields_of(typed.covered[i], i + 1));
        if (can_be_drawn(typed.covered[i])) drawn.push_back(parts.back());
    }
    std::vector<Fields> issues;
    for (const std::string& code : photo.content_issues) {
        const auto words = visit.words().find("issue." + code);
        issues.push_back(Fields{}
                             .put("code", code)
                             .put("words", words == visit.words().end() ? code : words->second)
                             .put("ticked", std::ranges::count(typed.resolves, code) > 0));
    }
    std::vector<Fields> people;
    for (const catalogue::Depiction& each : photo.depictions) {
        if (each.recognisable == catalogue::Recognisable::No) continue;
        people.push_back(Fields{}
                             .put("depiction", each.id)
                             .put("name", each.person ? catalogue::name_of(visit.desk.world(), each.person)
                                                      : visit.say("people.unknown"))
                             .put("ticked", std::ranges::count(typed.hides, each.id) > 0));
    }
    const bool asks = !issues.empty() || !people.empty();
    fields.put("crop", std::vector<Fields>{fields_of(typed.crop, 0)})
        .put("crop_drawn",
             can_be_drawn(typed.crop) ? std::vector<Fields>{fields_of(typed.crop, 0)} : std::vector<Fields>{})
        .put("drawn", std::move(drawn))
        .put("first_parts", std::vector<Fields>(parts.begin(), parts.begin() + 2))
        .put("more_parts", std::vector<Fields>(parts.begin() + 2, parts.end()))
        .put("more_used", std::ranges::any_of(typed.covered.begin() + 2, typed.covered.end(),
                                              [](const TypedPart& each) { return !each.how.empty(); }))
        .put("asks_what_is_gone", asks)
        .put("issues", std::move(issues))
        .put("hidden_people", std::move(people));
}

}  // namespace server::leaders
