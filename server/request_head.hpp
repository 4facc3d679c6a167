#pragma once

#include "server/answer.hpp"

#include <string_view>

namespace server {

/// The most bytes a request line and its headers may take together.
inline constexpr int largest_head = 16 * 1024;

enum class Takes { Questions, Forms };

/// Looks at the raw bytes of a request head, up to and with the empty line, before anything parses them.
/// Returns the status to refuse with, or 0 when it may be handed on: Poco 1.11 takes two lengths, both kinds
/// of length, no Host, and decodes headers (SERVER §2.10 P1–P3). Forms: a POST may announce one length.
int refuse_head(std::string_view head, Takes takes = Takes::Questions);

/// A head that was not refused, taken apart.
struct AskedFor {
    Request request;
    bool keeps_connection = false;  // the asker may have more to ask
};

AskedFor read_head(std::string_view head);

/// Whether that can be the name of a host, with its port or without, so that it may stand in an address that
/// we write (RFC 9110 §7.2, as far as browsers send it).
bool is_host(std::string_view text);

/// Names of headers and hosts are the same in capitals.
bool same_name(std::string_view written, std::string_view name);

}  // namespace server
