#pragma once

#include "server/answer.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>

namespace server {

/// What has been answered so far, for who watches over the machine: numbers only, nobody's address or path.
class Gauges {
 public:
    void count(const Answer& answer);
    /// As Prometheus reads it (text format 0.0.4).
    std::string as_text(std::size_t streams, std::size_t screens, std::size_t heard) const;

 private:
    std::array<std::atomic<std::uint64_t>, 6> answers_{};  // by the first digit of the status
    std::atomic<std::uint64_t> bytes_ = 0;
};

}  // namespace server
