#include "a_certificate.hpp"
#include "a_site.hpp"
#include "catalogue/catalogue.hpp"
#include "server/answer.hpp"
#include "server/certificate.hpp"
#include "server/encryption.hpp"
#include "server/http_server.hpp"
#include "tests/catalogue/a_course.hpp"
#include "visitor.hpp"

#include <cstddef>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <ios>
#include <memory>
#include <string>

#include <Poco/Net/StreamSocket.h>
#include <doctest/doctest.h>

namespace {

using a_certificate::Visitor;
using visitor::holds;

constexpr std::size_t large = 8'000'000;

// Bytes of which no two stretches are the same.
std::string many_bytes() {
    std::string bytes;
    for (unsigned i = 0; bytes.size() < large; ++i) bytes += std::to_string(i * 2654435761U);
    bytes.resize(large);
    return bytes;
}

/// A server that speaks TLS and says back what it was asked; of /large and /file many bytes.
struct Closed {
    explicit Closed(std::string strict_host = {}) : strict(std::move(strict_host)) {
        std::ofstream(folder.path / "file", std::ios::binary) << many_bytes();
    }

    server::Answer answer(const server::Request& request) const {
        if (request.path == "/file") {
            return server::file_content(request, folder.path / "file", "image/jpeg", server::Keep::Never);
        }
        server::Answer answer;
        answer.body = request.path == "/large" ? many_bytes() : request.path + " " + request.body;
        return answer;
    }

    static server::Answer refusal(int status) {
        server::Answer answer;
        answer.status = status;
        answer.body = "No.";
        return answer;
    }

    a_course::Folder folder;
    std::string strict;
    server::Certificate certificate{a_certificate::make(folder.path)};
    server::HttpServer http{"127.0.0.1:0",
                            {[this](const server::Request& request) { return answer(request); }, refusal,
                             [](const server::Request&) { return std::size_t{100'000}; }},
                            {},
                            {&certificate, strict}};
};

std::string question(const std::string& path, const std::string& fields = "") {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + fields + "\r\n";
}

std::string body_of(const std::string& answer) {
    const std::size_t end = answer.find("\r\n\r\n");
    return end == std::string::npos ? std::string{} : answer.substr(end + 4);
}

std::string why_not(const server::Certificate::Files& files) {
    try {
        const server::Certificate certificate(files);
        return {};
    } catch (const catalogue::CannotWork& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("a page is answered over TLS 1.2 and 1.3, and over nothing older") {
    const Closed closed;
    for (const auto& [newest, version] : {std::pair{0x0303, "TLSv1.2"}, std::pair{0x0304, "TLSv1.3"}}) {
        Visitor visitor(closed.http, newest);
        REQUIRE(visitor.is_in());
        CHECK(visitor.version() == version);
        CHECK(visitor.protocol() == "http/1.1");
        visitor.say(question("/foto"));
        const std::string answer = visitor.hear_all();
        CHECK(answer.starts_with("HTTP/1.1 200"));
        CHECK(body_of(answer) == "/foto ");
        CHECK(visitor.was_told_goodbye());
    }
    CHECK_FALSE(Visitor(closed.http, 0x0302).is_in());
}

TEST_CASE("a withdrawn photo is gone over TLS too, at the next question of the same connection") {
    a_site::Site site(a_site::course());
    const server::Certificate certificate(a_certificate::make(site.folder.path));
    const server::HttpServer http("127.0.0.1:0", site.site.answers(), {}, {&certificate});
    const std::string ask = "GET /foto/" + site.site_address("p01") + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    Visitor visitor(http);
    visitor.say(ask);
    CHECK(visitor.hear(15).starts_with("HTTP/1.1 200"));
    site.record({a_site::answer("d1", "website", "withdraw")});
    Visitor other(http);
    other.say(ask);
    CHECK(other.hear(15).starts_with("HTTP/1.1 410"));
}

TEST_CASE("a screen hears of a withdrawal over TLS") {
    a_site::Site site(a_site::course());
    const server::Certificate certificate(a_certificate::make(site.folder.path));
    const server::HttpServer http("127.0.0.1:0", site.site.answers(), {}, {&certificate});
    Visitor screen(http);
    screen.say("GET /scherm/" + site.screen_token("r1") + "/stroom HTTP/1.1\r\nHost: localhost\r\n\r\n");
    std::string heard;
    while (!holds(heard, "event: lijst")) {
        const std::string more = screen.hear(1);
        REQUIRE_FALSE(more.empty());
        heard += more;
    }
    site.record({a_site::answer("d1", "practice_screen", "withdraw")});
    CHECK(holds(screen.hear(1), "event: lijst"));
    site.site.stop();
    CHECK(screen.hear_all().empty());
}

TEST_CASE("a picture of many records comes whole over TLS, from memory and from a file") {
    const Closed closed;
    const std::string bytes = many_bytes();
    CHECK(body_of(a_certificate::answer_to(closed.http, question("/large"))) == bytes);
    CHECK(body_of(a_certificate::answer_to(closed.http, question("/file"))) == bytes);
    const std::string part =
        a_certificate::answer_to(closed.http, question("/file", "Range: bytes=1000000-1999999\r\n"));
    CHECK(part.starts_with("HTTP/1.1 206"));
    CHECK(body_of(part) == bytes.substr(1'000'000, 1'000'000));
    // Several over the same connection, with something small between.
    Visitor visitor(closed.http);
    for (const char* path : {"/large", "/a", "/file"}) {
        visitor.say("GET " + std::string{path} + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        const std::string head = visitor.hear(1);
        const std::size_t length = path[1] == 'a' ? 3 : large;
        const std::size_t missing = head.find("\r\n\r\n") + 4 + length - head.size();
        CHECK(head.starts_with("HTTP/1.1 200"));
        CHECK(head.size() + visitor.hear(missing).size() == head.find("\r\n\r\n") + 4 + length);
    }
}

TEST_CASE("a form comes in whole over TLS, and nothing behind a question is taken for another one") {
    const Closed closed;
    const std::string form(90'000, 'f');
    const std::string answer = a_certificate::answer_to(
        closed.http,
        "POST /a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 90000\r\n\r\n" + form);
    CHECK(body_of(answer) == "/a " + form);
    const std::string two = a_certificate::answer_to(
        closed.http, "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n" + question("/hidden"));
    CHECK(two.starts_with("HTTP/1.1 200"));
    CHECK_FALSE(holds(two, "hidden"));
}

TEST_CASE("who comes without TLS is led to it, and a form is refused") {
    const Closed closed;
    const std::string led =
        visitor::answer_to(closed.http, "GET /foto/a?x=1 HTTP/1.1\r\nHost: localhost:8443\r\n\r\n");
    CHECK(led.starts_with("HTTP/1.1 307"));
    CHECK(holds(led, "\r\nLocation: https://localhost:8443/foto/a?x=1\r\n"));
    CHECK_FALSE(holds(led, "Set-Cookie"));
    const std::string form = visitor::answer_to(
        closed.http, "POST /inloggen HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
    CHECK(form.starts_with("HTTP/1.1 400"));
    CHECK(visitor::answer_to(closed.http, "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n").starts_with("HTTP/1.1 400"));
    Poco::Net::StreamSocket strange = visitor::connected_to(closed.http);
    visitor::say(strange, "\x80\x01 something else");
    CHECK(visitor::all_from(strange).empty());
}

TEST_CASE("who begins to agree on keys and does not finish is hung up on") {
    const Closed closed;
    Poco::Net::StreamSocket half = visitor::connected_to(closed.http);
    visitor::say(half, std::string{"\x16\x03\x01\x00", 4});
    std::string said;
    char byte = 0;
    while (half.receiveBytes(&byte, 1) == 1) said += byte;  // throws when nothing happens for a minute
    CHECK_FALSE(holds(said, "HTTP"));
    CHECK(a_certificate::answer_to(closed.http, question("/a")).starts_with("HTTP/1.1 200"));
}

TEST_CASE("the server stops while visitors are connected by TLS") {
    auto closed = std::make_unique<Closed>();
    Visitor idle(closed->http);
    Visitor never_reads(closed->http);
    never_reads.say(question("/large"));
    Poco::Net::StreamSocket half = visitor::connected_to(closed->http);
    visitor::say(half, std::string{"\x16\x03\x01", 3});
    closed->http.stop();
    CHECK(idle.hear_all().empty());
    CHECK(idle.was_told_goodbye());
}

TEST_CASE("a renewed certificate is shown to the next visitor, and nobody is hung up on for it") {
    Closed closed;
    Visitor before(closed.http);
    CHECK(before.number() == 1);
    a_certificate::make(closed.folder.path, {2});
    closed.certificate.look_again();
    CHECK(Visitor(closed.http).number() == 1);  // the files may be written to still
    closed.certificate.look_again();
    CHECK(Visitor(closed.http).number() == 2);
    before.say(question("/a"));
    CHECK(before.hear_all().starts_with("HTTP/1.1 200"));
    // Whatever cannot be used changes nothing, and what can is used again at once when that is asked for.
    std::ofstream(closed.folder.path / "key.pem") << "no key";
    closed.certificate.look_again();
    closed.certificate.look_again();
    CHECK(Visitor(closed.http).number() == 2);
    a_certificate::make(closed.folder.path, {3});
    closed.certificate.renew();
    CHECK(Visitor(closed.http).number() == 3);
}

TEST_CASE("a certificate that cannot be used is refused in a sentence that names the file") {
    const a_course::Folder one;
    const a_course::Folder other;
    const auto files = a_certificate::make(one.path);
    const auto others = a_certificate::make(other.path);
    CHECK(why_not(files).empty());
    CHECK(holds(why_not({files.certificate, others.key}), others.key.string() + " is not the key of"));
    CHECK(holds(why_not({one.path / "none", files.key}), (one.path / "none").string() + " cannot be read"));
    CHECK(holds(why_not({files.certificate, one.path / "none"}), "`key`"));
    CHECK(holds(why_not({files.key, files.key}), "cannot be used as a certificate"));
    CHECK(holds(why_not({files.certificate, files.certificate}), "is not a key without a password"));
}

TEST_CASE("a certificate that is not valid today is used, and told of") {
    const a_course::Folder folder;
    const server::Certificate valid(a_certificate::make(folder.path));
    CHECK(valid.trouble(std::time(nullptr)).empty());
    CHECK(holds(valid.trouble(std::time(nullptr) - 1000L * 24 * 60 * 60), "the clock"));
    const server::Certificate over(a_certificate::make(folder.path, {1, -1}));
    CHECK(holds(over.trouble(std::time(nullptr)), (folder.path / "certificate.pem").string()));
}

TEST_CASE("browsers are told to come back by https alone at the site's own name, and at no other") {
    const Closed closed("foto.example.org");
    const auto strict = [&](const std::string& host) {
        return holds(a_certificate::answer_to(
                         closed.http, "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"),
                     "\r\nStrict-Transport-Security: max-age=");
    };
    CHECK(strict("foto.example.org"));
    CHECK(strict("Foto.Example.org:8443"));
    CHECK_FALSE(strict("other.example.org"));
    CHECK_FALSE(strict("127.0.0.1"));
    const std::string open =
        visitor::answer_to(closed.http, "GET / HTTP/1.1\r\nHost: foto.example.org\r\n\r\n");
    CHECK_FALSE(holds(open, "Strict-Transport-Security"));
    CHECK(server::strict_host_of("https://Foto.example.org/") == "foto.example.org");
    for (const char* address :
         {"", "http://foto.example.org", "https://foto.example.org:8443", "https://nas", "https://nas.local",
          "https://nas.home.arpa", "https://192.168.1.2", "https://[::1]"}) {
        CAPTURE(address);
        CHECK(server::strict_host_of(address).empty());
    }
}
