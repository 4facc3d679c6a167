#pragma once

#include <filesystem>
#include <string_view>

namespace catalogue {

/// Writes a file for the owner alone, beside its place first: whole or not at all, also when power fails.
/// Throws CannotWork.
void write_whole(const std::filesystem::path& path, std::string_view bytes);

/// The right to write to a library, held until it is let go. Only one program has it at a time.
class WritingLock {
 public:
    /// Throws LibraryInUse.
    explicit WritingLock(const std::filesystem::path& lock_file);
    WritingLock(const WritingLock&) = delete;
    WritingLock& operator=(const WritingLock&) = delete;
    ~WritingLock();

 private:
    int descriptor_;
};

}  // namespace catalogue
