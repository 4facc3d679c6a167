#include "server/answer.hpp"

#include "server/fingerprint.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/core.h>
namespace server {

namespace {

std::string_view cache_control(Keep keep) {
    switch (keep) {
        case Keep::Never:
            return "no-store";
        case Keep::AskEachTime:
            return "private, no-cache";
        case Keep::ForAnHour:
            return "public, max-age=3600";
    }
    return "no-store";
}

// If-None-Match: "*" or a list of tags, compared weakly (RFC 9110 §13.1.2).
bool holds(std::string_view list, std::string_view tag) {
    if (list == "*") return true;
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        std::string_view one = list.substr(0, comma);
        list.remove_prefix(std::min(comma + 1, list.size()));
        while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
        while (!one.empty() && one.back() == ' ') one.remove_suffix(1);
        if (one.starts_with("W/")) one.remove_prefix(2);
        if (one == tag) return true;
    }
    return false;
}

struct ByteRange {
    std::size_t first = 0;
    std::size_t last = 0;
};

enum class RangeKind { None, Satisfiable, Unsatisfiable };

std::optional<std::size_t> whole_number(std::string_view text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

// One range of bytes; several, or anything else, count as none.
RangeKind read_range(std::string_view header, std::size_t size, ByteRange& range) {
    constexpr std::string_view unit = "bytes=";
    if (!header.starts_with(unit)) return RangeKind::None;
    header.remove_prefix(unit.size());
    const std::size_t dash = header.find('-');
    if (dash == std::string_view::npos || header.find(',') != std::string_view::npos) return RangeKind::None;
    const auto first = whole_number(header.substr(0, dash));
    const auto last = whole_number(header.substr(dash + 1));
    if (dash == 0) {  // the last so many bytes
        if (!last) return RangeKind::None;
        if (*last == 0 || size == 0) return RangeKind::Unsatisfiable;
        range = {size - std::min(*last, size), size - 1};
        return RangeKind::Satisfiable;
    }
    const bool open = dash + 1 == header.size();
    if (!first || (!open && (!last || *last < *first))) return RangeKind::None;
    if (*first >= size) return RangeKind::Unsatisfiable;
    range = {*first, open ? size - 1 : std::min(*last, size - 1)};
    return RangeKind::Satisfiable;
}

// A range goes with GET, and with If-Range only with the very body that the asker has a part of already; a
// date there is as good as no match, since we send none.
std::string_view range_that_counts(const Request& request, std::string_view tag) {
    const bool counts = request.method != "HEAD" && (request.if_range.empty() || request.if_range == tag);
    return counts ? std::string_view{request.range} : std::string_view{};
}

}  // namespace

Answer content(const Request& request, std::string body, std::string_view type, Keep keep) {
    Answer answer;
    const std::string tag = fmt::format("\"{}\"", fingerprint(body));
    answer.set("Cache-Control", std::string{cache_control(keep)});
    answer.set("ETag", tag);
    if (holds(request.if_none_match, tag)) {
        answer.status = 304;
        return answer;
    }
    answer.set("Content-Type", std::string{type});
    answer.set("Accept-Ranges", "bytes");
    ByteRange range;
    switch (read_range(range_that_counts(request, tag), body.size(), range)) {
        case RangeKind::None:
            answer.body = std::move(body);
            break;
        case RangeKind::Satisfiable:
            answer.status = 206;
            answer.set("Content-Range", fmt::format("bytes {}-{}/{}", range.first, range.last, body.size()));
            answer.body = body.substr(range.first, range.last - range.first + 1);
            break;
        case RangeKind::Unsatisfiable:
            answer.status = 416;
            answer.set("Content-Range", fmt::format("bytes */{}", body.size()));
            break;
    }
    return answer;
}

void add_fixed_headers(Answer& answer, Pages pages) {
    const std::string_view pictures = pages == Pages::Screen ? "'self' blob:" : "'self' data:";
    const std::string_view also =
        pages == Pages::Screen ? "; worker-src 'self'; require-trusted-types-for 'script'; trusted-types sw"
                               : "";
    answer.set("Content-Security-Policy",
               fmt::format("default-src 'none'; script-src 'self'; style-src 'self'; img-src {}; "
                           "connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; "
                           "form-action 'self'; frame-ancestors 'none'{}",
                           pictures, also));
    answer.set("X-Content-Type-Options", "nosniff");
    answer.set("Referrer-Policy", "no-referrer");
    answer.set("Permissions-Policy",
               pages == Pages::Screen
                   ? "camera=(), microphone=(), geolocation=(), browsing-topics=(), screen-wake-lock=(self)"
                   : "camera=(), microphone=(), geolocation=(), browsing-topics=()");
    answer.set("Cross-Origin-Opener-Policy", "same-origin");
    answer.set("Cross-Origin-Resource-Policy", "same-origin");
    answer.set("X-Robots-Tag", "noindex, noimageindex, noai");
}

}  // namespace server
