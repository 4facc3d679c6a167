// Signing in and out, and setting a password with a link that is good once.

#include "catalogue/accounts.hpp"
#include "catalogue/catalogue.hpp"
#include "server/answer.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/guard.hpp"
#include "server/leaders/language_switch.hpp"
#include "server/leaders/leaders.hpp"
#include "server/leaders/password_rule.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/routes.hpp"
#include "server/leaders/secrets.hpp"
#include "server/leaders/sign_in_steps.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace server::leaders {

namespace {

constexpr int year = 365 * 24 * 60 * 60;
constexpr std::string_view browser_cookie = "inbeeld-browser";

std::string in_small_letters(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

// Only paths of ours, so that signing in cannot lead elsewhere.
std::string safe_path(const std::string& wanted) {
    const bool ours = wanted.starts_with('/') && !wanted.starts_with("//") &&
                      wanted.find_first_of("\\\r\n?#") == std::string::npos;
    return ours ? wanted : "/";
}

Answer show_sign_in(const Visit& visit, const Trying& trying, int status) {
    Asked login{"login", visit.say("sign_in.login"), trying.login};
    login.autocomplete = "username";
    Asked password{"wachtwoord", visit.say("sign_in.password")};
    password.type = "password";
    password.autocomplete = "current-password";
    password.error = trying.error;
    return page(visit, "sign_in",
                Fields{}
                    .put("page_title", visit.say("sign_in.title"))
                    .put("fields", std::vector{as_fields(login), as_fields(password)})
                    .put("to", trying.to)
                    .put("keeps", !trying.later_path.empty())
                    .put("later_path", trying.later_path)
                    .put("later_body", trying.later_body),
                status);
}

Answer show_again(const Visit& visit, const std::string& title, const Trying& trying, int status) {
    return page(visit, "again",
                Fields{}
                    .put("page_title", title)
                    .put("later_path", trying.later_path)
                    .put("later_body", trying.later_body),
                status);
}

// Where to, or the page from which what was typed before is sent once more.
Answer after_sign_in(const Visit& signed_in, const Trying& trying) {
    if (trying.later_path.empty()) return go(trying.to);
    return show_again(signed_in, signed_in.say("again.title"), trying, 200);
}

Answer show_welcome(const Visit& visit, const catalogue::Invitation& invitation,
                    const std::vector<std::string>& errors, int status) {
    std::vector<Fields> fields;
    if (!invitation.account) {
        Asked name{"naam", visit.say("welcome.name"), visit.form.text("naam")};
        name.hint = visit.say("welcome.name_hint");
        name.autocomplete = "given-name";
        name.error = errors.at(0);
        Asked login{"login", visit.say("welcome.login"), visit.form.text("login")};
        login.hint = visit.say("welcome.login_hint");
        login.autocomplete = "username";
        login.error = errors.at(1);
        fields.push_back(as_fields(name));
        fields.push_back(as_fields(login));
    }
    Asked password{"wachtwoord", visit.say("welcome.password")};
    password.type = "password";
    password.autocomplete = "new-password";
    password.hint = visit.say("welcome.password_hint");
    password.error = errors.at(2);
    fields.push_back(as_fields(password));
    return page(visit, "welcome",
                Fields{}
                    .put("page_title", visit.say("welcome.title"))
                    .put("token", visit.name(0))
                    .put("named", invitation.account.has_value())
                    .put("name", invitation.account ? invitation.account->name : std::string{})
                    .put("fields", fields),
                status);
}

std::string wrong_with_password(const Visit& visit, const std::string& name, const std::string& login) {
    switch (fault_of_password(visit.form.text("wachtwoord"), name, login)) {
        case PasswordFault::None:
            break;
        case PasswordFault::TooShort:
            return visit.say("welcome.too_short");
        case PasswordFault::TooLong:
            return visit.say("welcome.too_long");
        case PasswordFault::OwnName:
            return visit.say("welcome.own_name");
        case PasswordFault::Repeated:
            return visit.say("welcome.repeated");
        case PasswordFault::Row:
            return visit.say("welcome.row");
        case PasswordFault::WellKnown:
            return visit.say("welcome.too_easy");
    }
    return {};
}

Answer link_is_gone(const Visit& visit) {
    return message(visit, 410, visit.say("welcome.gone_heading"), visit.say("welcome.gone"));
}

}  // namespace

Answer send_later(const Visit& visit, const std::string& title, int status) {
    Trying trying;
    trying.later_path = visit.request.path;
    trying.later_body = visit.request.body;
    return show_again(visit, title, trying, status);
}

Trying what_was_tried(const Visit& visit) {
    return {in_small_letters(visit.form.text("login")), "", safe_path(visit.form.text("naar")),
            visit.form.text("later_pad"), visit.form.text("later_inhoud")};
}

// Attempts count for one account from one place, or from one browser that is known there: a stranger who
// guesses locks out nobody but the stranger.
std::string whom(const Visit& visit, const std::string& login,
                 const std::optional<catalogue::Account>& account) {
    const std::string browser = cookie(visit.request, browser_cookie);
    const bool known = account && !browser.empty() &&
                       visit.office.accounts.is_known_browser(hash_of_token(browser), account->id);
    return hash_of_token(login + "|" + (known ? browser : address_of(visit)));
}

Answer let_in(const Visit& visit, const catalogue::Account& account, const Trying& trying) {
    const auto& office = visit.office;
    const catalogue::Moment now = office.settings.clock();
    const std::string token = new_token();
    office.accounts.begin_session(hash_of_token(token), account.id, now);
    const std::string browser = new_token();
    office.accounts.know_browser(hash_of_token(browser), account.id, now);
    Visit signed_in = visit;
    signed_in.who = catalogue::SignedIn{account, now};
    signed_in.token = token;
    signed_in.token_is_new = false;
    signed_in.language = &language_for(signed_in);
    Answer answer = after_sign_in(signed_in, trying);
    answer.set("Set-Cookie", cookie_line(office, session_cookie_name(office), token, 0));
    answer.set("Set-Cookie", cookie_line(office, std::string{browser_cookie}, browser, year));
    office.accounts.log({now, account.name, "signed in", network_of(visit)});
    return answer;
}

Answer sign_in_page(const Visit& visit) {
    if (visit.who) return go("/");
    Trying trying;
    trying.to = safe_path(visit.query.text("naar"));
    return show_sign_in(visit, trying, 200);
}

Answer sign_in_again(const Visit& visit) {
    Trying trying;
    trying.to = "/";
    const bool kept = visit.request.content_type.starts_with("application/x-www-form-urlencoded");
    if (kept && visit.request.body.size() < 40 * 1024) {
        trying.later_path = visit.request.path;
        trying.later_body = visit.request.body;
    }
    return show_sign_in(visit, trying, 401);
}

Answer sign_in(const Visit& visit) {
    Trying trying = what_was_tried(visit);
    const auto& office = visit.office;
    const catalogue::Moment now = office.settings.clock();
    const auto account = office.accounts.with_login(trying.login);
    const std::string who = whom(visit, trying.login, account);
    if (office.accounts.failures(who, now - failures_count_for) >= most_failures) {
        trying.error = visit.say("sign_in.wait");
        return show_sign_in(visit, trying, 429);
    }
    const bool usable = account && !account->closed;
    if (!is_password(usable ? account->password_hash : "", visit.form.text("wachtwoord")) || !usable) {
        office.accounts.note_failure(who, now);
        office.accounts.log({now, "-", "failed to sign in", network_of(visit)});
        trying.error = visit.say("sign_in.wrong");
        return show_sign_in(visit, trying, 401);
    }
    office.accounts.forget_failures(who);
    return let_in_or_ask_code(visit, *account, trying);
}

Answer send_again(const Visit& visit) {
    Request kept = visit.request;
    kept.path = visit.form.text("later_pad");
    kept.body = visit.form.text("later_inhoud");
    kept.content_type = "application/x-www-form-urlencoded";
    Visit again{visit.office, kept,           visit.query, Form::of_body(kept).value_or(Form{}),
                {},           visit.who,      visit.token, false,
                visit.desk,   visit.changing, visit.today, visit.language};
    for (const Route& route : routes()) {
        auto names = fit(route.pattern, kept.path);
        if (!names || route.method != Method::Post || route.least == Least::Anybody) continue;
        again.names = std::move(*names);
        if (auto refused = refuse_visitor(again, route)) return *refused;
        return route.answer(again);
    }
    return go("/");
}

Answer sign_out(const Visit& visit) {
    office_log(visit, "signed out");
    visit.office.accounts.end_session(hash_of_token(visit.token));
    Answer answer = go("/inloggen");
    answer.set("Set-Cookie", cookie_line(visit.office, session_cookie_name(visit.office), "", -1));
    return answer;
}

Answer welcome_page(const Visit& visit) {
    const auto invitation =
        visit.office.accounts.invitation(hash_of_token(visit.name(0)), visit.office.settings.clock());
    if (!invitation) return link_is_gone(visit);
    return show_welcome(visit, *invitation, {"", "", ""}, 200);
}

Answer welcome(const Visit& visit) {
    const auto& office = visit.office;
    const std::string token = hash_of_token(visit.name(0));
    const auto invitation = office.accounts.invitation(token, office.settings.clock());
    if (!invitation) return link_is_gone(visit);
    const std::string name = visit.form.text("naam");
    const std::string login =
        invitation->account ? invitation->account->login : in_small_letters(visit.form.text("login"));
    std::vector<std::string> errors(3);
    if (!invitation->account && (name.empty() || !is_one_line(name, longest_account_name))) {
        errors[0] = visit.say("welcome.name_wrong");
    }
    errors[2] = wrong_with_password(visit, invitation->account ? invitation->account->name : name, login);
    std::optional<catalogue::Account> account = invitation->account;
    const bool good = std::ranges::all_of(errors, [](const std::string& error) { return error.empty(); });
    if (good && !account) {
        try {
            account = office.accounts.add({login, name, catalogue::AccountRole::Leader});
        } catch (const catalogue::CannotWork&) {
            errors[1] = visit.say("welcome.login_wrong");
        }
    } else if (!account && login.size() < 2) {
        errors[1] = visit.say("welcome.login_wrong");
    }
    if (!good || !account) return show_welcome(visit, *invitation, errors, 422);
    if (!office.accounts.use_invitation(token, office.settings.clock())) return link_is_gone(visit);
    office.accounts.set_password(account->id, hash_of_password(visit.form.text("wachtwoord")));
    Trying onwards;
    onwards.to = "/";
    return let_in_or_ask_code(visit, *account, onwards);
}

}  // namespace server::leaders
