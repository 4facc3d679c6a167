#include "server/screens/event_hub.hpp"

#include "server/line.hpp"
#include "server/tls_session.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <iterator>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <poll.h>
#include <spdlog/spdlog.h>

namespace server {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto tick = std::chrono::milliseconds(250);
constexpr auto between_pings = std::chrono::seconds(15);
// Consent begins and ends by the day, without anybody writing.
constexpr auto look_anyway = std::chrono::seconds(30);
constexpr int most_each = 3;

struct Follower {
    std::shared_ptr<Line> line;  // owned here, and by its connection until that has ended
    std::string name;
    std::string version = {};  // that it was told last
};

// Whoever does not take a few bytes at once is not there any more, and comes back by itself.
bool send_now(const Follower& follower, const std::string& text) {
    std::size_t sent = 0;
    return follower.line->send({text}, sent) == Progress::Some && sent == text.size();
}

bool hung_up(const Follower& follower) {
    std::string said;
    return follower.line->receive(said, 256) == Progress::End;
}

}  // namespace

struct EventHub::Works {
    explicit Works(Watch watching) : watch(std::move(watching)), thread([this] { run(); }) {}

    void run() {
        std::unique_lock lock(mutex);
        while (!stopping) {
            woken.wait_for(lock, tick);
            if (stopping) break;
            drop_gone();
            lock.unlock();
            try {
                tell_changes();
            } catch (const std::exception& error) {
                spdlog::error("telling the screens: {}", error.what());
            }
            lock.lock();
        }
        followers.clear();
    }

    // With the lock.
    void drop_gone() {
        std::vector<pollfd> asked;
        asked.reserve(followers.size());
        for (const Follower& each : followers) asked.push_back({each.line->descriptor(), POLLIN, 0});
        if (asked.empty() || ::poll(asked.data(), asked.size(), 0) <= 0) return;
        auto follower = followers.begin();
        for (const pollfd& each : asked) {
            const auto current = follower++;
            if (each.revents != 0 && hung_up(*current)) followers.erase(current);
        }
    }

    // Without the lock while the catalogue is asked: who comes in meanwhile is told at the next tick.
    void tell_changes() {
        const auto now = Clock::now();
        std::string pulse = watch.pulse();
        const bool all = pulse != last_pulse || now - looked > look_anyway;
        std::set<std::string> names;
        {
            const std::scoped_lock lock(mutex);
            for (const Follower& each : followers) {
                if (all || each.version.empty()) names.insert(each.name);
            }
        }
        if (!names.empty()) {
            const auto versions = watch.versions({names.begin(), names.end()});
            const std::scoped_lock lock(mutex);
            std::erase_if(followers, [&](Follower& each) {
                return names.contains(each.name) && !told_version(each, versions);
            });
        }
        last_pulse = std::move(pulse);
        if (all) looked = now;
        if (now - pinged < between_pings) return;
        pinged = now;
        const std::scoped_lock lock(mutex);
        std::erase_if(followers,
                      [](const Follower& each) { return !send_now(each, "event: ping\ndata: 1\n\n"); });
    }

    // False when it is to go.
    static bool told_version(Follower& follower, const std::map<std::string, std::string>& versions) {
        const auto found = versions.find(follower.name);
        if (found == versions.end()) {
            send_now(follower, "event: weg\ndata: 1\n\n");
            return false;
        }
        if (found->second == follower.version) return true;
        follower.version = found->second;
        return send_now(follower, fmt::format("event: lijst\ndata: {}\n\n", found->second));
    }

    Watch watch;
    mutable std::mutex mutex;
    std::condition_variable woken;
    bool stopping = false;
    std::list<Follower> followers;  // oldest first
    std::string last_pulse;
    Clock::time_point looked;
    Clock::time_point pinged = Clock::now();
    std::thread thread;  // last: everything that it uses is there before it
};

EventHub::EventHub(Watch watch) : works_(std::make_unique<Works>(std::move(watch))) {}

EventHub::~EventHub() {
    stop();
}

void EventHub::take(const std::shared_ptr<Line>& line, const std::string& follower) {
    const std::scoped_lock lock(works_->mutex);
    std::list<Follower>& followers = works_->followers;
    if (works_->stopping || followers.size() >= most) return;
    if (std::ranges::count(followers, follower, &Follower::name) >= most_each) {
        followers.erase(std::ranges::find(followers, follower, &Follower::name));
    }
    followers.push_back({line, follower});
    works_->woken.notify_one();
}

std::size_t EventHub::connections() const {
    const std::scoped_lock lock(works_->mutex);
    return works_->followers.size();
}

void EventHub::stop() {
    {
        const std::scoped_lock lock(works_->mutex);
        works_->stopping = true;
        works_->woken.notify_one();
    }
    if (works_->thread.joinable()) works_->thread.join();
}

}  // namespace server
