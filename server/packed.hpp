#pragma once

#include "server/answer.hpp"

#include <map>
#include <mutex>
#include <string>

namespace server {

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
