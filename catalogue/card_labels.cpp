// Which card a label means. The same sticker, 01 to 30, is on a camera and on its card.

#include "catalogue/catalogue.hpp"
#include "catalogue/rooms.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace catalogue {

namespace {

/// A label without what people write differently: "Kaart 7", "KAART-07" and "kaart_007" are one.
struct Plain {
    std::string word;    // "kaart"
    std::string number;  // "7"; empty: there is none

    friend bool operator==(const Plain&, const Plain&) = default;
};

std::string lower(std::string_view text) {
    std::string small{text};
    std::ranges::transform(small, small.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return small;
}

Plain plain(std::string_view label) {
    std::string small = lower(label);
    const auto gaps = std::ranges::remove_if(small, [](char c) { return c == ' ' || c == '-' || c == '_'; });
    small.erase(gaps.begin(), gaps.end());
    const std::size_t letter = small.find_last_not_of("0123456789");
    const std::size_t digits = letter == std::string::npos ? 0 : letter + 1;
    const std::size_t first = small.find_first_not_of('0', digits);
    return {small.substr(0, digits), first == std::string::npos ? "" : small.substr(first)};
}

std::set<CardId> cards_named(const World& world) {
    std::set<CardId> cards;
    for (const Photo& photo : world.photos) {
        if (photo.card) cards.insert(*photo.card);
    }
    for (const Card& card : world.cards) cards.insert(card.id);
    for (const Loan& loan : world.loans) {
        if (loan.card) cards.insert(*loan.card);
    }
    return cards;
}

/// The one for which this holds; nothing when there are two: rather asked than guessed.
template <class All, class Holds>
auto the_only(const All& all, Holds holds) -> decltype(&*all.begin()) {
    decltype(&*all.begin()) found = nullptr;
    for (const auto& each : all) {
        if (!holds(each)) continue;
        if (found != nullptr) return nullptr;
        found = &each;
    }
    return found;
}

std::optional<CardId> known_card(const World& world, std::string_view label) {
    const std::set<CardId> cards = cards_named(world);
    if (const auto exact = cards.find(CardId{std::string{label}}); exact != cards.end()) return *exact;
    const auto* labelled = the_only(world.cards, [&](const Card& card) {
        return !card.label.empty() && plain(card.label) == plain(label);
    });
    if (labelled != nullptr) return labelled->id;
    const auto* same = the_only(cards, [&](const CardId& card) { return lower(card.value) == lower(label); });
    if (same != nullptr) return *same;
    same = the_only(cards, [&](const CardId& card) { return plain(card.value) == plain(label); });
    return same == nullptr ? std::nullopt : std::optional{*same};
}

/// "kaart-" as this course writes it.
std::string stem_of_cards(const World& world, const std::string& word) {
    for (const CardId& card : cards_named(world)) {
        const std::size_t digits = card.value.find_last_not_of("0123456789");
        const bool numbered = digits != std::string::npos && digits + 1 < card.value.size();
        if (numbered && plain(card.value).word == word) return card.value.substr(0, digits + 1);
    }
    return word == "kaart" ? "kaart-" : "";
}

// Only a label that begins like a card's: a folder named backup-07 is nobody's card.
std::optional<CardId> card_of_camera(const World& world, std::string_view label) {
    const Plain said = plain(label);
    const std::string stem = stem_of_cards(world, said.word);
    if (stem.empty() || said.number.empty()) return std::nullopt;
    const auto* camera = the_only(
        world.cameras, [&](const Camera& each) { return plain(each.id.value).number == said.number; });
    if (camera == nullptr) return std::nullopt;
    const std::size_t letter = camera->id.value.find_last_not_of("0123456789");
    return CardId{stem + camera->id.value.substr(letter == std::string::npos ? 0 : letter + 1)};
}

}  // namespace

std::optional<CardId> Catalogue::card_labelled(std::string_view label) const {
    if (label.empty()) return std::nullopt;
    const World& world = rooms_->world();
    if (auto known = known_card(world, label)) return known;
    return card_of_camera(world, label);
}

}  // namespace catalogue
