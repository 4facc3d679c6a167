#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace catalogue {

/// SHA-256 (FIPS 180-4) of bytes that come in pieces. By OpenSSL, which uses the processor's own instructions
/// for it: five times as fast as libsodium's. Not by its EVP, which fetches every digest from a provider: for
/// the first one that reads OpenSSL's settings and takes 2 MB and as much time as laying out a few pages.
class Sha256 {
 public:
    Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    ~Sha256();

    void add(std::span<const std::uint8_t> bytes);
    void add(std::string_view bytes);

    /// In lower case. Nothing may be added after it.
    std::string hexadecimal();

 private:
    struct State;
    std::unique_ptr<State> state_;
};

/// SHA-256 in lower-case hexadecimal.
std::string sha256_of(std::string_view bytes);

/// The same of a file, read in pieces. Throws CannotWork when it cannot be read.
std::string sha256_of_file(const std::filesystem::path& path);

}  // namespace catalogue
