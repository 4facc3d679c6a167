#pragma once

#include "catalogue/catalogue.hpp"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace render {

/// Keeps in the ledger that a file was made for others to see. A file that cannot be kept there is taken away
/// again, because what is not in the ledger cannot be called back. output: without its file. Throws what
/// Catalogue::record_output throws.
catalogue::OutputId keep_in_ledger(catalogue::Catalogue& catalogue, catalogue::NewOutput output,
                                   const std::filesystem::path& file);

/// The booklet as the ledger asks it: every photo and story that was cleared for it.
template <catalogue::Channel channel>
catalogue::NewOutput booklet_output(const std::vector<catalogue::Chapter<channel>>& chapters) {
    catalogue::NewOutput output;
    output.channel = channel;
    output.kind = "booklet";
    for (const auto& chapter : chapters) {
        for (const auto& photo : chapter.photos) output.items.push_back(output_item(*photo));
        for (const auto& story : chapter.stories) output.texts.push_back(story.text());
    }
    return output;
}

/// Whose photos are in it.
template <catalogue::Channel channel>
std::set<catalogue::PersonId> makers_in(const std::vector<catalogue::Chapter<channel>>& chapters) {
    std::set<catalogue::PersonId> makers;
    for (const auto& chapter : chapters) makers.insert(chapter.photos.front()->maker);
    return makers;
}

/// What a booklet was asked to hold and may not: photos of the page plan, makers of the plan of whom nothing
/// may be shown, and photos of the booklet that was made or printed before. One sentence each, for the
/// leaders.
std::vector<std::string> refused_in_booklet(const catalogue::Catalogue& catalogue,
                                            const catalogue::NewOutput& booklet,
                                            const std::set<catalogue::PersonId>& makers,
                                            catalogue::Day today);

}  // namespace render
