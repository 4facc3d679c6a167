#include "server/limits.hpp"

#include "server/answer.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>
#include <string>

#include <Poco/Net/IPAddress.h>

namespace server {

namespace {

constexpr auto tidy_every = std::chrono::seconds(10);

// IPv4 as seen through an IPv6 socket is the same visitor.
std::string plain(const std::string& address) {
    constexpr auto mapped = "::ffff:";
    return address.starts_with(mapped) ? address.substr(7) : address;
}

bool is_of_this_machine(const std::string& address) {
    const std::string own = plain(address);
    return own.starts_with("127.") || own == "::1";
}

// Somebody with IPv6 has a whole /64 to ask from.
std::string counted_as(const std::string& address) {
    Poco::Net::IPAddress parsed;
    if (!Poco::Net::IPAddress::tryParse(plain(address), parsed)) return {};
    if (parsed.family() == Poco::Net::IPAddress::IPv4) return parsed.toString();
    return (parsed & Poco::Net::IPAddress(64U, Poco::Net::IPAddress::IPv6)).toString();
}

}  // namespace

std::string visitor_of(const Request& request, bool proxied) {
    if (!proxied || request.forwarded_for.empty()) return request.peer;
    Poco::Net::IPAddress peer;
    const bool near = Poco::Net::IPAddress::tryParse(plain(request.peer), peer) &&
                      (peer.isLoopback() || peer.isSiteLocal() || peer.isLinkLocal());
    if (!near) return request.peer;
    std::string last = request.forwarded_for.substr(request.forwarded_for.rfind(',') + 1);
    std::erase(last, ' ');
    Poco::Net::IPAddress named;
    return Poco::Net::IPAddress::tryParse(plain(last), named) ? plain(last) : request.peer;
}

bool Addresses::comes_in(const std::string& address) {
    if (limits_.connections == 0 || limits_.proxied || is_of_this_machine(address)) return true;
    const std::scoped_lock lock(mutex_);
    std::size_t& open = connections_[counted_as(address)];
    if (open >= limits_.connections) return false;
    ++open;
    return true;
}

void Addresses::goes_out(const std::string& address) {
    if (limits_.connections == 0 || limits_.proxied || is_of_this_machine(address)) return;
    const std::scoped_lock lock(mutex_);
    const auto found = connections_.find(counted_as(address));
    if (found != connections_.end() && --found->second == 0) connections_.erase(found);
}

bool Addresses::may_ask(const Request& request, Clock::time_point now) {
    if (limits_.questions <= 0) return true;
    const std::string visitor = visitor_of(request, limits_.proxied);
    if (is_of_this_machine(visitor)) return true;
    const std::scoped_lock lock(mutex_);
    if (now - tidied_ > tidy_every) forget_the_quiet(now);
    const auto [found, is_new] = buckets_.try_emplace(counted_as(visitor), Bucket{limits_.at_once, now});
    Bucket& bucket = found->second;
    const double seconds = std::chrono::duration<double>(now - bucket.at).count();
    bucket.left = std::min(limits_.at_once, bucket.left + seconds * limits_.questions);
    bucket.at = now;
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
}

void Addresses::forget_the_quiet(Clock::time_point now) {
    tidied_ = now;
    const auto full_again =
        std::chrono::duration<double>(limits_.at_once / std::max(limits_.questions, 0.001));
    std::erase_if(buckets_, [&](const auto& each) { return now - each.second.at > full_again; });
}

}  // namespace server
