// Who may sign in, and what was done lately.

#include "catalogue/accounts.hpp"
#include "catalogue/catalogue.hpp"
#include "server/answer.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/guard.hpp"
#include "server/leaders/leaders.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/secrets.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <cstdint>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

std::string local_time(const Visit& visit, catalogue::Moment at) {
    const auto seconds = static_cast<std::time_t>(at);
    std::tm local{};
    localtime_r(&seconds, &local);
    return visit.say("date.short",
                     {fmt::format("{:02}", local.tm_mday), fmt::format("{:02}", local.tm_mon + 1),
                      fmt::format("{:02}:{:02}", local.tm_hour, local.tm_min)});
}

struct Adding {
    std::string name;
    std::string login;
    std::string role = "leader";
    std::string error;  // in the name
    std::string login_error;
    std::string link;
    std::string link_for;
};

Fields line_of(const Visit& visit, const catalogue::Account& account) {
    const bool leader = account.role == catalogue::AccountRole::Leader;
    return Fields{}
        .put("id", fmt::format("{}", account.id))
        .put("name", account.name)
        .put("login", account.login)
        .put("role", leader ? visit.say("access.leader") : visit.say("access.trainer"))
        .put("open", !account.closed)
        .put("waits", !account.closed && account.password_hash.empty())
        .put("other", account.id != visit.who->account.id);
}

std::optional<catalogue::Account> account_of(const Visit& visit, std::optional<int> id) {
    for (const catalogue::Account& account : visit.office.accounts.all()) {
        if (id && account.id == *id) return account;
    }
    return std::nullopt;
}

Answer show(const Visit& visit, const Adding& adding, int status) {
    auto closed = account_of(visit, visit.query.number("gesloten"));
    if (closed && !closed->closed) closed.reset();
    std::vector<Fields> accounts;
    for (const catalogue::Account& account : visit.office.accounts.all())
        accounts.push_back(line_of(visit, account));
    std::vector<Fields> lines;
    constexpr int most_lines = 60;
    for (const catalogue::LogLine& line : visit.office.accounts.last_lines(most_lines)) {
        lines.push_back(Fields{}
                            .put("at", local_time(visit, line.at))
                            .put("who", line.who)
                            .put("did", line.did)
                            .put("from", line.from));
    }
    Asked name{"naam", visit.say("access.name"), adding.name};
    name.error = adding.error;
    Asked login{"login", visit.say("access.login"), adding.login, visit.say("welcome.login_hint"),
                adding.login_error};
    return page(
        visit, "access",
        Fields{}
            .put("page_title", visit.say("access.title"))
            .put("accounts", accounts)
            .put("lines", lines)
            .put("log_broken", !visit.office.accounts.log_is_whole())
            .put("fields", std::vector{as_fields(name), as_fields(login)})
            .put("as_leader", adding.role == "leader")
            .put("was_closed", closed.has_value())
            .put("closed_id", closed ? fmt::format("{}", closed->id) : std::string{})
            .put("closed_told", closed ? visit.say("access.was_closed", {closed->name}) : std::string{})
            .put("has_link", !adding.link.empty())
            .put("link", adding.link)
            .put("link_for", adding.link_for),
        status);
}

std::string new_link(const Visit& visit, std::int64_t account) {
    const std::string token = new_token();
    visit.office.accounts.invite(hash_of_token(token), account,
                                 visit.office.settings.clock() + invitation_lasts);
    const char* const scheme = visit.office.settings.over == Over::Https ? "https" : "http";
    return fmt::format("{}://{}/welkom/{}", scheme, visit.request.host, token);
}

}  // namespace

Answer access_page(const Visit& visit) {
    return show(visit, {}, 200);
}

Answer add_account(const Visit& visit) {
    Adding adding{visit.form.text("naam"), visit.form.text("login"), visit.form.text("rol"), "", "", "", ""};
    const auto role = catalogue::account_role_named(adding.role);
    if (!role) return nothing_done(visit);
    if (adding.name.empty() || !is_one_line(adding.name, longest_account_name))
        adding.error = visit.say("welcome.name_wrong");
    if (adding.login.size() < 2 || adding.login.size() > longest_account_name)
        adding.login_error = visit.say("welcome.login_wrong");
    if (!adding.error.empty() || !adding.login_error.empty()) return show(visit, adding, 422);
    try {
        const catalogue::Account made = visit.office.accounts.add({adding.login, adding.name, *role});
        office_log(visit, "added account " + made.login);
        Adding next;
        next.link = new_link(visit, made.id);
        next.link_for = made.name;
        return show(visit, next, 200);
    } catch (const catalogue::CannotWork&) {
        adding.login_error = visit.say("welcome.login_wrong");
        return show(visit, adding, 422);
    }
}

Answer close_account(const Visit& visit) {
    const auto account = account_of(visit, visit.form.number("account"));
    if (!account || account->id == visit.who->account.id) return nothing_done(visit);
    visit.office.accounts.close(account->id);
    office_log(visit, "closed account " + account->login);
    return go(fmt::format("/toegang?gesloten={}", account->id));
}

// With the password that they had: a link that was on its way stays closed.
Answer open_account_again(const Visit& visit) {
    const auto account = account_of(visit, visit.form.number("account"));
    if (!account || !account->closed) return nothing_done(visit);
    visit.office.accounts.set_password(account->id, account->password_hash);
    office_log(visit, "opened account " + account->login + " again");
    return go("/toegang");
}

Answer new_password_link(const Visit& visit) {
    const auto account = account_of(visit, visit.form.number("account"));
    if (!account) return nothing_done(visit);
    Adding next;
    next.link = new_link(visit, account->id);
    next.link_for = account->name;
    office_log(visit, "made a password link for " + account->login);
    return show(visit, next, 200);
}

}  // namespace server::leaders
