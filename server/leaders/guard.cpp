#include "server/leaders/guard.hpp"

#include "catalogue/accounts.hpp"
#include "server/answer.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/leaders.hpp"
#include "server/leaders/refusing.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/routes.hpp"
#include "server/leaders/secrets.hpp"
#include "server/leaders/sign_in_steps.hpp"
#include "server/leaders/visit.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/core.h>

namespace server::leaders {

namespace {

constexpr std::string_view before_signing_in = "inbeeld-form";

// An origin is a scheme and a host: https://host and host are the same place.
bool is_same_place(const std::string& origin, const std::string& host) {
    const std::size_t scheme = origin.find("://");
    return scheme != std::string::npos && !host.empty() &&
           std::string_view{origin}.substr(scheme + 3) == host;
}

// As a browser says it that tells where a form comes from; no other site can have it said.
bool comes_from_here(const Request& request) {
    return !request.origin.empty() && is_same_place(request.origin, request.host);
}

// A page of ours that lay open while somebody signed in anew: nothing of what was typed is lost.
Answer offer_again(Visit& visit, Form form) {
    visit.form = std::move(form);
    const bool kept = visit.request.content_type.starts_with("application/x-www-form-urlencoded");
    if (visit.who && kept) return send_later(visit, visit.say("refused.forged_heading"), 403);
    return refused_above(visit, {{}, visit.say("refused.forged"), 403});
}

}  // namespace

std::string cookie(const Request& request, std::string_view name) {
    std::string_view rest = request.cookie;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        std::string_view one = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        while (one.starts_with(' ')) one.remove_prefix(1);
        if (one.starts_with(name) && one.substr(name.size()).starts_with('=')) {
            return std::string{one.substr(name.size() + 1)};
        }
    }
    return {};
}

std::string session_cookie_name(const Office& office) {
    return office.settings.over == Over::Https ? "__Host-inbeeld" : "inbeeld";
}

std::optional<catalogue::SignedIn> session_of(const Office& office, const Request& request) {
    const std::string token = cookie(request, session_cookie_name(office));
    if (token.empty()) return std::nullopt;
    return office.accounts.session(hash_of_token(token), office.settings.clock());
}

void recognise(Visit& visit) {
    visit.who = session_of(visit.office, visit.request);
    if (visit.who) {
        visit.token = cookie(visit.request, session_cookie_name(visit.office));
        return;
    }
    visit.token = cookie(visit.request, before_signing_in);
    if (visit.token.size() < 40) {
        visit.token = new_token();
        visit.token_is_new = true;
    }
}

std::string cookie_line(const Office& office, const std::string& name, const std::string& value,
                        int seconds) {
    std::string line = fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict", name, value);
    if (office.settings.over == Over::Https) line += "; Secure";
    if (seconds > 0) line += fmt::format("; Max-Age={}", seconds);
    if (seconds < 0) line += "; Max-Age=0";
    return line;
}

void add_cookies(const Visit& visit, Answer& answer) {
    if (visit.who || !visit.token_is_new) return;
    answer.set("Set-Cookie", cookie_line(visit.office, std::string{before_signing_in}, visit.token, 0));
}

std::string seal_of(const Visit& visit) {
    return derived_from(visit.token, "form");
}

std::optional<Answer> refuse_visitor(Visit& visit, const Route& route) {
    if (route.least == Least::Anybody) return std::nullopt;
    if (!visit.who) {
        if (route.method == Method::Post) return sign_in_again(visit);
        const bool plain = visit.request.path == "/" || visit.request.path.starts_with("/beeld/");
        return go(plain ? "/inloggen" : "/inloggen?naar=" + in_address(visit.request.path));
    }
    if (route.least == Least::Leader && !visit.leads()) {
        return message(visit, 403, visit.say("refused.role_heading"), visit.say("refused.role"));
    }
    return std::nullopt;
}

std::optional<Answer> refuse_forgery(Visit& visit) {
    const Request& request = visit.request;
    const bool elsewhere =
        (!request.origin.empty() && !is_same_place(request.origin, request.host)) ||
        (!request.fetch_site.empty() && request.fetch_site != "same-origin" && request.fetch_site != "none");
    std::optional<Form> form = elsewhere ? std::nullopt : Form::of_body(request);
    if (form && same_secret(form->text("zegel"), seal_of(visit))) {
        visit.form = std::move(*form);
        return std::nullopt;
    }
    if (form && comes_from_here(request)) return offer_again(visit, std::move(*form));
    return message(visit, 403, visit.say("refused.forged_heading"), visit.say("refused.forged"));
}

std::string address_of(const Visit& visit) {
    if (visit.office.settings.proxy == Proxy::None) return visit.request.peer;
    // The last one is what our own proxy saw; whoever asks can write those before it.
    const std::string& all = visit.request.forwarded_for;
    const std::size_t comma = all.rfind(',');
    const std::size_t begin = all.find_first_not_of(' ', comma == std::string::npos ? 0 : comma + 1);
    return begin == std::string::npos ? visit.request.peer : all.substr(begin, 64);
}

std::string network_of(const Visit& visit) {
    const std::string address = address_of(visit);
    const std::size_t point = address.rfind('.');
    if (point != std::string::npos && address.find(':') == std::string::npos) {
        return address.substr(0, point) + ".0";
    }
    std::size_t colon = 0;
    for (int group = 0; group < 3 && colon != std::string::npos; ++group)
        colon = address.find(':', colon + 1);
    return colon == std::string::npos ? address : address.substr(0, colon) + "::";
}

std::string loggable(const std::string& path) {
    constexpr std::string_view secret = "/welkom/";
    return path.starts_with(secret) ? std::string{secret} + "..." : path.substr(0, 100);
}

void office_log(const Visit& visit, const std::string& did) {
    visit.office.accounts.log({visit.office.settings.clock(), visit.who ? visit.who->account.name : "-",
                               loggable(did), network_of(visit)});
}

}  // namespace server::leaders
