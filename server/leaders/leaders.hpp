#pragma once

#include "catalogue/catalogue.hpp"
#include "server/answer.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace server::leaders {

/// Whether the leaders' browsers come over TLS, which is spoken by a proxy in front.
enum class Over { Http, Https };
/// Whether X-Forwarded-For tells where somebody comes from: only when a proxy of ours writes it.
enum class Proxy { None, Trusted };

struct LeadersSettings {
    std::filesystem::path library;
    std::filesystem::path templates;        // the folder templates/leaders
    std::function<catalogue::Day()> today;  // asked afresh at every request
    std::function<std::string()> moment;    // ISO 8601 local date-time, of the same day
    std::function<std::int64_t()> clock;    // seconds since 1970, for sessions
    std::filesystem::path program = {};     // this program, for long work; empty: there is none
    std::string fixed_day = {};             // of long work, when the day was given; empty: the day it is
    Over over = Over::Http;
    Proxy proxy = Proxy::None;
    bool behind_proxy = false;     // of any kind: what the site is called is not seen from here
    std::string site = {};         // where people find the site: "https://foto.example.org"; empty: not said
    std::string site_listen = {};  // ADDRESS:PORT on which it listens
};

struct Office;

/// The leaders' pages: everything that a course needs, for who has signed in. Safe to call from several
/// threads; several programs may serve the same library.
class Leaders {
 public:
    /// Throws catalogue::CannotWork when the library or the templates cannot be used.
    explicit Leaders(LeadersSettings settings);
    ~Leaders();
    Leaders(const Leaders&) = delete;
    Leaders& operator=(const Leaders&) = delete;

    /// Never throws: what goes wrong is a page that says so, and a line in the log.
    Answer answer(const Request& request) const;
    Answer refusal(int status) const;
    /// Forms are small; only who is signed in may send a picture.
    std::size_t most_body(const Request& request) const;

    /// While nobody has an account: the path of a page, for one use, on which the first leader makes one. A
    /// new one at every call; empty when there are accounts.
    std::string first_link() const;

    /// Lets go of what needs much memory and nobody has asked for in a while; to be called now and then.
    /// Returns whether there was anything.
    bool let_go_of_unused() const;

 private:
    std::unique_ptr<Office> office_;
};

/// How long a link to set a password is good, in seconds.
inline constexpr std::int64_t invitation_lasts = std::int64_t{7} * 24 * 60 * 60;

}  // namespace server::leaders
