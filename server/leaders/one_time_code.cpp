#include "server/leaders/one_time_code.hpp"

#include "catalogue/catalogue.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/secrets.hpp"

#include <array>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <qrencode.h>
#include <sodium.h>

namespace server::leaders {

namespace {

constexpr std::string_view base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::int64_t seconds_a_step = 30;
constexpr int figures = 6;

std::string random_base32(std::size_t letters) {
    if (sodium_init() < 0) throw catalogue::CannotWork("libsodium cannot be used; install it again");
    std::string text;
    for (std::size_t i = 0; i < letters; ++i) text += base32[randombytes_uniform(base32.size())];
    return text;
}

}  // namespace

std::string new_code_secret() {
    return random_base32(32);
}

std::optional<std::vector<unsigned char>> of_base32(std::string_view text) {
    std::vector<unsigned char> bytes;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        if (c == ' ') continue;
        const std::size_t value = base32.find(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
        if (value == std::string_view::npos) return std::nullopt;
        bits = bits << 5U | static_cast<unsigned>(value);
        count += 5;
        if (count < 8) continue;
        count -= 8;
        bytes.push_back(static_cast<unsigned char>(bits >> static_cast<unsigned>(count) & 0xFFU));
    }
    if (bytes.empty()) return std::nullopt;
    return bytes;
}

std::string code_of(const std::vector<unsigned char>& secret, std::uint64_t number, int wanted) {
    std::array<unsigned char, 8> message{};
    for (std::size_t i = 0; i < message.size(); ++i) {
        message[i] = static_cast<unsigned char>(number >> 8 * (message.size() - 1 - i) & 0xFFU);
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned length = 0;
    if (HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), message.data(), message.size(),
             hash.data(), &length) == nullptr ||
        length < 20) {
        throw catalogue::CannotWork("OpenSSL cannot make an HMAC; install it again");
    }
    const std::size_t at = hash[length - 1] & 0xFU;
    const std::uint32_t truncated = (hash[at] & 0x7FU) << 24U | std::uint32_t{hash[at + 1]} << 16U |
                                    std::uint32_t{hash[at + 2]} << 8U | hash[at + 3];
    std::uint32_t most = 1;
    for (int i = 0; i < wanted; ++i) most *= 10;
    return fmt::format("{:0{}}", truncated % most, wanted);
}

std::int64_t step_at(std::int64_t seconds) {
    return seconds / seconds_a_step;
}

std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view code,
                                         std::int64_t seconds) {
    const auto bytes = of_base32(secret);
    std::string typed;
    for (const char c : code) {
        if (c != ' ') typed += c;
    }
    if (!bytes || typed.size() != figures) return std::nullopt;
    std::optional<std::int64_t> found;
    for (const std::int64_t apart : {-1, 0, 1}) {  // all of them, so that the time tells nothing
        const std::int64_t step = step_at(seconds) + apart;
        if (same_secret(code_of(*bytes, static_cast<std::uint64_t>(step), figures), typed)) found = step;
    }
    return found;
}

std::string code_address(std::string_view secret, std::string_view login) {
    return fmt::format("otpauth://totp/In%20Beeld:{}?secret={}&issuer=In%20Beeld", in_address(login), secret);
}

QrPath qr_path(const std::string& text) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code{
        QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), QRcode_free};
    if (!code) throw catalogue::CannotWork("A QR code cannot be made of this text");
    constexpr int margin = 4;
    QrPath path{"", code->width + 2 * margin};
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x) {
            if ((code->data[y * code->width + x] & 1U) != 0)
                path.d += fmt::format("M{} {}h1v1h-1z", x + margin, y + margin);
        }
    }
    return path;
}

std::vector<std::string> new_recovery_codes() {
    std::vector<std::string> codes;
    constexpr std::size_t number = 10;
    codes.reserve(number);
    for (std::size_t i = 0; i < number; ++i) codes.push_back(random_base32(5) + "-" + random_base32(5));
    return codes;
}

std::string hash_of_recovery_code(std::string_view typed) {
    std::string letters;
    for (const char c : typed) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0) letters += static_cast<char>(std::toupper(byte));
    }
    return hash_of_token("recovery|" + letters);
}

}  // namespace server::leaders
