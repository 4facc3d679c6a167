#include "server/fingerprint.hpp"

#include <array>
#include <string>
#include <string_view>

#include <sodium.h>

namespace server {

std::string fingerprint(std::string_view bytes) {
    std::array<unsigned char, 16> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                       bytes.size(), nullptr, 0);
    std::array<char, 2 * hash.size() + 1> text{};
    return sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
}

}  // namespace server
