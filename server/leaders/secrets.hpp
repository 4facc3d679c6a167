#pragma once

#include <string>
#include <string_view>

/// Passwords and tokens (SERVER §4), with libsodium.
namespace server::leaders {

/// 256 random bits, as 43 characters of base64url.
std::string new_token();

/// What is kept of a token: SHA-256, in hexadecimal.
std::string hash_of_token(std::string_view token);

/// A value that only who has the token can know, for one use of it: "form".
std::string derived_from(std::string_view token, std::string_view use);

/// Whether both are the same, in a time that does not tell where they differ.
bool same_secret(std::string_view one, std::string_view other);

/// Argon2id with 64 MiB and 3 rounds. At most two at once, for the memory.
std::string hash_of_password(std::string_view password);
/// hash: empty when there is no such account; takes as long, and is a no.
bool is_password(std::string_view hash, std::string_view password);

}  // namespace server::leaders
