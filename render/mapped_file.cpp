#include "render/mapped_file.hpp"

#include "render/jpeg.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace render {

MappedFile::MappedFile(const std::filesystem::path& master)
    : path_(master), descriptor_(::open(master.c_str(), O_RDONLY | O_CLOEXEC)) {
    struct stat facts = {};
    if (descriptor_ < 0) throw master_unreadable(master);
    void* memory = MAP_FAILED;
    if (::fstat(descriptor_, &facts) == 0 && facts.st_size > 0) {
        memory =
            ::mmap(nullptr, static_cast<std::size_t>(facts.st_size), PROT_READ, MAP_PRIVATE, descriptor_, 0);
    }
    if (memory == MAP_FAILED) {
        ::close(descriptor_);
        throw master_unreadable(master);
    }
    bytes_ = {static_cast<const char*>(memory), static_cast<std::size_t>(facts.st_size)};
}

std::optional<std::size_t> MappedFile::place_of(std::string_view part) const {
    const char* end = bytes_.data() + bytes_.size();
    const bool within = !std::less<>()(part.data(), bytes_.data()) && std::less<>()(part.data(), end);
    if (!within) return std::nullopt;
    return static_cast<std::size_t>(part.data() - bytes_.data());
}

void MappedFile::let_go(std::size_t until) const {
    const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    // NOLINTNEXTLINE(*-const-cast): the system's own type for memory
    ::madvise(const_cast<char*>(bytes_.data()), until / page * page, MADV_DONTNEED);
}

MappedFile::~MappedFile() {
    // NOLINTNEXTLINE(*-const-cast): the system's own type for memory
    ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
    ::close(descriptor_);
}

}  // namespace render
