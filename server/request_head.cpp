#include "server/request_head.hpp"

#include "server/answer.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace server {

namespace {

constexpr std::string_view end_of_line = "\r\n";

bool is_token(std::string_view text) {
    constexpr std::string_view also = "!#$%&'*+-.^_`|~";  // RFC 9110 §5.6.2
    return !text.empty() && std::ranges::all_of(text, [&](unsigned char c) {
        return std::isalnum(c) != 0 || also.find(static_cast<char>(c)) != std::string_view::npos;
    });
}

// Of ASCII alone, as the names of headers are; asked of every letter of every question.
constexpr char in_small_letters(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_visible(std::string_view text) {
    return std::ranges::all_of(text, [](unsigned char c) { return c > 0x20 && c < 0x7F; });
}

bool is_field_value(std::string_view text) {
    return std::ranges::all_of(text, [](unsigned char c) { return c == '\t' || (c >= 0x20 && c != 0x7F); });
}

// A header that is read, and what goes between the values when it comes more than once: nothing for those
// that are no lists, of which the first one counts.
struct Wanted {
    std::string_view name;
    std::string* into;
    const char* between;
};

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view space = " \t";
    const std::size_t first = std::min(text.find_first_not_of(space), text.size());
    return text.substr(first, text.find_last_not_of(space) + 1 - first);
}

void keep_field(std::string_view field, std::span<const Wanted> wanted) {
    const std::size_t colon = field.find(':');
    for (const Wanted& each : wanted) {
        if (!same_name(field.substr(0, colon), each.name)) continue;
        const std::string_view value = trimmed(field.substr(colon + 1));
        if (each.into->empty()) {
            *each.into = value;
        } else if (each.between != nullptr) {
            *each.into += each.between;
            *each.into += value;
        }
        return;
    }
}

bool has_token(std::string_view list, std::string_view token) {
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        if (same_name(trimmed(list.substr(0, comma)), token)) return true;
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

// method SP target SP version, with a target that is a path.
int refuse_request_line(std::string_view line, Takes takes) {
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || last <= first) return 400;
    const std::string_view version = line.substr(last + 1);
    const std::string_view target = line.substr(first + 1, last - first - 1);
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return version.starts_with("HTTP/") ? 505 : 400;
    const std::string_view method = line.substr(0, first);
    if (!is_token(method)) return 400;
    if (!is_visible(target) || !target.starts_with('/')) return 400;
    if (target.size() > 2048) return 414;
    // Where people only look, whatever another request carries is not read.
    const bool allowed = method == "GET" || method == "HEAD" || (takes == Takes::Forms && method == "POST");
    return allowed ? 0 : 405;
}

// A length of at most nine digits: nothing larger is ever let in.
bool is_length(std::string_view value) {
    while (value.starts_with(' ')) value.remove_prefix(1);
    while (value.ends_with(' ')) value.remove_suffix(1);
    return !value.empty() && value.size() <= 9 &&
           std::ranges::all_of(value, [](unsigned char c) { return std::isdigit(c) != 0; });
}

// A body that nobody takes is refused unread instead of being taken for a second request.
int refuse_length(std::string_view value, bool is_form) {
    if (is_form) return is_length(value) ? 0 : 400;
    return value.find_first_not_of(" 0") == std::string_view::npos ? 0 : 413;
}

}  // namespace

int refuse_head(std::string_view head, Takes takes) {
    if (!head.ends_with("\r\n\r\n")) return head.size() >= largest_head ? 431 : 400;
    const std::size_t line_end = head.find(end_of_line);
    const int refused = refuse_request_line(head.substr(0, line_end), takes);
    if (refused != 0) return refused;

    const bool is_form = takes == Takes::Forms && head.starts_with("POST ");
    int hosts = 0;
    int lengths = 0;
    std::string_view rest = head.substr(line_end + 2);
    while (!rest.starts_with(end_of_line)) {
        const std::size_t end = rest.find(end_of_line);
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end + 2);
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return 400;
        if (!is_field_value(line.substr(colon + 1))) return 400;
        const std::string_view name = line.substr(0, colon);
        if (same_name(name, "transfer-encoding") || same_name(name, "upgrade")) return 400;
        if (same_name(name, "content-length")) {
            const int length_refused = refuse_length(line.substr(colon + 1), is_form);
            if (length_refused != 0) return length_refused;
            ++lengths;
        }
        if (same_name(name, "expect")) return 417;
        hosts += same_name(name, "host") ? 1 : 0;
    }
    if (rest.size() != end_of_line.size()) return 400;  // more than one head
    if (is_form && lengths != 1) return lengths == 0 ? 411 : 400;
    const bool needs_host = head.substr(0, line_end).ends_with("HTTP/1.1");
    return (needs_host && hosts != 1) || hosts > 1 ? 400 : 0;
}

AskedFor read_head(std::string_view head) {
    AskedFor result;
    Request& request = result.request;
    const std::string_view line = head.substr(0, head.find(end_of_line));
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    request.method = line.substr(0, first);
    const std::string_view target = line.substr(first + 1, last - first - 1);
    const std::size_t mark = std::min(target.find('?'), target.size());
    request.path = target.substr(0, mark);
    if (mark < target.size()) request.query = target.substr(mark + 1);
    std::string connection;
    std::string length;
    const Wanted wanted[] = {
        {"accept", &request.accept, ", "},
        {"accept-encoding", &request.accept_encoding, ", "},
        {"accept-language", &request.accept_language, ", "},
        {"connection", &connection, ", "},
        {"content-length", &length, nullptr},
        {"content-type", &request.content_type, nullptr},
        {"cookie", &request.cookie, "; "},
        {"host", &request.host, nullptr},
        {"if-none-match", &request.if_none_match, ", "},
        {"if-range", &request.if_range, nullptr},
        {"origin", &request.origin, nullptr},
        {"range", &request.range, nullptr},
        {"sec-fetch-site", &request.fetch_site, nullptr},
        {"x-forwarded-for", &request.forwarded_for, ", "},
    };
    std::string_view rest = head.substr(line.size() + 2);
    while (!rest.starts_with(end_of_line)) {
        const std::string_view field = rest.substr(0, rest.find(end_of_line));
        rest.remove_prefix(field.size() + 2);
        keep_field(field, wanted);
    }
    if (request.method == "POST")
        std::from_chars(length.data(), length.data() + length.size(), request.length);
    result.keeps_connection =
        line.ends_with("HTTP/1.1") ? !has_token(connection, "close") : has_token(connection, "keep-alive");
    return result;
}

bool is_host(std::string_view text) {
    constexpr std::size_t longest = 255;  // RFC 1035 §2.3.4
    return !text.empty() && text.size() <= longest && std::ranges::all_of(text, [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
    });
}

bool same_name(std::string_view written, std::string_view name) {
    return written.size() == name.size() && std::ranges::equal(written, name, [](char a, char b) {
               return in_small_letters(a) == in_small_letters(b);
           });
}

}  // namespace server
