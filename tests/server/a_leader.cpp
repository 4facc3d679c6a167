#include "a_leader.hpp"

#include "catalogue/accounts.hpp"
#include "catalogue/catalogue.hpp"
#include "server/answer.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/leaders.hpp"
#include "server/leaders/secrets.hpp"
#include "tests/catalogue/a_course.hpp"
#include "visitor.hpp"

#include <cstddef>
#include <filesystem>
#include <string>

#include <fmt/core.h>

namespace a_leader {

namespace {

std::filesystem::path library_with(const a_course::Json& course, const std::filesystem::path& folder) {
    if (course.is_null()) {
        catalogue::Catalogue::create(folder);
    } else {
        a_course::library_with(course, folder);
    }
    return folder;
}

server::leaders::LeadersSettings settings_of(Pages& pages, server::leaders::Proxy proxy) {
    server::leaders::LeadersSettings settings;
    settings.library = pages.library;
    settings.templates = std::filesystem::path(SOURCE_FOLDER) / "templates/leaders";
    settings.today = [&pages] { return pages.today; };
    settings.moment = [&pages] { return to_string(pages.today) + "T11:00:00"; };
    settings.clock = [&pages] { return pages.clock.load(); };
    settings.proxy = proxy;
    return settings;
}

}  // namespace

Pages::Pages(const a_course::Json& course, server::leaders::Proxy proxy)
    : library(library_with(course, folder.path / "library")),
      accounts(library),
      leaders(settings_of(*this, proxy)),
      http("127.0.0.1:0", {[this](const server::Request& request) { return leaders.answer(request); },
                           [this](int status) { return leaders.refusal(status); },
                           [this](const server::Request& request) { return leaders.most_body(request); }}) {}

catalogue::Catalogue Pages::reader() const {
    return catalogue::Catalogue::open(library, catalogue::Access::ReadOnly);
}

std::string hidden(const std::string& page, const std::string& name) {
    const std::string start = fmt::format("name=\"{}\" value=\"", name);
    const std::size_t at = page.find(start);
    if (at == std::string::npos) return {};
    const std::size_t begin = at + start.size();
    return page.substr(begin, page.find('"', begin) - begin);
}

std::string hidden_in(const std::string& page, const std::string& action, const std::string& name) {
    for (const char* const end : {"\"", "#"}) {
        const std::size_t form = page.find("action=\"" + action + end);
        if (form != std::string::npos) return hidden(page.substr(form), name);
    }
    return {};
}

visitor::Reply Browser::ask(const std::string& head, const std::string& body) {
    std::string cookie;
    for (const auto& [name, value] : cookies) cookie += (cookie.empty() ? "" : "; ") + name + "=" + value;
    std::string lines = "Host: a\r\nConnection: close\r\n";
    if (!cookie.empty()) lines += "Cookie: " + cookie + "\r\n";
    if (!from.empty()) lines += "X-Forwarded-For: " + from + "\r\n";
    const std::string all = visitor::answer_to(pages_->http, head + lines + "\r\n" + body);
    const std::size_t end = all.find("\r\n\r\n");
    if (!all.starts_with("HTTP/1.1 ") || end == std::string::npos) return {};
    visitor::Reply reply{std::stoi(all.substr(9, 3)), all.substr(0, end + 2), all.substr(end + 4)};
    const std::string set = "\r\nSet-Cookie: ";
    for (std::size_t at = reply.head.find(set); at != std::string::npos; at = reply.head.find(set, at + 1)) {
        const std::size_t begin = at + set.size();
        const std::size_t equals = reply.head.find('=', begin);
        const std::string name = reply.head.substr(begin, equals - begin);
        const std::string value = reply.head.substr(equals + 1, reply.head.find(';', equals) - equals - 1);
        cookies[name] = value;
        if (value.empty()) cookies.erase(name);
    }
    const std::string new_seal = hidden(reply.body, "zegel");
    if (!new_seal.empty()) seal = new_seal;
    return reply;
}

visitor::Reply Browser::get(const std::string& path) {
    return ask("GET " + path + " HTTP/1.1\r\n", "");
}

visitor::Reply Browser::post_as(const std::string& path, Typed typed, const std::string& with_seal,
                                const std::string& lines) {
    typed.emplace_back("zegel", with_seal);
    std::string body;
    for (const auto& [name, value] : typed) {
        body += (body.empty() ? "" : "&") + server::leaders::in_address(name) + "=" +
                server::leaders::in_address(value);
    }
    return ask(fmt::format("POST {} HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                           "Content-Length: {}\r\n{}",
                           path, body.size(), lines),
               body);
}

visitor::Reply Browser::post(const std::string& path, Typed typed) {
    return post_as(path, std::move(typed), seal, "Origin: http://a\r\nSec-Fetch-Site: same-origin\r\n");
}

visitor::Reply Browser::undo(const visitor::Reply& did) {
    const std::string to = did.header("Location");
    const auto page = get(to.substr(0, to.find('#')));
    return post("/terugdraaien", {{"stap", hidden(page.body, "stap")}});
}

void Browser::sign_in_as(catalogue::AccountRole role, const std::string& login) {
    const auto account = pages_->accounts.add({login, login == "jacqueline" ? "Jacqueline" : login, role});
    pages_->accounts.set_password(account.id, server::leaders::hash_of_password(password));
    get("/inloggen");
    post("/inloggen", {{"login", login}, {"wachtwoord", password}, {"naar", "/"}});
}

}  // namespace a_leader
