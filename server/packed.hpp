#pragma once

#include "server/answer.hpp"

#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace server {

/// Accept-Encoding: whether gzip is in the list, and not refused with q=0 (RFC 9110 §12.5.3).
bool takes_gzip(std::string_view accept_encoding);

/// Text that goes out packed (gzip, RFC 1952) to whoever takes it. What never changes is packed once. Safe to
/// call from several threads.
class Packer {
 public:
    /// Packs the answer's body where that is worth it; pictures and parts are left as they are.
    void pack(const Request& request, Answer& answer);

 private:
    std::mutex mutex_;
    std::map<std::string, std::string> packed_;  // by ETag: style sheets and scripts alone
};

}  // namespace server
