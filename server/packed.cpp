#include "server/packed.hpp"

#include "server/answer.hpp"

#include <algorithm>
#include <mutex>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include <Poco/DeflatingStream.h>

namespace server {

namespace {

constexpr std::size_t worth_it = 1024;

std::string* header(Answer& answer, std::string_view name) {
    const auto found = std::ranges::find(answer.headers, name, &std::pair<std::string, std::string>::first);
    return found == answer.headers.end() ? nullptr : &found->second;
}

bool is_text(std::string_view type) {
    return type.starts_with("text/") || type.starts_with("application/json") ||
           type.starts_with("application/feed+json") || type.starts_with("application/rss+xml") ||
           type == "image/svg+xml";
}

std::string gzip(const std::string& text, int level) {
    std::ostringstream packed;
    Poco::DeflatingOutputStream stream(packed, Poco::DeflatingStreamBuf::STREAM_GZIP, level);
    stream << text;
    stream.close();
    return packed.str();
}

}  // namespace

bool takes_gzip(std::string_view list) {
    const std::size_t at = list.find("gzip");
    if (at == std::string_view::npos) return false;
    const std::string_view one = list.substr(at, list.find(',', at) - at);
    return one.find("q=0") == std::string_view::npos || one.find("q=0.") != std::string_view::npos;
}

void Packer::pack(const Request& request, Answer& answer) {
    const std::string* type = header(answer, "Content-Type");
    if (type == nullptr || !is_text(*type) || !answer.follower.empty()) return;
    answer.set("Vary", "Accept-Encoding");
    if (answer.status != 200 || answer.body.size() < worth_it || !takes_gzip(request.accept_encoding)) return;
    std::string* tag = header(answer, "ETag");
    const std::string* kept = header(answer, "Cache-Control");
    const bool lasts = tag != nullptr && kept != nullptr && kept->starts_with("public");
    if (lasts) {
        const std::scoped_lock lock(mutex_);
        std::string& packed = packed_[*tag];
        if (packed.empty()) packed = gzip(answer.body, 9);
        answer.body = packed;
    } else {
        answer.body = gzip(answer.body, 5);
    }
    answer.set("Content-Encoding", "gzip");
    std::erase_if(answer.headers, [](const auto& each) { return each.first == "Accept-Ranges"; });
    // The same page in other bytes: the tag says so (RFC 9110 §8.8.1).
    if (tag = header(answer, "ETag"); tag != nullptr && !tag->starts_with("W/")) *tag = "W/" + *tag;
}

}  // namespace server
