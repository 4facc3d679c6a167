#pragma once

#include "catalogue/accounts.hpp"
#include "catalogue/catalogue.hpp"
#include "server/http_server.hpp"
#include "server/leaders/leaders.hpp"
#include "tests/catalogue/a_course.hpp"
#include "visitor.hpp"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

/// The leaders' pages of a small course, and browsers to visit them with.
namespace a_leader {

using Typed = std::vector<std::pair<std::string, std::string>>;

class Pages {
 public:
    /// course: null for an empty library.
    explicit Pages(const a_course::Json& course, server::leaders::Proxy proxy = server::leaders::Proxy::None);
    Pages(const Pages&) = delete;
    Pages& operator=(const Pages&) = delete;

    catalogue::Catalogue reader() const;

    a_course::Folder folder;
    std::filesystem::path library;
    catalogue::Day today = a_course::today;
    std::atomic<std::int64_t> clock = 1'800'000'000;
    catalogue::Accounts accounts;
    server::leaders::Leaders leaders;
    server::HttpServer http;
};

inline constexpr const char* password = "een fiets zonder bel staat";

/// One browser with its cookies.
class Browser {
 public:
    explicit Browser(Pages& pages) : pages_(&pages) {}

    visitor::Reply get(const std::string& path);
    /// Sends what was typed, with the seal of the page that was seen last.
    visitor::Reply post(const std::string& path, Typed typed);
    /// The same with any seal and further header lines.
    visitor::Reply post_as(const std::string& path, Typed typed, const std::string& seal,
                           const std::string& lines);

    /// Presses the undo button of the page to which a change led.
    visitor::Reply undo(const visitor::Reply& did);

    /// Makes an account with that role and signs in with it.
    void sign_in_as(catalogue::AccountRole role, const std::string& login);

    std::map<std::string, std::string> cookies;
    std::string seal;
    std::string from;  // what the proxy says

 private:
    visitor::Reply ask(const std::string& head, const std::string& body);

    Pages* pages_;
};

/// The value of the hidden field of that name on a page; empty when there is none.
std::string hidden(const std::string& page, const std::string& name);
/// The same of the first form on that page that is sent to that address.
std::string hidden_in(const std::string& page, const std::string& action, const std::string& name);

}  // namespace a_leader
