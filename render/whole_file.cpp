#include "render/whole_file.hpp"

#include "catalogue/catalogue.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <stdio.h>  // NOLINT(modernize-deprecated-headers): fileno is POSIX
#include <unistd.h>

namespace render {

namespace {

catalogue::CannotWork cannot_write(const std::filesystem::path& target, int error) {
    return catalogue::CannotWork{"The file " + target.string() + " cannot be written (" +
                                 std::strerror(error) +
                                 "): choose another folder, or make room on the disk."};
}

void sync_folder_of(const std::filesystem::path& file) {
    const auto parent = file.parent_path();
    const int folder = ::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return;  // a file system that cannot be asked
    ::fsync(folder);
    ::close(folder);
}

}  // namespace

void WholeFile::Close::operator()(std::FILE* file) const {
    std::fclose(file);  // NOLINT(cppcoreguidelines-owning-memory): this is the owner's deleter
}

WholeFile::WholeFile(std::filesystem::path target) : target_(std::move(target)), unfinished_(target_) {
    unfinished_ += ".unfinished";
    file_.reset(std::fopen(unfinished_.c_str(), "wbe"));
    if (!file_) throw cannot_write(target_, errno);
}

WholeFile::~WholeFile() {
    if (unfinished_.empty()) return;
    file_.reset();
    std::error_code ignored;
    std::filesystem::remove(unfinished_, ignored);
}

const std::filesystem::path& WholeFile::unfinished() {
    if (std::fflush(file_.get()) != 0) throw cannot_write(target_, errno);
    return unfinished_;
}

void WholeFile::commit() {
    if (std::fflush(file_.get()) != 0 || ::fsync(::fileno(file_.get())) != 0)
        throw cannot_write(target_, errno);
    file_.reset();
    if (std::rename(unfinished_.c_str(), target_.c_str()) != 0) throw cannot_write(target_, errno);
    unfinished_.clear();
    sync_folder_of(target_);
}

}  // namespace render
