#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace server::leaders {

enum class PasswordFault {
    None,
    TooShort,
    TooLong,
    OwnName,    // somebody's own name or login makes up most of it
    Repeated,   // the same few letters, or the same piece, over and over
    Row,        // keys that lie beside each other, or the alphabet
    WellKnown,  // words that everybody tries first: the course's own, seasons, years
};

inline constexpr std::size_t shortest_password = 15;  // characters (SERVER §4)
inline constexpr std::size_t longest_password = 200;  // bytes

/// What makes a password easy to guess. It is judged by what is left when everything that can be guessed is
/// taken out: a long one of words that have nothing to do with each other stays. Small letters and capitals,
/// and the figures that people put for letters, do not make a difference.
PasswordFault fault_of_password(std::string_view password, std::string_view name, std::string_view login);

}  // namespace server::leaders
