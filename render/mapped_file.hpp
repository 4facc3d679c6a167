#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace render {

/// A file seen as memory: of a master of 10 MB, only the pages that are looked at are read. Masters are never
/// changed where they lie, but replaced whole, so that what is open stays as it was.
class MappedFile {
 public:
    /// Throws CannotWork when the picture cannot be read.
    explicit MappedFile(const std::filesystem::path& master);
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile();

    std::string_view bytes() const { return bytes_; }
    /// Of the bytes before there nothing needs to stay in memory; they can still be read.
    void let_go(std::size_t until) const;
    /// Open for reading.
    int descriptor() const { return descriptor_; }

 private:
    int descriptor_ = -1;
    std::string_view bytes_;
};

}  // namespace render
