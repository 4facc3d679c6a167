#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace render {

/// 128 bits that tell documents apart (FNV-1a, with two beginnings). No proof of anything: whoever wants two
/// documents with one fingerprint can make them.
class Fingerprint {
 public:
    void add(std::string_view bytes);

    /// 32 digits.
    std::string hexadecimal() const;

 private:
    std::uint64_t halves_[2] = {14695981039346656037u, 1099511628211u};
};

}  // namespace render
