#include "catalogue/addresses.hpp"

#include "catalogue/failure.hpp"
#include "catalogue/files.hpp"

#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <ios>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <sodium.h>

namespace catalogue {

Addresses::Addresses(const std::filesystem::path& key_file) {
    std::ifstream file(key_file, std::ios::binary);
    file.read(reinterpret_cast<char*>(key_.data()), static_cast<std::streamsize>(key_.size()));
    if (!file) {
        throw CannotWork(fmt::format("{} is missing or damaged; put it back from the backup of the library",
                                     key_file.string()));
    }
}

void Addresses::make_key(const std::filesystem::path& key_file) {
    if (std::filesystem::exists(key_file)) return;
    if (sodium_init() < 0) throw CannotWork("This machine gives no random numbers; start it again");
    std::string key(32, '\0');
    randombytes_buf(key.data(), key.size());
    write_whole(key_file, key);
}

template <std::size_t bytes>
std::array<unsigned char, bytes> Addresses::hash_of(std::string_view room, std::string_view thing,
                                                    std::string_view version) const {
    // Lengths first, so that no two things are written the same.
    const std::string meant =
        fmt::format("{}:{}{}:{}{}:{}", room.size(), room, thing.size(), thing, version.size(), version);
    std::array<unsigned char, bytes> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(meant.data()),
                       meant.size(), key_.data(), key_.size());
    return hash;
}

std::string Addresses::of(std::string_view room, std::string_view thing, std::string_view version) const {
    const auto hash = hash_of<16>(room, thing, version);
    std::array<char, 32> text{};
    return sodium_bin2base64(text.data(), text.size(), hash.data(), hash.size(),
                             sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::string Addresses::code_of(std::string_view room, std::string_view thing) const {
    constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    // The least that BLAKE2b gives is 128 bits; the first ten fives of them are enough.
    const auto hash = hash_of<16>(room, thing, "");
    std::string code;
    for (std::size_t bit = 0; code.size() < 10; bit += 5) {
        const unsigned two_bytes = hash[bit / 8] * 256U + hash[bit / 8 + 1];
        code += letters[two_bytes >> (11 - bit % 8) & 31U];
    }
    return code;
}

}  // namespace catalogue
