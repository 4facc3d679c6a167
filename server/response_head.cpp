#include "server/response_head.hpp"

#include "server/answer.hpp"

#include <algorithm>
#include <ctime>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <Poco/Net/HTTPResponse.h>
#include <fmt/core.h>
#include <fmt/format.h>

namespace server {

namespace {

bool stays_in_its_line(std::string_view text) {
    return std::ranges::all_of(text, [](unsigned char c) { return c == '\t' || (c >= 0x20 && c != 0x7F); });
}

// IMF-fixdate (RFC 9110 §5.6.7), written once a second by each thread.
const std::string& date_now() {
    thread_local std::time_t of = 0;
    thread_local std::string text;
    const std::time_t now = std::time(nullptr);
    if (now != of) {
        std::tm parts{};
        gmtime_r(&now, &parts);
        char written[40];
        text.assign(written, std::strftime(written, sizeof written, "%a, %d %b %Y %H:%M:%S GMT", &parts));
        of = now;
    }
    return text;
}

}  // namespace

std::string header_lines(const std::vector<std::pair<std::string, std::string>>& headers) {
    std::string lines;
    for (const auto& [name, value] : headers) {
        if (stays_in_its_line(name) && stays_in_its_line(value)) {
            fmt::format_to(std::back_inserter(lines), "{}: {}\r\n", name, value);
        }
    }
    return lines;
}

std::string response_head(const Answer& answer, bool kept, std::string_view also) {
    using Poco::Net::HTTPResponse;
    std::string head;
    head.reserve(1536);
    const auto to = std::back_inserter(head);
    if (answer.status == 200) {
        head += "HTTP/1.1 200 OK";
    } else {
        const auto status = static_cast<HTTPResponse::HTTPStatus>(answer.status);
        fmt::format_to(to, "HTTP/1.1 {} {}", answer.status, HTTPResponse::getReasonForStatus(status));
    }
    head += "\r\nDate: ";
    head += date_now();
    head += "\r\n";
    head += answer.lines ? *answer.lines : header_lines(answer.headers);
    head += also;
    head += kept ? "Connection: keep-alive\r\n" : "Connection: close\r\n";
    const bool ends = answer.follower.empty() && answer.status != 304 && answer.status != 204;
    if (ends) fmt::format_to(to, "Content-Length: {}\r\n", answer.size());
    head += "\r\n";
    return head;
}

}  // namespace server
