// A code of the telephone beside the password: setting it up, taking it away, and signing in with it.

#include "catalogue/accounts.hpp"
#include "catalogue/second_factors.hpp"
#include "server/answer.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/guard.hpp"
#include "server/leaders/one_time_code.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/secrets.hpp"
#include "server/leaders/sign_in_steps.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

constexpr catalogue::Moment time_for_code = catalogue::Moment{5} * 60;
constexpr std::size_t longest_typed = 40;

struct Setting {
    std::string secret;
    std::string code_error = {};
    std::string password_error = {};
    std::vector<std::string> recovery = {};  // told this once
};

Answer show_setting(const Visit& visit, const Setting& setting, int status) {
    const catalogue::SecondFactors factors(visit.office.settings.library);
    const std::int64_t account = visit.who->account.id;
    const bool is_on = factors.secret_of(account).has_value();
    const QrPath qr = is_on ? QrPath{} : qr_path(code_address(setting.secret, visit.who->account.login));
    Asked code{"code", visit.say("code.code"), "", visit.say("code.code_hint"), setting.code_error};
    code.autocomplete = "one-time-code";
    Asked password{"wachtwoord", visit.say("code.password"), "", "", setting.password_error, "password"};
    password.autocomplete = "current-password";
    std::vector<Fields> recovery;
    recovery.reserve(setting.recovery.size());
    for (const std::string& each : setting.recovery) recovery.push_back(Fields{}.put("recovery_code", each));
    const bool has_recovery = !recovery.empty();
    std::vector<Fields> asked;
    if (!is_on) asked.push_back(as_fields(code));
    asked.push_back(as_fields(password));
    return page(visit, "code",
                Fields{}
                    .put("page_title", visit.say("code.title"))
                    .put("is_on", is_on)
                    .put("left", fmt::format("{}", factors.recovery_left(account)))
                    .put("secret", is_on ? std::string{} : setting.secret)
                    .put("qr", qr.d)
                    .put("side", fmt::format("{}", qr.side))
                    .put("has_recovery", has_recovery)
                    .put("recovery", std::move(recovery))
                    .put("fields", std::move(asked)),
                status);
}

/// The own password once more, before what guards the account is changed. Empty when it is right.
std::string wrong_password(const Visit& visit) {
    const auto& office = visit.office;
    const catalogue::Moment now = office.settings.clock();
    const std::string who = hash_of_token(fmt::format("again|{}", visit.who->account.id));
    if (office.accounts.failures(who, now - failures_count_for) >= most_failures)
        return visit.say("sign_in.wait");
    if (is_password(visit.who->account.password_hash, visit.form.text("wachtwoord"))) {
        office.accounts.forget_failures(who);
        return {};
    }
    office.accounts.note_failure(who, now);
    return visit.say("code.password_wrong");
}

Answer show_asking(const Visit& visit, const Trying& trying, int status) {
    Asked code{"code", visit.say("code.code"), "", visit.say("code.sign_in_hint"), trying.error};
    code.autocomplete = "one-time-code";
    return page(visit, "sign_in_code",
                Fields{}
                    .put("page_title", visit.say("code.sign_in"))
                    .put("to", trying.to)
                    .put("later_path", trying.later_path)
                    .put("later_body", trying.later_body)
                    .put("fields", std::vector{as_fields(code)}),
                status);
}

bool is_good_code(catalogue::SecondFactors& factors, std::int64_t account, const std::string& typed,
                  catalogue::Moment now) {
    const auto secret = factors.secret_of(account);
    if (!secret || typed.size() > longest_typed) return false;
    if (const auto step = step_of_code(*secret, typed, now)) return factors.use_step(account, *step);
    return factors.use_recovery(account, hash_of_recovery_code(typed));
}

std::optional<catalogue::Account> open_account(const Visit& visit, std::int64_t id) {
    for (const catalogue::Account& account : visit.office.accounts.all()) {
        if (account.id == id && !account.closed) return account;
    }
    return std::nullopt;
}

}  // namespace

Answer let_in_or_ask_code(const Visit& visit, const catalogue::Account& account, const Trying& trying) {
    catalogue::SecondFactors factors(visit.office.settings.library);
    if (!factors.secret_of(account.id)) return let_in(visit, account, trying);
    factors.wait_for_code(hash_of_token(visit.token), account.id,
                          visit.office.settings.clock() + time_for_code);
    return show_asking(visit, trying, 200);
}

Answer sign_in_with_code(const Visit& visit) {
    const auto& office = visit.office;
    const catalogue::Moment now = office.settings.clock();
    catalogue::SecondFactors factors(office.settings.library);
    const std::string token = hash_of_token(visit.token);
    const auto waiting = factors.waits_for_code(token, now);
    const auto account = waiting ? open_account(visit, *waiting) : std::nullopt;
    if (!account) return message(visit, 410, visit.say("code.late_heading"), visit.say("code.late"));
    Trying trying = what_was_tried(visit);
    const std::string who = whom(visit, account->login + "|code", account);
    if (office.accounts.failures(who, now - failures_count_for) >= most_failures) {
        factors.stop_waiting(token);
        trying.error = visit.say("sign_in.wait");
        return show_asking(visit, trying, 429);
    }
    if (!is_good_code(factors, account->id, visit.form.text("code"), now)) {
        office.accounts.note_failure(who, now);
        office.accounts.log({now, "-", "typed a wrong code", network_of(visit)});
        trying.error = visit.say("code.wrong");
        return show_asking(visit, trying, 401);
    }
    factors.stop_waiting(token);
    office.accounts.forget_failures(who);
    return let_in(visit, *account, trying);
}

Answer code_page(const Visit& visit) {
    return show_setting(visit, {new_code_secret()}, 200);
}

Answer set_code(const Visit& visit) {
    const catalogue::Moment now = visit.office.settings.clock();
    catalogue::SecondFactors factors(visit.office.settings.library);
    if (factors.secret_of(visit.who->account.id)) return go("/toegang/code");
    Setting setting{visit.form.text("geheim")};
    constexpr std::size_t secret_letters = 32;
    if (setting.secret.size() != secret_letters || !of_base32(setting.secret))
        setting.secret = new_code_secret();
    const auto step = step_of_code(setting.secret, visit.form.text("code"), now);
    if (!step) setting.code_error = visit.say("code.wrong");
    setting.password_error = wrong_password(visit);
    if (!step || !setting.password_error.empty()) return show_setting(visit, setting, 422);
    setting.recovery = new_recovery_codes();
    std::vector<std::string> hashes;
    hashes.reserve(setting.recovery.size());
    for (const std::string& code : setting.recovery) hashes.push_back(hash_of_recovery_code(code));
    factors.set(visit.who->account.id, setting.secret, hashes);
    factors.use_step(visit.who->account.id, *step);
    office_log(visit, "asks for a code from now on");
    return show_setting(visit, setting, 200);
}

Answer drop_code(const Visit& visit) {
    Setting setting{new_code_secret()};
    setting.password_error = wrong_password(visit);
    if (!setting.password_error.empty()) return show_setting(visit, setting, 422);
    catalogue::SecondFactors(visit.office.settings.library).drop(visit.who->account.id);
    office_log(visit, "asks for no code any more");
    return go("/toegang/code");
}

}  // namespace server::leaders
