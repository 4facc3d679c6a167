#include "server/encryption.hpp"

#include "server/request_head.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <string>
#include <string_view>

namespace server {

namespace {

// Ends of names that are of no one network alone (RFC 6762, RFC 8375, and what routers use).
constexpr std::array<std::string_view, 8> local_ends = {
    ".local", ".lan", ".home", ".home.arpa", ".internal", ".intranet", ".localdomain", ".localhost"};

bool is_of_the_internet(std::string_view host) {
    const std::size_t dot = host.rfind('.');
    if (dot == std::string_view::npos || dot + 1 == host.size()) return false;
    const bool is_local =
        std::ranges::any_of(local_ends, [&](std::string_view end) { return host.ends_with(end); });
    // The last part of an address of numbers is a number.
    return !is_local && std::isalpha(static_cast<unsigned char>(host[dot + 1])) != 0;
}

}  // namespace

bool Encryption::is_strict_at(std::string_view host) const {
    return !strict_host.empty() && same_name(host.substr(0, host.find(':')), strict_host);
}

std::string strict_host_of(std::string_view address) {
    constexpr std::string_view https = "https://";
    if (!address.starts_with(https)) return {};
    address.remove_prefix(https.size());
    std::string host{address.substr(0, address.find('/'))};
    std::ranges::transform(host, host.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const bool plain = std::ranges::all_of(
        host, [](unsigned char c) { return std::isalnum(c) != 0 || c == '.' || c == '-'; });
    return plain && is_of_the_internet(host) ? host : std::string{};
}

}  // namespace server
