#include "server/answer.hpp"

#include "tests/catalogue/a_course.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include <doctest/doctest.h>

namespace {

using server::Answer;
using server::Keep;
using server::Request;

std::string header(const Answer& answer, const std::string& name) {
    const auto found = std::ranges::find(answer.headers, name, &std::pair<std::string, std::string>::first);
    return found == answer.headers.end() ? std::string{} : found->second;
}

Answer asked_for(const std::string& range, const std::string& body = "0123456789") {
    return server::content({"GET", "/", "", range, ""}, body, "text/plain", Keep::AskEachTime);
}

}  // namespace

TEST_CASE("a browser that has the page already is told so") {
    const Answer first = asked_for("");
    const std::string tag = header(first, "ETag");
    for (const std::string& had : {tag, "W/" + tag, "\"other\", " + tag, std::string{"*"}}) {
        CAPTURE(had);
        const Answer again =
            server::content({"GET", "/", had, "", ""}, "0123456789", "text/plain", Keep::AskEachTime);
        CHECK(again.status == 304);
        CHECK(again.body.empty());
        CHECK(header(again, "ETag") == tag);
    }
    CHECK(server::content({"GET", "/", tag, "", ""}, "changed", "text/plain", Keep::AskEachTime).status ==
          200);
}

TEST_CASE("a part of a file can be asked for") {
    struct Case {
        const char* range;
        int status;
        const char* body;
        const char* content_range;
    };
    for (const Case& each :
         {Case{"bytes=0-3", 206, "0123", "bytes 0-3/10"}, Case{"bytes=8-", 206, "89", "bytes 8-9/10"},
          Case{"bytes=-2", 206, "89", "bytes 8-9/10"}, Case{"bytes=-99", 206, "0123456789", "bytes 0-9/10"},
          Case{"bytes=5-99", 206, "56789", "bytes 5-9/10"}, Case{"bytes=10-", 416, "", "bytes */10"},
          Case{"bytes=-0", 416, "", "bytes */10"}, Case{"bytes=3-1", 200, "0123456789", ""},
          Case{"bytes=0-1,4-5", 200, "0123456789", ""}, Case{"lines=1-2", 200, "0123456789", ""},
          Case{"bytes=a-b", 200, "0123456789", ""},
          Case{"bytes=99999999999999999999999-", 200, "0123456789", ""}}) {
        CAPTURE(each.range);
        const Answer answer = asked_for(each.range);
        CHECK(answer.status == each.status);
        CHECK(answer.body == each.body);
        CHECK(header(answer, "Content-Range") == each.content_range);
    }
}

TEST_CASE("a part is only given of the file that the asker has another part of") {
    const std::string tag = header(asked_for(""), "ETag");
    const auto status = [](const std::string& method, const std::string& if_range) {
        return server::content({method, "/", "", "bytes=0-3", if_range}, "0123456789", "text/plain",
                               Keep::AskEachTime)
            .status;
    };
    CHECK(status("GET", tag) == 206);
    CHECK(status("GET", "\"another\"") == 200);
    CHECK(status("GET", "Tue, 24 Nov 2026 10:00:00 GMT") == 200);
    CHECK(status("HEAD", "") == 200);
}

TEST_CASE("nothing of a screen may be kept and people's photos only to be asked for again") {
    CHECK(header(server::content({}, "x", "text/plain", Keep::Never), "Cache-Control") == "no-store");
    CHECK(header(server::content({}, "x", "text/plain", Keep::AskEachTime), "Cache-Control") ==
          "private, no-cache");
}

TEST_CASE("a file is answered as its bytes are: whole, in part, or not at all to who has it already") {
    const a_course::Folder folder;
    const std::filesystem::path file = folder.path / "picture.jpg";
    const auto asked = [&](const std::string& had, const std::string& range) {
        return server::file_content({"GET", "/", had, range, ""}, file, "image/jpeg", Keep::AskEachTime);
    };
    CHECK_THROWS(asked("", ""));
    std::ofstream(file) << "0123456789";
    const Answer whole = asked("", "");
    CHECK(whole.status == 200);
    CHECK(whole.size() == 10);
    const Answer part = asked("", "bytes=2-4");
    CHECK(part.status == 206);
    CHECK(part.first == 2);
    CHECK(part.size() == 3);
    CHECK(header(part, "Content-Range") == "bytes 2-4/10");
    CHECK(asked("", "bytes=10-").status == 416);
    CHECK(asked("", "bytes=10-").size() == 0);
    const Answer again = asked(header(whole, "ETag"), "");
    CHECK(again.status == 304);
    CHECK(again.size() == 0);
    CHECK(header(again, "Content-Type").empty());

    const std::filesystem::path other = folder.path / "other.jpg";
    std::ofstream(other) << "9876543210";
    std::filesystem::rename(other, file);
    CHECK(asked(header(whole, "ETag"), "").status == 200);
}
