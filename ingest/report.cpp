#include "ingest/report.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/intake.hpp"
#include "ingest/left_files.hpp"
#include "ingest/scrub.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
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

void print_line(const ordered_json& json) {
    fmt::print("{}\n", json.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
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

using Became = FileReport::Outcome;

ordered_json to_json(const FileReport& photo) {
    ordered_json json = {{"file", photo.file},
                         {"photo", text_or_null(photo.photo)},
                         {"outcome", in_words(photo.outcome)},
                         {"damaged", photo.damaged},
                         {"reason", text_or_null(photo.reason)}};
    if (!photo.origin) return json;
    const catalogue::Origin& origin = *photo.origin;
    json["maker"] = origin.maker ? ordered_json(origin.maker->value) : ordered_json(nullptr);
    json["status"] = origin.confirmed ? "confirmed" : "proposed";
    json["method"] = text_or_null(origin.method);
    json["taken"] = text_or_null(origin.taken_true);
    json["clock"] = text_or_null(origin.taken_reason);
    return json;
}

ordered_json counts_of(const CardReport& card) {
    return {{"photos", card.photos.size()},
            {"bound", card.count(Became::Bound)},
            {"new", card.count(Became::New)},
            {"duplicate", card.count(Became::Duplicate)},
            {"set_aside", card.count(Became::SetAside)},
            {"start_photos", card.count(Became::Start)},
            {"earlier_owner", card.count(Became::EarlierOwner)},
            {"damaged", card.damaged()},
            {"quarantined", card.count(Became::Quarantined)},
            {"unreadable", card.count(Became::Unreadable)},
            {"left", card.left.size()},
            {"others", card.others}};
}

ordered_json to_json(const LeftCounts& left) {
    return {{"raw_beside_photo", left.raw_beside},
            {"raw_alone", left.raw_alone},
            {"movies", left.movies},
            {"sounds", left.sounds},
            {"other_files", left.others}};
}

ordered_json to_json(const CardReport& card) {
    ordered_json photos = ordered_json::array();
    for (const FileReport& photo : card.photos) photos.push_back(to_json(photo));
    return {{"path", card.path.string()},
            {"card", text_or_null(card.card.label)},
            {"known", card.card.id.has_value()},
            {"registered", card.card.registered},
            {"doubt", text_or_null(card.card.doubt)},
            {"photos", photos},
            {"left", card.left},
            {"left_by_kind", to_json(left_counts(card))},
            {"unreadable_folders", card.unreadable_folders},
            {"counts", counts_of(card)},
            {"stopped", text_or_null(card.stopped)},
            {"taken_out", card.was_taken_out},
            {"dry_run", card.looked_only},
            {"may_be_wiped", card.may_be_wiped()}};
}

std::string name_of(const CardReport& card) {
    if (card.card.id && card.card.registered) return fmt::format("Card {}", card.card.label);
    if (card.card.id && !card.card.doubt.empty()) return fmt::format("Card {} (perhaps)", card.card.label);
    if (card.card.id) return fmt::format("Card {} (going by the folder's name)", card.card.label);
    if (!card.card.label.empty())
        return fmt::format("Card {}, which the course does not know", card.card.label);
    return "An unknown card";
}

/// "3 new, 1 there already": what is not there is not told.
std::string counts_in_words(const CardReport& card) {
    const std::pair<int, std::string_view> counts[] = {
        {card.count(Became::Bound), "of the course's photos in"},
        {card.count(Became::New), card.looked_only ? "that would come in" : "new"},
        {card.count(Became::Duplicate), "there already"},
        {card.count(Became::SetAside), "set aside unseen, from before the camera was lent"},
        {card.count(Became::Start), "start photos"},
        {card.count(Became::EarlierOwner), "of an earlier owner, left on the card unseen"},
        {card.count(Became::Quarantined), "not taken in"},
        {card.count(Became::Unreadable), "that the card does not give back"}};
    std::string words;
    for (const auto& [count, what] : counts) {
        if (count > 0) words += fmt::format("{}{} {}", words.empty() ? "" : ", ", count, what);
    }
    return words.empty() ? "no photos" : words;
}

std::string photos(int count) {
    return count == 1 ? "1 photo" : fmt::format("{} photos", count);
}

/// How many photos are of whom; surest first.
struct Makers {
    std::map<std::pair<bool, std::string>, int> counts;  // by "perhaps", and the maker's id
    int nobody = 0;
};

Makers makers_of(const CardReport& card) {
    Makers makers;
    for (const FileReport& photo : card.photos) {
        if (!photo.origin || photo.outcome == Became::SetAside || photo.outcome == Became::Start) continue;
        const auto& maker = photo.origin->maker;
        if (maker) {
            ++makers.counts[{!photo.origin->confirmed, maker->value}];
        } else {
            ++makers.nobody;
        }
    }
    return makers;
}

/// "of d1: 34 photos; perhaps of d3: 2 photos": makers as the catalogue names them.
std::string whose(const CardReport& card) {
    const auto [counts, nobody] = makers_of(card);
    std::string words;
    for (const auto& [who, count] : counts) {
        words += fmt::format("{}{} {}: {}", words.empty() ? "" : "; ", who.first ? "perhaps of" : "of",
                             who.second, photos(count));
    }
    if (nobody > 0) {
        words += fmt::format("{}nobody knows whose: {}", words.empty() ? "" : "; ", photos(nobody));
    }
    return words;
}

std::string verdict(const CardReport& card) {
    if (card.was_taken_out) {
        return "The card was taken out while it was read: what is told above is in; put it back and run this "
               "again for the rest.";
    }
    if (!card.stopped.empty()) return "Do not wipe this card: it was not read to its end.";
    if (card.changed) return "Do not wipe this card: it changed while it was read; run this again.";
    if (card.looked_only) return "Nothing was taken in: this was only to look.";
    if (!card.library_is_whole) return "Do not wipe this card: something is wrong with the library.";
    if (!card.may_be_wiped()) return "Do not wipe this card: see the files named above.";
    // The leaders know this sentence by heart, so it is said in Dutch, and in no other case.
    std::string sentence =
        "Deze kaart kan gewist worden. (Every photo of this card is in and was read back: it may be wiped.";
    const std::string left = in_words(left_counts(card));
    if (!left.empty()) sentence += fmt::format(" Not in, and lost then: {}.", left);
    return sentence + ")";
}

/// What is to be said of single files. Of a card that is gone nobody needs to know what it did not give back.
void say_files(const CardReport& card) {
    for (const FileReport& photo : card.photos) {
        if (photo.outcome == Became::Duplicate && !photo.damaged) continue;
        if (photo.outcome == Became::Unreadable && card.was_taken_out) continue;
        if (photo.reason.empty()) continue;
        fmt::print("  {}: {}{}.\n", photo.file, photo.damaged ? "kept, but damaged: " : "", photo.reason);
    }
    if (card.was_taken_out) return;
    for (const std::string& folder : card.unreadable_folders) {
        fmt::print("  {}: this folder cannot be read.\n", folder);
    }
}

ordered_json totals_of(const CardReport& card) {
    const Makers who = makers_of(card);
    ordered_json makers = ordered_json::array();
    for (const auto& [of, count] : who.counts)
        makers.push_back({{"maker", of.second}, {"sure", !of.first}, {"photos", count}});
    constexpr std::size_t most_named = 20;
    ordered_json troubles = ordered_json::array();
    for (const FileReport& photo : card.photos) {
        const bool wrong = photo.damaged || photo.outcome == Became::Quarantined ||
                           (photo.outcome == Became::Unreadable && !card.was_taken_out);
        if (wrong && troubles.size() < most_named)
            troubles.push_back({{"file", photo.file}, {"outcome", in_words(photo.outcome)}});
    }
    return {{"counts", counts_of(card)},
            {"known", card.card.id.has_value()},
            {"makers", makers},
            {"nobody", who.nobody},
            {"troubles", troubles},
            {"stopped", !card.stopped.empty()},
            {"taken_out", card.was_taken_out},
            {"may_be_wiped", card.may_be_wiped()}};
}

void say_lines(const CardReport& card) {
    fmt::print("{} ({}): {}.\n", name_of(card), card.path.string(), counts_in_words(card));
    if (!card.card.doubt.empty()) fmt::print("  {}.\n", card.card.doubt);
    if (!card.card.id && !card.looked_only) {
        fmt::print(
            "  Nobody knows whose card this is: look at its sticker and run this again with --card LABEL.\n");
    }
    const std::string makers = whose(card);
    if (!makers.empty()) fmt::print("  Whose: {}.\n", makers);
    say_files(card);
    const std::string left = in_words(left_counts(card));
    if (!left.empty()) fmt::print("  Left on the card: {}.\n", left);
    fmt::print("  {}\n", verdict(card));
}

}  // namespace

std::string_view in_words(Became outcome) {
    switch (outcome) {
        case Became::Bound:
            return "bound";
        case Became::New:
            return "new";
        case Became::Duplicate:
            return "duplicate";
        case Became::SetAside:
            return "set_aside";
        case Became::Start:
            return "start_photo";
        case Became::EarlierOwner:
            return "earlier_owner";
        case Became::Quarantined:
            return "quarantined";
        case Became::Unreadable:
            break;
    }
    return "unreadable";
}

void say(const std::vector<CardReport>& cards, Form form) {
    if (form == Form::Totals) {
        for (const CardReport& card : cards) print_line(totals_of(card));
        return;
    }
    if (form == Form::Lines) {
        for (const CardReport& card : cards) say_lines(card);
        return;
    }
    ordered_json all = ordered_json::array();
    for (const CardReport& card : cards) all.push_back(to_json(card));
    print({{"cards", all}});
}

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
