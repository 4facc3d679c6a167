#include "ingest/which_card.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/card.hpp"

#include <filesystem>
#include <optional>
#include <string>

#include <fmt/core.h>

namespace ingest {

namespace {

std::string folder_name(const std::filesystem::path& folder) {
    const std::filesystem::path whole = std::filesystem::absolute(folder).lexically_normal();
    return whole.has_filename() ? whole.filename().string() : whole.parent_path().filename().string();
}

WhichCard as_registered(const CardContents& card, const catalogue::RegisteredCard& known) {
    if (card.volume_id == known.volume_id) return {known.card, true, known.card.value, ""};
    return {
        known.card, false, known.card.value,
        fmt::format("{} has the number of {}, but is not the card that was prepared: the file was copied, "
                    "or the card was formatted; if it is {}, run: inbeeld card prepare {} --card {} --again",
                    card.root.string(), known.card.value, known.card.value, card.root.string(),
                    known.card.value)};
}

/// What INBEELD/KAART.txt says: a number that was registered, or a label.
WhichCard as_card_says(const catalogue::Catalogue& catalogue, const CardContents& card) {
    if (const auto known = catalogue.registered_card(card.label)) return as_registered(card, *known);
    const auto labelled = catalogue.card_labelled(card.label);
    return {labelled, labelled.has_value(), card.label, ""};
}

}  // namespace

WhichCard identify_card(const catalogue::Catalogue& catalogue, const CardContents& card,
                        const std::string& said_label) {
    if (!said_label.empty()) {
        const auto said = catalogue.card_labelled(said_label);
        if (!said) {
            throw NotACard{
                fmt::format("The course has no card {}; look at the label on the card.", said_label)};
        }
        if (!card.label.empty() && as_card_says(catalogue, card).id != said) {
            throw NotACard{fmt::format("{} says that it is {}, not {}; find out which card it is.",
                                       card.root.string(), card.label, said_label)};
        }
        return {said, true, said_label, ""};
    }
    if (!card.label.empty()) return as_card_says(catalogue, card);
    const std::string name = folder_name(card.root);
    const auto proposed = catalogue.card_labelled(name);
    return {proposed, false, proposed ? name : std::string{}, ""};
}

}  // namespace ingest
