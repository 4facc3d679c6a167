#pragma once

#include "catalogue/catalogue.hpp"
#include "server/certificate.hpp"
#include "server/encryption.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace server {

struct DoorSettings {
    std::string listen;  // of the leaders' pages; empty: one port above the public one, on this machine only
    bool https = false;  // a proxy in front speaks TLS
    std::filesystem::path certificate = {};  // TLS of our own, here and on the public address; empty: none
    std::filesystem::path key = {};
    bool proxied = false;   // and writes X-Forwarded-For
    std::string site = {};  // where people find the site; empty: not said
};

/// The options of `serve` that are about the leaders' pages.
std::shared_ptr<DoorSettings> add_door_options(CLI::App& command);

/// The certificate that these name; null when they name none. Throws catalogue::CannotWork when they name
/// half of it, or one that cannot be used.
std::unique_ptr<Certificate> certificate_of(const DoorSettings& settings);

/// An empty library where there is none, for a course that is set up in the browser.
void make_library_if_missing(const std::filesystem::path& library);

/// None while there is no course.
std::vector<catalogue::Practice> practices_of(const catalogue::Catalogue& catalogue);

/// The leaders' pages, open for as long as this lives. Says where on standard error, with the link for the
/// first leader when there is nobody yet.
class LeadersDoor {
 public:
    LeadersDoor(const catalogue::Invocation& invocation, const std::filesystem::path& templates,
                const std::string& public_listen, const DoorSettings& settings, const Encryption& encryption);
    ~LeadersDoor();
    LeadersDoor(const LeadersDoor&) = delete;
    LeadersDoor& operator=(const LeadersDoor&) = delete;

    /// As leaders::Leaders has it.
    bool let_go_of_unused() const;

 private:
    struct Rooms;
    std::unique_ptr<Rooms> rooms_;
};

}  // namespace server
