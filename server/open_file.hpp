#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace server {

/// A file that is open to be sent. It is not read for that: the kernel sends it from where it lies.
class OpenFile {
 public:
    /// Throws catalogue::CannotWork when it cannot be read.
    explicit OpenFile(const std::filesystem::path& path);
    ~OpenFile();
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    int descriptor() const { return descriptor_; }
    std::size_t size() const { return size_; }
    /// Another one for every file that was written: of which file it is, how large, and when it was changed.
    /// Files of ours are written beside their place and renamed, so they never change without this doing so.
    const std::string& tag() const { return tag_; }

 private:
    int descriptor_;
    std::size_t size_ = 0;
    std::string tag_;
};

}  // namespace server
