#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
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
    /// Where a part of bytes() begins; nothing for what is not one.
    std::optional<std::size_t> place_of(std::string_view part) const;
    /// Of the bytes before there nothing needs to stay in memory; they can still be read.
    void let_go(std::size_t until) const;
    const std::filesystem::path& path() const { return path_; }
    /// Open for reading.
    int descriptor() const { return descriptor_; }

 private:
    std::filesystem::path path_;
    int descriptor_ = -1;
    std::string_view bytes_;
};

}  // namespace render
