#pragma once

#include <string_view>

namespace server {

/// The most bytes a request line and its headers may take together.
inline constexpr int largest_head = 16 * 1024;

/// Looks at the raw bytes of a request head, up to and with the empty line, before anything parses them.
/// Returns the status to refuse with, or 0 when it may be handed on: Poco 1.11 takes two lengths, both kinds
/// of length, no Host, and decodes headers (SERVER §2.10 P1–P3).
int refuse_head(std::string_view head);

}  // namespace server
