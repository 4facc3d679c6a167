#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string_view>

namespace catalogue {

/// Writes a file for the owner alone, beside its place first: whole or not at all, also when power fails.
/// Throws CannotWork.
void write_whole(const std::filesystem::path& path, std::string_view bytes);

/// Writes zeros over a file and takes it away; on most disks its bytes are gone then. A file that is not
/// there is no error. Throws CannotWork when it stays.
void destroy_file(const std::filesystem::path& path);

class OpenFile;

/// The right to write to a library, held until it is let go. Only one program has it at a time. Who asks
/// first is next: a program that takes it again and again does not shut out another one.
class WritingLock {
 public:
    /// Waits for it as long as `patience`, then throws LibraryInUse.
    WritingLock(const std::filesystem::path& library, std::chrono::milliseconds patience);
    WritingLock(const WritingLock&) = delete;
    WritingLock& operator=(const WritingLock&) = delete;
    ~WritingLock();

 private:
    std::unique_ptr<OpenFile> lock_;
};

}  // namespace catalogue
