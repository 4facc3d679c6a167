#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace server {

class Line;

/// Tells screens at once that there is something to ask (server-sent events, HTML Living Standard §9.2). One
/// thread for all of them: a connection that only waits holds no other.
class EventHub {
 public:
    struct Watch {
        /// Changes whenever anything may have changed; asked four times a second, so it must be cheap.
        std::function<std::string()> pulse;
        /// The version of what each of these followers may see; left out: it may follow no more.
        std::function<std::map<std::string, std::string>(const std::vector<std::string>&)> versions;
    };

    explicit EventHub(Watch watch);
    ~EventHub();
    EventHub(const EventHub&) = delete;
    EventHub& operator=(const EventHub&) = delete;

    /// Takes a connection over, whose answer has been begun. Nobody has more than three; the oldest goes.
    void take(const std::shared_ptr<Line>& line, const std::string& follower);
    std::size_t connections() const;
    /// Ends all of them.
    void stop();

    static constexpr std::size_t most = 4096;

 private:
    struct Works;
    std::unique_ptr<Works> works_;
};

}  // namespace server
