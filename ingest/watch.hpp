#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <tuple>
#include <vector>

namespace ingest {

/// Cards as they come: file systems that are mounted, or what appears in one folder (mounted there or not).
/// A card that goes and comes back, comes again; so does a plain folder that has changed since.
class CardsComing {
 public:
    /// folder: where mounts appear, such as /media/anna. Empty: anywhere. Throws catalogue::CannotWork.
    explicit CardsComing(std::filesystem::path folder);
    ~CardsComing();
    CardsComing(const CardsComing&) = delete;
    CardsComing& operator=(const CardsComing&) = delete;

    /// Waits until there are cards that were not told yet, those that are there at the beginning too. Returns
    /// nothing once `stop` can be read from.
    std::vector<std::filesystem::path> wait(int stop);

 private:
    /// What of a folder changes when its content does. Of a mounted one only which it is.
    using State = std::tuple<std::uint64_t, std::uint64_t, std::uint64_t, std::int64_t>;
    struct Seen {
        State state;
        bool told = false;
    };

    std::vector<std::filesystem::path> look();
    static State state_of(const std::filesystem::path& folder, bool is_mounted);

    std::filesystem::path folder_;
    int mountinfo_;
    std::map<std::filesystem::path, Seen> seen_;
};

/// SIGINT and SIGTERM as something to wait for, while it lives: for this thread and those that it starts.
class StopSignals {
 public:
    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    /// Can be read from once one has come.
    int descriptor() const { return descriptor_; }

 private:
    int descriptor_;
};

}  // namespace ingest
