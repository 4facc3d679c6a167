// Whatever the bytes are: no crash, and a head that is let in is one question, of which the parts are where
// they were written. So what a proxy in front of us reads in it cannot be another one.

#include "server/answer.hpp"
#include "server/request_head.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void must(bool so) {
    if (!so) std::abort();
}

std::string lower(std::string_view text) {
    std::string low(text);
    std::ranges::transform(
        low, low.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return low;
}

std::size_t times(std::string_view text, std::string_view what) {
    std::size_t found = 0;
    for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1))
        ++found;
    return found;
}

void look_at(std::string_view head, server::Takes takes) {
    if (server::refuse_head(head, takes) != 0) return;
    // One end, and no line that ends in another way.
    must(head.find("\r\n\r\n") == head.size() - 4);
    must(times(head, "\r") == times(head, "\r\n") && times(head, "\n") == times(head, "\r\n"));
    must(head.find('\0') == std::string_view::npos);
    const std::string low = lower(head);
    must(times(low, "\r\nhost:") <= 1);
    must(times(low, "\r\ntransfer-encoding:") == 0 && times(low, "\r\n ") == 0 && times(low, "\r\n\t") == 0);
    const server::Request request = server::read_head(head).request;
    must(request.path.starts_with('/') && head.starts_with(request.method + " " + request.path));
    for (const std::string* each :
         {&request.path, &request.query, &request.host, &request.range, &request.cookie,
          &request.if_none_match, &request.forwarded_for, &request.origin}) {
        must(each->find_first_of("\r\n") == std::string::npos);
    }
    must(request.length == 0 || (takes == server::Takes::Forms && request.method == "POST" &&
                                 times(low, "\r\ncontent-length:") == 1));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string head(reinterpret_cast<const char*>(data), size);
    for (const auto takes : {server::Takes::Questions, server::Takes::Forms}) {
        look_at(head, takes);
        look_at(head + "\r\n\r\n", takes);
    }
    return 0;
}
