#include "ingest/set_aside_command.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/renditions.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace ingest {

namespace {

using catalogue::Access;
using catalogue::Catalogue;
using catalogue::Invocation;
using catalogue::PhotoId;
using catalogue::SetAside;

struct Choices {
    std::vector<std::string> photos;
    std::string card;
    bool json = false;
};

std::string name_of(const SetAside& aside) {
    return aside.card ? aside.card->value : "an unknown card";
}

void list(const Invocation& invocation, const Choices& choices) {
    const Catalogue catalogue = Catalogue::open(invocation.library, Access::ReadOnly);
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const SetAside& aside : catalogue.set_aside()) {
        nlohmann::ordered_json photos = nlohmann::ordered_json::array();
        for (const PhotoId& photo : aside.photos) photos.push_back(photo.value);
        all.push_back(
            {{"card", aside.card ? nlohmann::ordered_json(aside.card->value) : nullptr}, {"photos", photos}});
        if (!choices.json) fmt::print("{}: {} set aside unseen.\n", name_of(aside), aside.photos.size());
    }
    if (choices.json) {
        fmt::print("{}\n", all.dump(2));
    } else if (all.empty()) {
        fmt::print("Nothing is set aside.\n");
    }
}

/// Those that were named, or all of a card.
std::vector<PhotoId> chosen(const Catalogue& catalogue, const Choices& choices) {
    std::vector<PhotoId> photos;
    for (const std::string& photo : choices.photos) photos.push_back({photo});
    if (choices.card.empty()) return photos;
    const auto card = catalogue.card_labelled(choices.card);
    for (const SetAside& aside : catalogue.set_aside()) {
        if (card && aside.card == card) photos.insert(photos.end(), aside.photos.begin(), aside.photos.end());
    }
    if (photos.empty()) {
        throw catalogue::CannotWork{
            fmt::format("Nothing of card {} is set aside; see: inbeeld set-aside list", choices.card)};
    }
    return photos;
}

void take(Invocation& invocation, const Choices& choices) {
    Catalogue catalogue = Catalogue::open(invocation.library, Access::ReadWrite);
    const std::vector<PhotoId> photos = chosen(catalogue, choices);
    catalogue.bring_back(photos);
    const RenditionsReport made = make_missing_renditions(catalogue);
    fmt::print("{} may be looked at now; say whose they are.\n", photos.size());
    for (const std::string& sentence : made.refused) fmt::print(stderr, "inbeeld: {}\n", sentence);
    if (!made.refused.empty()) invocation.outcome = catalogue::Outcome::PartlyRefused;
}

void remove(const Invocation& invocation, const Choices& choices) {
    Catalogue catalogue = Catalogue::open(invocation.library, Access::ReadWrite);
    const auto pictures = catalogue.remove_set_aside(chosen(catalogue, choices));
    // The records are gone; a master that stays behind now is an orphan, which verify tells.
    for (const catalogue::PictureId& picture : pictures) {
        std::error_code ignored;
        std::filesystem::remove(catalogue.master_path(picture), ignored);
    }
    fmt::print("{} removed unseen; they will not come in again from that card.\n", pictures.size());
}

CLI::App* add_with_choice(CLI::App& group, const char* name, const char* what, Choices& choices) {
    CLI::App* command = group.add_subcommand(name, what);
    CLI::Option* photos = command->add_option("PHOTO", choices.photos, "Photos, as list --json names them");
    command->add_option("--card", choices.card, "All of the card with this label")->excludes(photos);
    command->require_option(1);
    return command;
}

}  // namespace

void add_set_aside(CLI::App& app, Invocation& invocation) {
    const auto choices = std::make_shared<Choices>();  // shared by the parser and the callbacks it keeps
    CLI::App* group = app.add_subcommand("set-aside", "Pictures from before a camera was lent, kept unseen");
    group->require_subcommand(1);
    CLI::App* listing = group->add_subcommand("list", "How many there are, by card");
    listing->add_flag("--json", choices->json, "With the photos, as JSON");
    listing->callback([choices, &invocation] { list(invocation, *choices); });
    add_with_choice(*group, "take", "They are the participant's after all", *choices)
        ->callback([choices, &invocation] { take(invocation, *choices); });
    add_with_choice(*group, "remove", "They are a previous owner's: remove them unseen", *choices)
        ->callback([choices, &invocation] { remove(invocation, *choices); });
}

}  // namespace ingest
