#pragma once

#include "server/open_file.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace server {

/// What was asked, taken apart from the raw request. Header values are never given back to anybody.
struct Request {
    std::string method;         // "GET", "HEAD", ...
    std::string path;           // as sent, without query; starts with '/'
    std::string if_none_match;  // empty: not sent
    std::string range;          // empty: not sent
    std::string if_range = {};  // empty: not sent

    std::string accept = {};           // media types; empty: not sent
    std::string accept_encoding = {};  // empty: not sent
    std::string accept_language = {};  // empty: not sent
    std::string query = {};            // what stands behind the '?', as sent
    std::string cookie = {};           // the whole header; empty: not sent
    std::string host = {};             // as sent
    std::string origin = {};           // empty: not sent
    std::string fetch_site = {};       // Sec-Fetch-Site; empty: not sent
    std::string content_type = {};
    std::string forwarded_for = {};  // X-Forwarded-For, which anybody can write; empty: not sent
    std::string peer = {};           // the address at the other end, without its port
    std::string here = {};           // the address and port of ours that was asked
    std::size_t length = 0;          // of the body that was announced
    std::string body = {};           // only where Answers::most_body lets one in
};

/// What is answered. Whoever sends it leaves the body out when HEAD was asked.
struct Answer {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    /// The headers as they are sent, where they were written before: owned as `shared` is.
    std::shared_ptr<const std::string> lines = {};
    std::string body;
    /// The bytes, instead of `body`, where many are answered with the same ones: owned by each such answer
    /// and by whoever keeps them for the next.
    std::shared_ptr<const std::string> shared = {};
    /// Or so many bytes of a file, from `first` on: owned in the same way.
    std::shared_ptr<const OpenFile> file = {};
    std::size_t first = 0;
    std::size_t length = 0;
    std::string follower = {};  // not empty: the connection stays open, and more is told to it by this name

    /// Of the bytes that are answered.
    std::size_t size() const { return file ? length : in_memory().size(); }
    /// The bytes, unless they are in a file.
    const std::string& in_memory() const { return shared ? *shared : body; }
    /// Null when it is not there.
    const std::string* header(std::string_view name) const;
    void set(std::string name, std::string value) { headers.emplace_back(std::move(name), std::move(value)); }
};

/// How long an answer may be kept by whoever receives it.
enum class Keep {
    Never,        // screens: "no-store"
    AskEachTime,  // kept only to be asked again, every time, whether it may still be seen
    ForAnHour,    // style sheets and scripts: nobody's data
};

/// Makes a whole answer from `body`: strong ETag, 304 when the asker has it already, and one byte range
/// (RFC 9110 §13 and §14: 206, or 416 when there is nothing there). A range that is not understood, or of
/// another body than this one (If-Range), is ignored.
Answer content(const Request& request, std::string body, std::string_view type, Keep keep);
/// The same of a file, which is not read for it.
Answer file_content(const Request& request, const std::filesystem::path& file, std::string_view type,
                    Keep keep);

/// What this asker gets of a whole answer with a tag: nothing when they have it already, or a part. An answer
/// that has no tag, is none of status 200, or was packed, is not given in parts.
Answer for_asker(const Request& request, const Answer& whole);

enum class Pages { Public, Screen };

/// Nothing of ours may be framed, guessed at, indexed, or fetch from elsewhere (SERVER §4).
void add_fixed_headers(Answer& answer, Pages pages);

}  // namespace server
