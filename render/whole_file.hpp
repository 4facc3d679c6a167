#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>

namespace render {

/// A file that is whole or absent: written beside its target under a name that ends in ".unfinished", then
/// synced and renamed by commit(). Without commit() nothing stays. Throws CannotWork.
class WholeFile {
 public:
    explicit WholeFile(std::filesystem::path target);
    WholeFile(const WholeFile&) = delete;
    WholeFile& operator=(const WholeFile&) = delete;
    ~WholeFile();

    std::FILE* handle() const { return file_.get(); }
    const std::filesystem::path& target() const { return target_; }
    /// Where the file lies until commit(), with all that was written to it so far.
    const std::filesystem::path& unfinished();
    void commit();

 private:
    struct Close {
        void operator()(std::FILE* file) const;
    };

    std::filesystem::path target_;
    std::filesystem::path unfinished_;
    std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace render
