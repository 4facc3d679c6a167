#include "server/request_head.hpp"

#include <string>

#include <doctest/doctest.h>

namespace {

int refused(const std::string& lines) {
    return server::refuse_head(lines + "\r\n\r\n");
}

}  // namespace

TEST_CASE("an ordinary request is let in") {
    CHECK(refused("GET / HTTP/1.1\r\nHost: a\r\nUser-Agent: x y z\r\nContent-Length: 0") == 0);
    CHECK(refused("HEAD /foto/abc?x=1 HTTP/1.0") == 0);
}

TEST_CASE("requests that Poco would misread are refused before it reads them") {
    struct Case {
        const char* lines;
        int status;
    };
    for (const Case& each : {
             Case{"GET / HTTP/1.1", 400},                                           // no Host
             Case{"GET / HTTP/1.1\r\nHost: a\r\nHost: b", 400},                     // two
             Case{"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked", 400},  // a body
             Case{"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5", 413},           // a body
             Case{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5", 405},
             Case{"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 30",
                  413},  // two lengths
             Case{"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -5", 413},
             Case{"GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue", 417},
             Case{"GET / HTTP/1.1\r\nHost: a\r\nX: \x01", 400},
             Case{"GET / HTTP/1.1\r\nHost: a\r\n folded: line", 400},
             Case{"GET / HTTP/1.1\r\nHost: a\r\nno colon", 400},
             Case{"GET / HTTP/1.1\r\nHost : a", 400},
             Case{"GET http://elsewhere/ HTTP/1.1\r\nHost: a", 400},
             Case{"GET / HTTP/2.0\r\nHost: a", 505},
             Case{"GET /\xC3\xA9 HTTP/1.1\r\nHost: a", 400},
             Case{"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: b", 400},
             Case{"GET /a b HTTP/1.1\r\nHost: a", 400},
             Case{"G(T / HTTP/1.1\r\nHost: a", 400},
             Case{"hello", 400},
             Case{"", 400},
         }) {
        CAPTURE(each.lines);
        CHECK(refused(each.lines) == each.status);
    }
    CHECK(refused("GET /" + std::string(3000, 'a') + " HTTP/1.1\r\nHost: a") == 414);
    CHECK(server::refuse_head("GET / HTTP/1.1\r\nHost: a\r\n") == 400);
}

TEST_CASE("a request is taken apart") {
    const server::AskedFor asked = server::read_head(
        "GET /foto/a?b=c HTTP/1.1\r\nHost: a\r\nRANGE: bytes=0-\r\nIf-None-Match: \"x\"\r\nif-range: "
        "\"y\"\r\n\r\n");
    CHECK(asked.request.method == "GET");
    CHECK(asked.request.path == "/foto/a");
    CHECK(asked.request.range == "bytes=0-");
    CHECK(asked.request.if_none_match == "\"x\"");
    CHECK(asked.request.if_range == "\"y\"");
    CHECK(asked.keeps_connection);
    CHECK_FALSE(server::read_head("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").keeps_connection);
    CHECK_FALSE(server::read_head("GET / HTTP/1.0\r\n\r\n").keeps_connection);
    CHECK_FALSE(
        server::read_head("GET / HTTP/1.1\r\nHost: a\r\nConnection: te , Close\r\n\r\n").keeps_connection);
    CHECK(server::read_head("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n").keeps_connection);
}

TEST_CASE("a form is let in only where forms are taken, with one length that is a number") {
    const auto form_refused = [](const std::string& lines) {
        return server::refuse_head(lines + "\r\n\r\n", server::Takes::Forms);
    };
    CHECK(form_refused("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5") == 0);
    CHECK(form_refused("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 0") == 0);
    CHECK(form_refused("POST /a HTTP/1.1\r\nHost: a") == 411);
    CHECK(form_refused("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5") == 400);
    CHECK(form_refused("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: +5") == 400);
    CHECK(form_refused("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 12345678901") == 400);
    CHECK(form_refused("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked") ==
          400);
    CHECK(form_refused("GET /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5") == 413);
    CHECK(form_refused("DELETE /a HTTP/1.1\r\nHost: a") == 405);
}

TEST_CASE("what a header says is taken as it is written, without the space around it") {
    const server::Request asked =
        server::read_head(
            "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length:  7 \r\nX: y\r\nCookie:\t a=b \r\nOrigin:\r\n"
            "Accept: =?ISO-8859-1?B?DQpBOiBi?=\r\n\r\n")
            .request;
    CHECK(asked.length == 7);
    CHECK(asked.cookie == "a=b");
    CHECK(asked.origin.empty());
    CHECK(asked.accept == "=?ISO-8859-1?B?DQpBOiBi?=");
    CHECK(asked.query.empty());
}

TEST_CASE("of a list in several headers all is read, so that what a proxy wrote last is the last") {
    const server::Request asked =
        server::read_head(
            "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 192.0.2.1\r\nOrigin: one\r\nOrigin: two\r\n"
            "X-Forwarded-For: 198.51.100.7\r\nAccept: image/avif\r\nAccept: image/webp\r\n\r\n")
            .request;
    CHECK(asked.forwarded_for == "192.0.2.1, 198.51.100.7");
    CHECK(asked.accept == "image/avif, image/webp");
    CHECK(asked.origin == "one");
}
