#include "server/kept_answers.hpp"

#include "a_site.hpp"
#include "catalogue/catalogue.hpp"
#include "server/answer.hpp"
#include "server/commits.hpp"
#include "tests/catalogue/a_course.hpp"
#include "visitor.hpp"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include <doctest/doctest.h>

using server::Answer;
using server::KeptAnswers;
using server::Moment;
using visitor::ask;

namespace {

std::shared_ptr<const Answer> saying(const std::string& words) {
    Answer answer;
    answer.body = words;
    return std::make_shared<const Answer>(answer);
}

}  // namespace

TEST_CASE("an answer is given again at the same moment, and for five seconds at most") {
    KeptAnswers kept;
    const Moment moment{1, a_course::today};
    const KeptAnswers::Clock::time_point begun{};
    kept.keep("/", moment, saying("wall"), begun);
    using namespace std::chrono_literals;
    REQUIRE(kept.find("/", moment, begun + 4999ms) != nullptr);
    CHECK(kept.find("/", moment, begun)->body == "wall");
    CHECK(kept.find("/foto/a", moment, begun) == nullptr);
    CHECK(kept.find("/", moment, begun + 5s) == nullptr);
}

TEST_CASE("a commit or another day takes every kept answer away, also when that is as it was again") {
    const Moment moment{1, a_course::today};
    for (const Moment& other :
         {Moment{2, a_course::today}, Moment{1, {a_course::today.since_epoch + std::chrono::days{1}}}}) {
        KeptAnswers kept;
        kept.keep("/", moment, saying("wall"));
        CHECK(kept.find("/", other) == nullptr);
        CHECK(kept.find("/", moment) == nullptr);
    }
}

TEST_CASE("answers of another moment are let go though nobody asks for them") {
    KeptAnswers kept;
    const Moment moment{1, a_course::today};
    auto answer = saying("wall");
    const std::weak_ptr<const Answer> held = answer;
    kept.keep("/", moment, std::exchange(answer, {}));
    kept.let_go_of_others(moment);
    CHECK_FALSE(held.expired());
    kept.let_go_of_others({2, a_course::today});
    CHECK(held.expired());
}

TEST_CASE("of many answers only some are kept") {
    KeptAnswers kept;
    const Moment moment{1, a_course::today};
    for (int i = 0; i < 20; ++i) {
        kept.keep("large" + std::to_string(i), moment, saying(std::string(1024 * 1024, 'x')));
    }
    int still = 0;
    for (int i = 0; i < 20; ++i) still += kept.find("large" + std::to_string(i), moment) ? 1 : 0;
    CHECK(still >= 1);
    CHECK(still <= 9);
}

TEST_CASE("every commit of somebody else is counted, and a library that is put back") {
    a_site::Site site(a_site::course());
    server::Commits commits(site.library);
    const auto before = commits.count();
    CHECK(commits.count() == before);
    site.record({a_site::answer("d1", "website", "withdraw")});
    const auto after = commits.count();
    CHECK(after != before);
    CHECK(commits.count() == after);
    site.record({a_site::answer("d1", "website", "grant")});
    CHECK(commits.count() != after);

    const auto last = commits.count();
    const std::filesystem::path database = site.library / "catalogue.db";
    std::filesystem::copy_file(database, site.library / "put-back.db");
    for (const char* beside : {"catalogue.db-wal", "catalogue.db-shm"}) {
        std::filesystem::remove(site.library / beside);
    }
    std::filesystem::rename(site.library / "put-back.db", database);
    CHECK(commits.count() != last);
}

TEST_CASE("pages and pictures that were asked for a moment ago are gone with the withdrawal") {
    a_site::Site site(a_site::course());
    const std::string address = site.site_address("p01");
    const std::string tag_before = ask(site.http, "/").header("ETag");
    for (int i = 0; i < 3; ++i) {
        CHECK(ask(site.http, "/foto/" + address).status == 200);
        CHECK(ask(site.http, "/beeld/" + address + "/1280").body == a_site::coded_picture("p01", 1280));
        CHECK(ask(site.http, "/", "If-None-Match: " + tag_before + "\r\n").status == 304);
    }
    const std::string tag = ask(site.http, "/beeld/" + address + "/1280").header("ETag");
    site.record({a_site::answer("d1", "website", "withdraw")});
    CHECK(ask(site.http, "/foto/" + address).status == 410);
    CHECK(ask(site.http, "/en/foto/" + address).status == 410);
    CHECK(ask(site.http, "/beeld/" + address + "/1280").status == 410);
    CHECK(ask(site.http, "/beeld/" + address + "/1280", "If-None-Match: " + tag + "\r\n").status == 410);
    CHECK(ask(site.http, "/beeld/" + address + "/1280", "Range: bytes=0-1\r\n").status == 410);
    const auto wall = ask(site.http, "/", "If-None-Match: " + tag_before + "\r\n");
    CHECK(wall.status == 200);
    CHECK_FALSE(visitor::holds(wall.body, address));
}

TEST_CASE("a yes that ends with the day takes the photo away at midnight, though nobody writes anything") {
    a_site::Site site(a_site::course());
    auto yes = a_site::answer("d1", "website", "grant");
    yes.valid_until = to_string(catalogue::Day{site.today.since_epoch + std::chrono::days{1}});
    site.record({yes});
    const std::string picture = "/beeld/" + site.site_address("p01") + "/1280";
    CHECK(ask(site.http, picture).status == 200);
    CHECK(ask(site.http, picture).status == 200);
    site.today = {site.today.since_epoch + std::chrono::days{1}};
    CHECK(ask(site.http, picture).status == 410);
}

TEST_CASE("whoever takes packed pages gets them packed, and the next one as they are") {
    a_site::Site site(a_site::course());
    for (int i = 0; i < 2; ++i) {
        const auto packed = ask(site.http, "/", "Accept-Encoding: gzip\r\n");
        CHECK(packed.header("Content-Encoding") == "gzip");
        CHECK(packed.body.starts_with("\x1f\x8b"));
        CHECK(ask(site.http, "/", "Accept-Encoding: gzip\r\nIf-None-Match: " + packed.header("ETag") + "\r\n")
                  .status == 304);
        const auto plain = ask(site.http, "/");
        CHECK(plain.header("Content-Encoding").empty());
        CHECK(visitor::holds(plain.body, "<html"));
        CHECK(ask(site.http, "/", "Range: bytes=0-4\r\n").body == plain.body.substr(0, 5));
        CHECK(ask(site.http, "/", "", "HEAD").header("Content-Length") == std::to_string(plain.body.size()));
    }
}
