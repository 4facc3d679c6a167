#include "server/door.hpp"

#include "catalogue/catalogue.hpp"
#include "server/answer.hpp"
#include "server/certificate.hpp"
#include "server/encryption.hpp"
#include "server/http_server.hpp"
#include "server/leaders/leaders.hpp"

#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

namespace server {

namespace {

std::int64_t seconds_now() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

// Next to the public port, and on this machine only: who wants it further says so.
std::string listen_beside(const std::string& public_listen) {
    const std::size_t colon = public_listen.rfind(':');
    int port = 0;
    if (colon != std::string::npos) {
        const std::string_view text = std::string_view{public_listen}.substr(colon + 1);
        std::from_chars(text.data(), text.data() + text.size(), port);
    }
    return fmt::format("127.0.0.1:{}", port == 0 || port >= 65535 ? 0 : port + 1);
}

}  // namespace

std::shared_ptr<DoorSettings> add_door_options(CLI::App& command) {
    auto door = std::make_shared<DoorSettings>();  // owned by the options and by the callback
    command.add_option("--leaders", door->listen,
                       "ADDRESS:PORT of the leaders' pages (one port above --listen, on this machine only)");
    command.add_flag("--https", door->https, "A proxy in front speaks TLS: cookies are for https alone");
    command.add_option(
        "--certificate", door->certificate,
        "Speak TLS, on both addresses, with the certificate in this file (PEM, with those above it)");
    command.add_option("--key", door->key, "The certificate's key (PEM, without a password)");
    command.add_flag("--proxied", door->proxied,
                     "The proxy in front writes X-Forwarded-For: where visitors come from is read there");
    return door;
}

std::unique_ptr<Certificate> certificate_of(const DoorSettings& settings) {
    if (settings.certificate.empty() && settings.key.empty()) return nullptr;
    if (settings.certificate.empty() || settings.key.empty()) {
        throw catalogue::CannotWork(
            "TLS needs two files: name the certificate in `certificate` and its key in `key`, or neither.");
    }
    return std::make_unique<Certificate>(Certificate::Files{settings.certificate, settings.key});
}

void make_library_if_missing(const std::filesystem::path& library) {
    std::error_code error;
    if (std::filesystem::exists(library / "catalogue.db", error)) return;
    catalogue::Catalogue::create(library);
    fmt::print(stderr, "There was no library in {}; an empty one was made.\n", library.string());
}

std::vector<catalogue::Practice> practices_of(const catalogue::Catalogue& catalogue) {
    try {
        return catalogue.course().practices;
    } catch (const catalogue::CannotWork&) {
        return {};
    }
}

struct LeadersDoor::Rooms {
    Rooms(leaders::LeadersSettings settings, const std::string& listen, const Encryption& encryption)
        : pages(std::move(settings)),
          http(listen,
               {[this](const Request& request) { return pages.answer(request); },
                [this](int status) { return pages.refusal(status); },
                [this](const Request& request) { return pages.most_body(request); }},
               {}, encryption) {}

    leaders::Leaders pages;
    HttpServer http;
};

LeadersDoor::LeadersDoor(const catalogue::Invocation& invocation, const std::filesystem::path& templates,
                         const std::string& public_listen, const DoorSettings& door,
                         const Encryption& encryption) {
    leaders::LeadersSettings settings;
    settings.library = invocation.library;
    settings.templates = templates;
    settings.today = invocation.today;
    settings.moment = invocation.moment;
    settings.clock = seconds_now;
    settings.program = "/proc/self/exe";
    if (invocation.day_is_fixed) settings.fixed_day = to_string(invocation.today());
    const bool own = encryption.certificate != nullptr;
    settings.over = door.https || own ? leaders::Over::Https : leaders::Over::Http;
    settings.behind_proxy = door.https || door.proxied;
    settings.proxy = door.proxied ? leaders::Proxy::Trusted : leaders::Proxy::None;
    settings.site = door.site;
    settings.site_listen = public_listen;
    rooms_ = std::make_unique<Rooms>(
        std::move(settings), door.listen.empty() ? listen_beside(public_listen) : door.listen, encryption);
    const std::string base = (own ? "https://" : "http://") + rooms_->http.address();
    fmt::print(stderr, "The leaders sign in at {}/\n", base);
    const std::string first = rooms_->pages.first_link();
    if (!first.empty()) {
        fmt::print(stderr, "Nobody can sign in yet. The first leader begins here, within a week:\n  {}{}\n",
                   base, first);
    }
    std::fflush(stderr);
}

LeadersDoor::~LeadersDoor() = default;

bool LeadersDoor::let_go_of_unused() const {
    return rooms_->pages.let_go_of_unused();
}

}  // namespace server
