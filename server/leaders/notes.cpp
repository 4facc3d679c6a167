#include "server/leaders/notes.hpp"

#include "server/leaders/visit.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace server::leaders {

namespace {

// Control characters, which nobody can type into a form (form.cpp): what somebody wrote is never read as one.
constexpr char begins = '\x1E';
constexpr char next = '\x1F';
constexpr char ends = '\x1D';
constexpr int deepest = 8;

/// Reads on from `at`, up to the next sign that is not its own.
std::string read_on(const Visit& visit, std::string_view note, std::size_t& at, int depth);

std::string read_one(const Visit& visit, std::string_view note, std::size_t& at, int depth) {
    ++at;  // begins
    const std::string key = read_on(visit, note, at, depth);
    std::vector<std::string> with;
    while (at < note.size() && note[at] == next) {
        ++at;
        with.push_back(read_on(visit, note, at, depth));
    }
    if (at < note.size() && note[at] == ends) ++at;
    if (visit.words().contains(key)) return visit.say(key, with);
    // Of a version that had other words.
    std::string all;
    for (const std::string& each : with) all += (all.empty() ? "" : ", ") + each;
    return all;
}

std::string read_on(const Visit& visit, std::string_view note, std::size_t& at, int depth) {
    std::string text;
    while (at < note.size() && note[at] != next && note[at] != ends) {
        if (note[at] == begins && depth < deepest) {
            text += read_one(visit, note, at, depth + 1);
        } else {
            text += note[at++];
        }
    }
    return text;
}

}  // namespace

std::string noted(std::string_view key, const std::vector<std::string>& with) {
    std::string note(1, begins);
    note += key;
    for (const std::string& each : with) {
        note += next;
        note += each;
    }
    return note + ends;
}

std::string read_note(const Visit& visit, std::string_view note) {
    std::size_t at = 0;
    std::string text;
    while (at < note.size()) {
        text += read_on(visit, note, at, 0);
        ++at;
    }
    return text;
}

}  // namespace server::leaders
