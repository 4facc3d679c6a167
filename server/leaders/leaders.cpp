#include "server/leaders/leaders.hpp"

#include "catalogue/accounts.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/guard.hpp"
#include "server/leaders/language_switch.hpp"
#include "server/leaders/languages.hpp"
#include "server/leaders/routes.hpp"
#include "server/leaders/secrets.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <cstddef>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <spdlog/spdlog.h>

namespace server::leaders {

namespace {

constexpr std::size_t largest_form = 64 * 1024;
constexpr std::size_t largest_upload = 4 * 1024 * 1024;  // a logo, and room to say that it is too large

Answer plain(int status, const std::string& sentence) {
    Answer answer;
    answer.status = status;
    answer.set("Content-Type", "text/plain; charset=utf-8");
    answer.set("Cache-Control", "no-store");
    answer.body = sentence + "\n";
    return answer;
}

Answer asset(const Office& office, const Request& request, const std::string& name) {
    const std::string* body = office.languages.dutch().templates.asset(name);
    if (body == nullptr) return plain(404, office.languages.dutch().words.at("refused.missing"));
    std::string_view type = "application/octet-stream";
    if (name.ends_with(".css")) type = "text/css; charset=utf-8";
    if (name.ends_with(".js")) type = "text/javascript; charset=utf-8";
    if (name.ends_with(".svg")) type = "image/svg+xml";
    return content(request, *body, type, Keep::ForAnHour);
}

Visit visit_of(const Office& office, const Request& request, catalogue::Desk& desk) {
    Visit visit{office, request, Form::of_query(request.query), {}, {}, {}, {}, false,
                desk,   desk,    office.settings.today()};
    recognise(visit);
    visit.language = &language_for(visit);
    return visit;
}

// What is done is kept: who did it, never what they typed.
void note_in_log(const Visit& visit, const Answer& answer) {
    const bool picture = visit.request.path.starts_with("/beeld/");
    if (!visit.who || picture) return;
    office_log(visit, visit.request.method + " " + visit.request.path +
                          (answer.status >= 400 ? " (" + std::to_string(answer.status) + ")" : ""));
}

Answer answer_route(Visit& visit, const Route& route) {
    if (const auto refused = refuse_visitor(visit, route)) return *refused;
    if (route.method == Method::Post) {
        if (const auto refused = refuse_forgery(visit)) return *refused;
    }
    return route.answer(visit);
}

// Everything else is not there; a stranger is not told what is.
Answer answer_missing(const Visit& visit, bool other_method) {
    if (!visit.who) return go("/inloggen");
    if (other_method) {
        Answer answer = message(visit, 405, visit.say("refused.method_heading"), visit.say("refused.method"));
        answer.set("Allow", "GET, HEAD, POST");
        return answer;
    }
    return message(visit, 404, visit.say("refused.missing_heading"), visit.say("refused.missing"));
}

Answer answer_visit(Visit& visit) {
    const Method method = visit.request.method == "POST" ? Method::Post : Method::Get;
    bool other_method = false;
    for (const Route& route : routes()) {
        auto names = fit(route.pattern, visit.request.path);
        if (!names) continue;
        if (route.method != method) {
            other_method = true;
            continue;
        }
        visit.names = std::move(*names);
        Answer answer = answer_route(visit, route);
        note_in_log(visit, answer);
        return answer;
    }
    return answer_missing(visit, other_method);
}

// In whatever language is known by then.
Answer refusal_in(const Language& language, int status) {
    const char* key = "refused.broken";
    if (status == 413) key = "refused.too_large";
    if (status == 408) key = "refused.too_slow";
    if (status == 503) key = "refused.busy";
    if (status >= 400 && status < 500 && status != 413 && status != 408) key = "refused.not_understood";
    Answer answer;
    answer.status = status;
    answer.set("Content-Type", "text/html; charset=utf-8");
    answer.set("Cache-Control", "no-store");
    answer.body =
        language.templates.fill("refusal", Fields{}
                                               .put("page_title", language.words.at("refused.heading"))
                                               .put("sentence", language.words.at(key)));
    return answer;
}

}  // namespace

Office::Office(LeadersSettings given)
    : settings(std::move(given)),
      languages(settings.templates),
      accounts(settings.library),
      desks(settings.library),
      jobs(settings.library),
      workshop(jobs, {settings.program, settings.library, settings.fixed_day}),
      booklets(settings.library) {}

Leaders::Leaders(LeadersSettings settings) : office_(std::make_unique<Office>(std::move(settings))) {}
Leaders::~Leaders() = default;

Answer Leaders::answer(const Request& request) const {
    Answer answer;
    const Language* language = &office_->languages.before_signing_in(request);
    try {
        constexpr std::string_view assets = "/assets/";
        if (request.path.starts_with(assets) && request.method != "POST") {
            answer = asset(*office_, request, request.path.substr(assets.size()));
        } else {
            const auto desk = office_->desks.lend();
            Visit visit = visit_of(*office_, request, *desk);
            language = visit.language;
            answer = answer_visit(visit);
            add_cookies(visit, answer);
        }
    } catch (const catalogue::LibraryInUse& error) {
        spdlog::warn("leaders: {}", error.what());
        answer = refusal_in(*language, 503);
    } catch (const std::exception& error) {
        spdlog::error("leaders: {} {}: {}", request.method, loggable(request.path), error.what());
        answer = refusal_in(*language, 500);
    }
    add_fixed_headers(answer, Pages::Public);
    // Without a referrer browsers would not say either where a form comes from.
    answer.set("Referrer-Policy", "same-origin");
    return answer;
}

Answer Leaders::refusal(int status) const {
    Answer answer = refusal_in(office_->languages.dutch(), status);
    if (status == 405) answer.set("Allow", "GET, HEAD, POST");
    add_fixed_headers(answer, Pages::Public);
    answer.set("Referrer-Policy", "same-origin");
    return answer;
}

std::size_t Leaders::most_body(const Request& request) const {
    if (!request.content_type.starts_with("multipart/form-data")) return largest_form;
    const bool signed_in = session_of(*office_, request).has_value();
    return signed_in ? largest_upload : largest_form;
}

std::string Leaders::first_link() const {
    if (!office_->accounts.all().empty()) return {};
    const std::string token = new_token();
    office_->accounts.invite(hash_of_token(token), std::nullopt,
                             office_->settings.clock() + invitation_lasts);
    return "/welkom/" + token;
}

bool Leaders::let_go_of_unused() const {
    return office_->booklets.let_go_when_unused();
}

}  // namespace server::leaders
