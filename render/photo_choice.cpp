#include "render/photo_choice.hpp"

#include "catalogue/catalogue.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace render {

namespace {

void say_refusal(const std::string& photo, catalogue::Channel channel, std::string_view paper,
                 const std::vector<catalogue::PhotoVerdict>& verdicts) {
    const auto verdict = std::find_if(verdicts.begin(), verdicts.end(), [&](const auto& one) {
        return one.channel == channel && one.photo.value == photo;
    });
    if (verdict == verdicts.end()) {
        fmt::print(stderr, "inbeeld: {}: there is no such photo in the course.\n", photo);
    } else if (verdict->allow) {
        fmt::print(stderr, "inbeeld: {}: its picture is not in the library yet; read the card first.\n",
                   photo);
    } else {
        const auto& why = verdict->sentences.empty() ? verdict->reasons : verdict->sentences;
        fmt::print(stderr, "inbeeld: {}: no {}. {}\n", photo, paper, fmt::join(why, " "));
    }
}

}  // namespace

bool PhotoChoice::takes(const catalogue::PhotoId& photo) const {
    return all || std::find(photos.begin(), photos.end(), photo.value) != photos.end();
}

void add_photo_options(CLI::App& command, PhotoChoice& choice, const std::string& paper) {
    command.add_option("--photo", choice.photos, "Photos to make a " + paper + " of")->type_name("ID");
    command.add_flag("--all", choice.all, "Every photo that is cleared for it");
}

void refuse_no_choice(const CLI::App& command, const PhotoChoice& choice) {
    if (choice.all || !choice.photos.empty()) return;
    throw CLI::ValidationError(command.get_name(),
                               "name photos with --photo, or all that are cleared with --all");
}

std::size_t say_refusals(const PhotoChoice& choice, const std::set<catalogue::PhotoId>& cleared,
                         catalogue::Channel channel, std::string_view paper,
                         const std::vector<catalogue::PhotoVerdict>& verdicts) {
    std::size_t refused = 0;
    for (const std::string& photo : std::set<std::string>(choice.photos.begin(), choice.photos.end())) {
        if (cleared.contains({photo})) continue;
        say_refusal(photo, channel, paper, verdicts);
        ++refused;
    }
    return refused;
}

catalogue::Outcome outcome_of(std::size_t made, std::size_t refused, std::string_view paper) {
    if (made == 0 && refused == 0) {
        throw catalogue::CannotWork(
            fmt::format("No photo is cleared for a {} on this day; inbeeld consent matrix says why.", paper));
    }
    if (made == 0) return catalogue::Outcome::CouldNotWork;
    return refused > 0 ? catalogue::Outcome::PartlyRefused : catalogue::Outcome::Done;
}

}  // namespace render
