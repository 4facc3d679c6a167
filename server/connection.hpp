#pragma once

#include "server/answer.hpp"
#include "server/http_server.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>
#include <string>

#include <Poco/Net/StreamSocket.h>
#include <Poco/Net/TCPServerConnection.h>

namespace server {

/// The connections that are open, so that stopping the server can reach those that wait or lag.
class OpenConnections {
 public:
    void add(Poco::Net::StreamSocket& socket);
    void remove(Poco::Net::StreamSocket& socket);

    /// So many that nobody's connection should be held between two questions.
    bool crowded() const;

    /// Nobody may ask anything more; answers under way may still be finished.
    void stop_asking();
    /// Whatever is still under way ends now.
    void cut();
    /// Whether all were gone within that time.
    bool wait_until_empty(std::chrono::milliseconds at_most);

    bool stopping() const { return stopping_; }

    static constexpr int most = 512;

 private:
    mutable std::mutex mutex_;
    std::condition_variable less_;
    std::set<Poco::Net::StreamSocket*> open_;
    std::atomic<bool> stopping_ = false;
};

/// One visitor's connection: a question, its answer, and the next for as long as the visitor is quick.
/// Bytes that came behind a question are never taken for another one (SERVER §2.10 P1).
class Connection : public Poco::Net::TCPServerConnection {
 public:
    Connection(const Poco::Net::StreamSocket& socket, OpenConnections& open, const Answers& answers);

    void run() override;

 private:
    /// Reads one question, within `first_byte` until it begins and ten seconds in all. False when none came.
    bool read_head(std::chrono::steady_clock::duration first_byte);
    bool answer_one(int answered_before);
    bool refuse(int status);
    /// Reads the body that was announced, as fast as a slow line sends it. False when it does not all come.
    bool read_body(Request& request);
    void send(const Answer& answer, bool body_wanted, bool kept);
    /// Lets the other side read the answer before its unread bytes make the connection break off.
    void linger();

    OpenConnections& open_;
    const Answers& answers_;
    std::string head_;
    std::string behind_head_;  // bytes that came with the head: of its body, or of nothing that we know
};

}  // namespace server
