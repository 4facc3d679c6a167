#include "server/answer.hpp"

#include "server/fingerprint.hpp"
#include "server/open_file.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <filesystem>
#include <memory>
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
    if (tag.starts_with("W/")) tag.remove_prefix(2);
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

Answer whole(std::string tag, std::string_view type, Keep keep) {
    Answer answer;
    answer.set("Cache-Control", std::string{cache_control(keep)});
    answer.set("ETag", std::move(tag));
    answer.set("Content-Type", std::string{type});
    answer.set("Accept-Ranges", "bytes");
    return answer;
}

// Headers that say something of bytes which do not come (RFC 9110 §15.4.5).
bool is_of_content(std::string_view name) {
    return name == "Content-Type" || name == "Accept-Ranges" || name == "Content-Encoding" ||
           name == "Content-Disposition";
}

void leave_out_bytes(Answer& answer) {
    answer.body.clear();
    answer.shared = {};
    answer.file = {};
}

void leave_out_content(Answer& answer) {
    answer.status = 304;
    std::erase_if(answer.headers, [](const auto& each) { return is_of_content(each.first); });
    leave_out_bytes(answer);
}

void cut(Answer& answer, const ByteRange& range) {
    const std::size_t length = range.last - range.first + 1;
    answer.status = 206;
    answer.set("Content-Range", fmt::format("bytes {}-{}/{}", range.first, range.last, answer.size()));
    if (answer.file) {
        answer.first += range.first;
        answer.length = length;
    } else {
        answer.body = answer.in_memory().substr(range.first, length);
        answer.shared = {};
    }
}

}  // namespace

Answer content(const Request& request, std::string body, std::string_view type, Keep keep) {
    Answer answer = whole(fmt::format("\"{}\"", fingerprint(body)), type, keep);
    answer.body = std::move(body);
    return for_asker(request, answer);
}

Answer file_content(const Request& request, const std::filesystem::path& file, std::string_view type,
                    Keep keep) {
    auto open = std::make_shared<const OpenFile>(file);
    Answer answer = whole(fmt::format("\"{}\"", open->tag()), type, keep);
    answer.length = open->size();
    answer.file = std::move(open);
    return for_asker(request, answer);
}

Answer for_asker(const Request& request, const Answer& whole) {
    if (request.if_none_match.empty() && request.range.empty() && whole.lines) {
        Answer answer;
        answer.lines = whole.lines;
        answer.shared = whole.shared;
        answer.file = whole.file;
        answer.first = whole.first;
        answer.length = whole.length;
        return answer;
    }
    Answer answer = whole;
    answer.lines = {};
    const std::string* tag = answer.header("ETag");
    if (answer.status != 200 || tag == nullptr) return answer;
    if (holds(request.if_none_match, *tag)) {
        leave_out_content(answer);
        return answer;
    }
    if (answer.header("Accept-Ranges") == nullptr) return answer;
    ByteRange range;
    switch (read_range(range_that_counts(request, *tag), answer.size(), range)) {
        case RangeKind::None:
            break;
        case RangeKind::Satisfiable:
            cut(answer, range);
            break;
        case RangeKind::Unsatisfiable:
            answer.status = 416;
            answer.set("Content-Range", fmt::format("bytes */{}", answer.size()));
            leave_out_bytes(answer);
            break;
    }
    return answer;
}

const std::string* Answer::header(std::string_view name) const {
    const auto found = std::ranges::find(headers, name, &std::pair<std::string, std::string>::first);
    return found == headers.end() ? nullptr : &found->second;
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
