#include "server/leaders/secrets.hpp"

#include "catalogue/catalogue.hpp"

#include <array>
#include <cstddef>
#include <semaphore>
#include <string>
#include <string_view>

#include <sodium.h>

namespace server::leaders {

namespace {

constexpr unsigned long long rounds = 3;
constexpr std::size_t memory = std::size_t{64} * 1024 * 1024;

// Of a password that nobody has; what an unknown login is compared with.
constexpr const char* nobodys_hash =
    "$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

std::counting_semaphore<2>& places() {
    static std::counting_semaphore<2> two(2);
    return two;
}

class Place {
 public:
    Place() { places().acquire(); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place() { places().release(); }
};

std::string in_base64url(const unsigned char* bytes, std::size_t size) {
    std::string text(sodium_base64_encoded_len(size, sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes, size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.resize(text.size() - 1);  // the NUL
    return text;
}

void start() {
    if (sodium_init() < 0) throw catalogue::CannotWork("libsodium cannot be used; install it again");
}

}  // namespace

std::string new_token() {
    start();
    std::array<unsigned char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return in_base64url(bytes.data(), bytes.size());
}

std::string hash_of_token(std::string_view token) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(token.data()), token.size());
    std::array<char, 2 * hash.size() + 1> text{};
    return sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
}

std::string derived_from(std::string_view token, std::string_view use) {
    std::array<unsigned char, 32> hash{};
    const std::string key = hash_of_token(token).substr(0, crypto_generichash_KEYBYTES_MAX);
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(use.data()),
                       use.size(), reinterpret_cast<const unsigned char*>(key.data()), key.size());
    return in_base64url(hash.data(), hash.size());
}

bool same_secret(std::string_view one, std::string_view other) {
    return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

std::string hash_of_password(std::string_view password) {
    start();
    const Place place;
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str(hash.data(), password.data(), password.size(), rounds, memory) != 0) {
        throw catalogue::CannotWork(
            "There is too little memory to make a password safe; stop another program");
    }
    return hash.data();
}

bool is_password(std::string_view hash, std::string_view password) {
    start();
    const Place place;
    const std::string against{hash.empty() ? std::string_view{nobodys_hash} : hash};
    const bool fits = crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
    return fits && !hash.empty();
}

}  // namespace server::leaders
