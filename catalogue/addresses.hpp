#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace catalogue {

/// Public addresses: BLAKE2b of what is meant under the library's own key, so that they cannot be guessed,
/// tell nothing, differ in every channel and stay the same as long as the library does.
class Addresses {
 public:
    /// Reads the key. Throws CannotWork when it is not there.
    explicit Addresses(const std::filesystem::path& key_file);

    /// Makes a key where there is none, readable for the owner alone.
    static void make_key(const std::filesystem::path& key_file);

    /// 128 bits as 22 characters of base64url.
    std::string of(std::string_view room, std::string_view thing, std::string_view version) const;

    /// 50 bits as 10 characters that are told apart when read aloud: digits and capitals without I, L, O, U.
    std::string code_of(std::string_view room, std::string_view thing) const;

 private:
    template <std::size_t bytes>
    std::array<unsigned char, bytes> hash_of(std::string_view room, std::string_view thing,
                                             std::string_view version) const;

    std::array<unsigned char, 32> key_{};
};

}  // namespace catalogue
