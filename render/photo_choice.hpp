#pragma once

#include "catalogue/catalogue.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace render {

/// --photo ID… or --all, for paper that is made of single photos.
struct PhotoChoice {
    std::vector<std::string> photos;
    bool all = false;

    bool takes(const catalogue::PhotoId& photo) const;
};

/// paper: what is made of each, in English: "poster".
void add_photo_options(CLI::App& command, PhotoChoice& choice, const std::string& paper);

/// Throws the command line's own error when nothing was chosen.
void refuse_no_choice(const CLI::App& command, const PhotoChoice& choice);

/// Says of every chosen photo that was not cleared why not, in the leaders' words. How many there are.
std::size_t say_refusals(const PhotoChoice& choice, const std::set<catalogue::PhotoId>& cleared,
                         catalogue::Channel channel, std::string_view paper,
                         const std::vector<catalogue::PhotoVerdict>& verdicts);

/// How it ended. Throws CannotWork when no photo was cleared and none was asked for by name.
catalogue::Outcome outcome_of(std::size_t made, std::size_t refused, std::string_view paper);

}  // namespace render
