#pragma once

#include <string>
#include <string_view>

namespace server {

class Certificate;

/// TLS of the server's own.
struct Encryption {
    const Certificate* certificate = nullptr;  // null: none is spoken; lives longer than the server
    /// The name at which browsers are told to come back by https alone (RFC 6797); empty: nowhere.
    std::string strict_host = {};

    /// host: as a visitor sent it, with its port or without.
    bool is_strict_at(std::string_view host) const;
};

/// The name in an address such as "https://foto.example.org" where browsers may be told so. That holds for
/// every port of a name, and cannot be taken back: so only for a name of the internet, at the usual port. On
/// a local network, under an address of numbers or with a port in the address, something else may be reached
/// by http at the same name.
std::string strict_host_of(std::string_view address);

}  // namespace server
