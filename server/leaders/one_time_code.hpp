#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Codes that a telephone makes from a shared secret and the time (RFC 6238 with HMAC-SHA-1, six figures,
/// half minutes: what every app of that kind does).
namespace server::leaders {

/// 160 random bits as base32 (RFC 4648 §6), as RFC 4226 §4 recommends.
std::string new_code_secret();

/// Empty when it is no base32. Capitals do not matter; spaces are passed over.
std::optional<std::vector<unsigned char>> of_base32(std::string_view text);

/// RFC 4226 §5.3: so many figures of the code with that number.
std::string code_of(const std::vector<unsigned char>& secret, std::uint64_t number, int figures);

/// The half minute since 1970.
std::int64_t step_at(std::int64_t seconds);

/// For which half minute this code is right, if for one: the one of now, the one before or the one behind,
/// because clocks differ. secret: base32.
std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view code,
                                         std::int64_t seconds);

/// What the telephone reads: otpauth://totp/...
std::string code_address(std::string_view secret, std::string_view login);

/// The dark squares of its QR code as the d of an SVG path, in a square of `side` with its margin.
struct QrPath {
    std::string d;
    int side = 0;
};
QrPath qr_path(const std::string& text);

/// Ten codes of ten letters and figures, each to be used once.
std::vector<std::string> new_recovery_codes();
/// As it is kept, however it was typed.
std::string hash_of_recovery_code(std::string_view typed);

}  // namespace server::leaders
