#pragma once

#include "render/mapped_file.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace render {

/// SHA-256 (FIPS 180-4) of a file while it is written, on a thread of its own: to read the finished file back
/// takes as long as writing it did.
class RunningDigest {
 public:
    RunningDigest();
    RunningDigest(const RunningDigest&) = delete;
    RunningDigest& operator=(const RunningDigest&) = delete;
    /// Without hexadecimal() what was added is forgotten.
    ~RunningDigest();

    /// In the order of the file. Waits when far ahead of the digest, so that little is kept.
    void add(std::string bytes);
    /// parts: of the file, which stays open until they were read.
    void add(std::shared_ptr<const MappedFile> file, std::vector<std::string_view> parts);

    /// Waits for the end. In lower case. Nothing may be added after it.
    std::string hexadecimal();

 private:
    class Queue;

    std::unique_ptr<Queue> queue_;
};

}  // namespace render
