#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ingest {

/// What became of one file that was to be made clean.
struct Scrubbed {
    enum class Outcome {
        Clean,        // the picture is whole and nothing of the file is left but the picture
        Quarantined,  // damaged or doubtful: look at it. What was written, if anything, is as clean
        Rejected,     // not a picture that is taken in; nothing was written
    };
    std::string file;  // as it was named to us
    Outcome outcome = Outcome::Rejected;
    std::string reason;  // empty when clean
    std::optional<std::filesystem::path> output;
};

/// Writes a clean copy of each file into the folder `into`, those that a person should look at into its
/// folder `quarantine`. Names that a camera gives (CIPA DC-009: four signs and four digits) are kept, others
/// become photo-0001.jpg and so on: a name may hold a place. Nothing is overwritten.
/// Throws catalogue::CannotWork when the folder cannot be written to.
std::vector<Scrubbed> scrub(const std::vector<std::string>& files, const std::filesystem::path& into);

}  // namespace ingest
