#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <sys/types.h>

/// What a disk may still lose when the power fails: everything that was done to it and not synced since. Kept
/// so that it can be undone. Not for several threads at once.
class Unsynced {
 public:
    /// Before the file's bytes from `offset` on are written over, or the file is cut off there.
    void content_changes(int file, off_t offset, std::size_t length);
    /// After a file or folder was made.
    void made(const std::string& path);
    /// Before a name goes: it is removed, or another file gets it.
    void name_goes(const std::string& path);
    /// After a file got its name.
    void named(const std::string& from, const std::string& to);

    void content_synced(int file);
    void names_synced(const std::string& folder);
    void all_synced();

    enum class Lost { All, Contents, Names };  // contents without names: the file is there and empty
    /// The power fails.
    void lose(Lost what);

 private:
    struct Step {
        enum class Kind { Content, Made, Gone, Named } kind;
        int file = -1;  // Content, Gone: a descriptor of our own
        off_t offset = 0;
        off_t size = 0;  // of the file, before
        std::string before;
        std::string path;
        std::string from;
    };
    static void undo(const Step& step);

    std::vector<Step> steps_;
};
