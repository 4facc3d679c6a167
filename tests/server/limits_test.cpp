#include "server/limits.hpp"

#include "server/answer.hpp"
#include "server/http_server.hpp"
#include "visitor.hpp"

#include <chrono>
#include <string>
#include <vector>

#include <Poco/Net/StreamSocket.h>
#include <doctest/doctest.h>

namespace {

using server::Addresses;
using server::Limits;
using std::chrono::seconds;

server::Request from(const std::string& peer, const std::string& forwarded_for = {}) {
    server::Request request;
    request.peer = peer;
    request.forwarded_for = forwarded_for;
    return request;
}

const Limits tight{2, 1, 3, false};

}  // namespace

TEST_CASE("one address has so many connections and no more, and others have theirs") {
    Addresses addresses(tight);
    CHECK(addresses.comes_in("198.51.100.1"));
    CHECK(addresses.comes_in("::ffff:198.51.100.1"));  // the same, as seen through IPv6
    CHECK_FALSE(addresses.comes_in("198.51.100.1"));
    CHECK(addresses.comes_in("198.51.100.2"));
    addresses.goes_out("198.51.100.1");
    CHECK(addresses.comes_in("198.51.100.1"));
    CHECK(addresses.comes_in("2001:db8::1"));
    CHECK(addresses.comes_in("2001:db8::2"));
    CHECK_FALSE(addresses.comes_in("2001:db8::3"));  // one subscriber has the whole /64
    CHECK(addresses.comes_in("2001:db8:0:1::3"));
    for (int i = 0; i < 10; ++i) CHECK(addresses.comes_in("127.0.0.1"));
}

TEST_CASE("who asks too much waits, and may ask again after a while") {
    Addresses addresses(tight);
    const auto begun = Addresses::Clock::time_point{} + seconds(1000);
    for (int i = 0; i < 3; ++i) CHECK(addresses.may_ask(from("198.51.100.1"), begun));
    CHECK_FALSE(addresses.may_ask(from("198.51.100.1"), begun));
    CHECK(addresses.may_ask(from("198.51.100.2"), begun));
    CHECK(addresses.may_ask(from("198.51.100.1"), begun + seconds(1)));
    CHECK_FALSE(addresses.may_ask(from("198.51.100.1"), begun + seconds(1)));
    CHECK(addresses.may_ask(from("198.51.100.1"), begun + seconds(100)));
}

TEST_CASE(
    "what a visitor writes about where he comes from is believed of a proxy alone, and only when told so") {
    const auto begun = Addresses::Clock::time_point{} + seconds(1000);
    Addresses direct(tight);
    for (int i = 0; i < 3; ++i) direct.may_ask(from("198.51.100.1", "203.0.113." + std::to_string(i)), begun);
    CHECK_FALSE(direct.may_ask(from("198.51.100.1", "203.0.113.9"), begun));

    CHECK(server::visitor_of(from("127.0.0.1", "203.0.113.1"), false) == "127.0.0.1");
    CHECK(server::visitor_of(from("127.0.0.1", "203.0.113.1"), true) == "203.0.113.1");
    CHECK(server::visitor_of(from("10.0.0.2", "6.6.6.6, 203.0.113.1"), true) == "203.0.113.1");
    CHECK(server::visitor_of(from("198.51.100.1", "203.0.113.1"), true) == "198.51.100.1");
    CHECK(server::visitor_of(from("127.0.0.1", "no address"), true) == "127.0.0.1");

    Addresses behind({2, 1, 3, true});
    for (int i = 0; i < 3; ++i) CHECK(behind.may_ask(from("127.0.0.1", "203.0.113.1"), begun));
    CHECK_FALSE(behind.may_ask(from("127.0.0.1", "203.0.113.1"), begun));
    CHECK(behind.may_ask(from("127.0.0.1", "203.0.113.2"), begun));
}

TEST_CASE("a visitor behind a proxy who asks too much is told so, and the next is answered") {
    const server::HttpServer http("127.0.0.1:0",
                                  {[](const server::Request&) { return server::Answer{}; },
                                   [](int status) {
                                       server::Answer answer;
                                       answer.status = status;
                                       return answer;
                                   }},
                                  {0, 0.001, 2, true});
    const auto status = [&](const std::string& visitor) {
        return visitor::ask(http, "/", "X-Forwarded-For: " + visitor + "\r\n").status;
    };
    CHECK(status("203.0.113.1") == 200);
    CHECK(status("203.0.113.1") == 200);
    CHECK(status("203.0.113.1") == 429);
    CHECK(status("203.0.113.2") == 200);
}

TEST_CASE("hundreds of visitors who say half a question, or do not read, keep nobody else waiting") {
    const server::HttpServer http(
        "127.0.0.1:0", {[](const server::Request& request) {
                            server::Answer answer;
                            answer.body = request.path == "/large" ? std::string(8 << 20, 'x') : "here";
                            return answer;
                        },
                        [](int) { return server::Answer{}; }});
    std::vector<Poco::Net::StreamSocket> slow;
    for (int i = 0; i < 400; ++i) {
        slow.push_back(visitor::connected_to(http));
        visitor::say(slow.back(), i % 2 == 0 ? "GET / HTTP/1.1\r\nHo" : "");
    }
    for (int i = 0; i < 40; ++i) {  // more of them than there are threads
        slow.push_back(visitor::connected_to(http));
        visitor::say(slow.back(), "GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    CHECK(visitor::ask(http, "/").body == "here");
}
