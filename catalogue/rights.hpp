#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// The rights of a person (AVG art. 15, 17, 20) and what may be told of a course as a whole.
namespace catalogue {

/// What somebody gets along: their own photos, words and answers, and where things are. Nothing of anybody
/// else.
struct TakeAway {
    std::string json;
    std::string html;                                                   // the same for reading, Dutch
    std::vector<std::pair<std::string, std::filesystem::path>> photos;  // name, and where it lies
};

/// What was erased, and what people have to do now.
struct Erasure {
    std::string code;
    int photos = 0;  // pictures, of every version
    int texts = 0;
    int events = 0;
    int depictions = 0;              // on other people's photos, which now wait for a version without them
    std::vector<std::string> tasks;  // Dutch, for the leaders
};

/// A course in numbers: for municipality and funds. Nothing that is about fewer than five people is told.
struct Report {
    struct Count {
        std::string what;           // "participants"
        std::string dutch;          // "deelnemers"
        std::optional<int> number;  // empty: fewer than five people
    };
    /// Means over those who answered both at the beginning and at the end.
    struct Question {
        std::string dutch;
        int people = 0;
        double first = 0;
        double last = 0;
    };
    std::vector<Count> counts;
    std::vector<Question> questions;  // only with five people or more
    std::vector<std::string> quotes;  // cleared for the report, Dutch, without names
};

}  // namespace catalogue
