#pragma once

#include "server/http_server.hpp"

#include <string>

#include <Poco/Net/StreamSocket.h>

/// Somebody who visits the site, byte by byte.
namespace visitor {

struct Reply {
    int status = 0;  // 0: hung up without a word
    std::string head;
    std::string body;

    /// Empty when it is not there.
    std::string header(const std::string& name) const;
};

Poco::Net::StreamSocket connected_to(const server::HttpServer& server);

void say(Poco::Net::StreamSocket& socket, const std::string& bytes);

/// Whatever comes until the other side hangs up.
std::string all_from(Poco::Net::StreamSocket& socket);

/// Says exactly these bytes and nothing more, and returns all that comes back.
std::string answer_to(const server::HttpServer& server, const std::string& raw);

/// Whether the part stands anywhere in what came.
bool holds(const std::string& text, const std::string& part);

/// fields: "Range: bytes=0-3\r\n"
Reply ask(const server::HttpServer& server, const std::string& path, const std::string& fields = "",
          const std::string& method = "GET");

}  // namespace visitor
