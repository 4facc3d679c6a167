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

}  // namespace

WhichCard identify_card(const catalogue::Catalogue& catalogue, const CardContents& card,
                        const std::string& said_label) {
    if (!said_label.empty()) {
        const auto said = catalogue.card_labelled(said_label);
        if (!said) {
            throw NotACard{
                fmt::format("The course has no card {}; look at the label on the card.", said_label)};
        }
        if (!card.label.empty() && catalogue.card_labelled(card.label) != said) {
            throw NotACard{fmt::format("{} says that it is {}, not {}; find out which card it is.",
                                       card.root.string(), card.label, said_label)};
        }
        return {said, true, said_label};
    }
    if (!card.label.empty()) {
        const auto known = catalogue.card_labelled(card.label);
        return {known, known.has_value(), card.label};
    }
    const std::string name = folder_name(card.root);
    const auto proposed = catalogue.card_labelled(name);
    return {proposed, false, proposed ? name : std::string{}};
}

}  // namespace ingest
