#pragma once

#include "server/answer.hpp"
#include "server/encryption.hpp"
#include "server/http_server.hpp"
#include "server/limits.hpp"
#include "server/line.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include <Poco/Net/StreamSocket.h>

namespace server {

/// One visitor's connection: a question, its answer, and the next for as long as the visitor is quick. It
/// never waits: whoever runs it is told what it waits for, and comes back then. Bytes that came behind a
/// question are never taken for another one (SERVER §2.10 P1).
class Connection {
 public:
    using Clock = std::chrono::steady_clock;
    enum class Then {
        Read,   // come back when there is something to read
        Write,  // come back when the other side has taken some of the answer
        Work,   // go on at once, where it may take a while
        End     // it is over, or somebody else has the socket now
    };
    /// What a connection has of its server.
    struct House {
        const Answers& answers;
        Addresses& addresses;
        const Encryption& encryption;
        const std::atomic<bool>& stopping;
        std::atomic<std::size_t>& greeting;  // connections that have not agreed on keys yet
        int ready;                           // the epoll descriptor where it waits
    };

    Connection(Poco::Net::StreamSocket socket, House house);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Goes on as far as it can without waiting. By one thread at a time.
    Then go_on();

    int descriptor() const { return line_->descriptor(); }
    int ready() const { return house_.ready; }
    /// What it is being waited for, as epoll(7) calls it. Of whoever runs it.
    unsigned watched = 0;
    const std::string& peer() const { return peer_; }
    /// Waits for a question of which nothing has come.
    bool idle() const { return idle_; }
    /// Has not agreed on keys yet, and may still do so.
    bool greeting() const { return greeting_ && !given_up_; }
    Clock::rep deadline() const { return deadline_; }
    /// Waits for the other side, and has done so for too long.
    bool overdue(Clock::time_point now) const { return now.time_since_epoch().count() > deadline_; }
    /// Ends what it waits for: a question will not come any more, an answer is not sent further. From any
    /// thread.
    void give_up();
    /// No more questions, but the answer under way is sent.
    void stop_asking();

 private:
    enum class Phase { Greeting, Head, Body, Question, Answer, Lingering };
    enum class After { NextQuestion, Linger, Follow, End };

    Then greet();
    void greeted();
    Then read_head();
    Then question();
    Then read_body();
    Then answer_at_once();
    Then answer();
    Then give(Answer made);
    Then refuse(int status);
    Then show_the_way();
    Then send(Answer answer, After after);
    Then write();
    Outgoing unsent() const;
    Then answered();
    Then linger();
    Then wait(Clock::time_point until);

    std::shared_ptr<Line> line_;  // owned here, and by whoever takes it over
    House house_;
    std::string peer_;
    std::string here_;

    Phase phase_ = Phase::Greeting;
    std::string head_;
    std::string behind_head_;  // bytes that came with the head: of its body, or of nothing that we know
    Request request_;
    bool keeps_ = false;  // the asker may have more to ask
    int answered_ = 0;

    Answer answer_;
    std::string answer_head_;
    bool body_wanted_ = true;
    std::size_t sent_ = 0;
    After after_ = After::End;

    Clock::time_point ends_;  // of this phase, however the bytes trickle
    std::atomic<bool> idle_ = true;
    std::atomic<bool> greeting_ = false;
    std::atomic<bool> given_up_ = false;
    std::atomic<bool> writing_ = false;
    std::atomic<Clock::rep> deadline_;
};

}  // namespace server
