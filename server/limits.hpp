#pragma once

#include "server/answer.hpp"

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>

namespace server {

/// What one visitor's address may ask of us. Generous: a whole waiting room or school may share one address.
struct Limits {
    std::size_t connections = 256;  // open at once; 0: any number
    double questions = 100;         // a second, on average; 0: any number
    double at_once = 1000;          // questions that may come together after a quiet time
    bool proxied = false;           // a proxy in front names the visitor in X-Forwarded-For
};

/// Counts by address. Addresses of this machine itself are not counted: a proxy stands there, or whoever
/// keeps the server. Behind a proxy that names its visitors, these are counted instead, by their questions
/// alone: their connections are the proxy's. Nothing is written down, and who is quiet is forgotten.
/// Safe to call from several threads.
class Addresses {
 public:
    using Clock = std::chrono::steady_clock;

    explicit Addresses(Limits limits) : limits_(limits) {}

    /// One more connection from there: whether it may be.
    bool comes_in(const std::string& address);
    void goes_out(const std::string& address);
    /// Whether whoever asks this may have an answer now.
    bool may_ask(const Request& request, Clock::time_point now = Clock::now());

 private:
    struct Bucket {
        double left;  // questions that may be asked at once
        Clock::time_point at;
    };
    void forget_the_quiet(Clock::time_point now);

    Limits limits_;
    std::mutex mutex_;
    std::map<std::string, std::size_t> connections_;
    std::map<std::string, Bucket> buckets_;
    Clock::time_point tidied_{};
};

/// Who asks: the address at the other end, or, where a proxy is trusted and stands on this machine or in its
/// own network, the last address in X-Forwarded-For, which is the one that the proxy itself wrote.
std::string visitor_of(const Request& request, bool proxied);

}  // namespace server
