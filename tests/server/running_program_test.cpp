#include "server/running_program.hpp"

#include <csignal>
#include <string>

#include <doctest/doctest.h>

namespace {

std::string all_of(const server::RunningProgram& running) {
    std::string said;
    while (running.listen(said)) {
    }
    return said;
}

}  // namespace

TEST_CASE("what a program beside us says is heard, and how it ended") {
    server::RunningProgram running("/bin/sh", {"-c", "echo one; echo two >&2; exit 7"});
    REQUIRE(running.began());
    CHECK(all_of(running) == "one\ntwo\n");
    CHECK(running.wait() == 7);
}

TEST_CASE("a program beside us is ended when nobody waits for it any more") {
    std::string number;
    {
        const server::RunningProgram running("/bin/sh", {"-c", "echo $$; exec sleep 1000"});
        while (running.listen(number) && number.empty()) {
        }
    }
    REQUIRE_FALSE(number.empty());
    CHECK(::kill(std::stoi(number), 0) != 0);  // there is no such process
}

TEST_CASE("a program that is not there ends as one that could not work") {
    server::RunningProgram running("/nowhere/program", {});
    CHECK(all_of(running).empty());
    CHECK(running.wait() == 3);
}
