#include "server/leaders/account_commands.hpp"

#include "catalogue/accounts.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/second_factors.hpp"
#include "server/leaders/leaders.hpp"
#include "server/leaders/secrets.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

namespace server::leaders {

namespace {

using catalogue::Account;
using catalogue::Accounts;

std::int64_t now() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

Account known(const Accounts& accounts, const std::string& login) {
    const auto account = accounts.with_login(login);
    if (!account) {
        throw catalogue::CannotWork(
            fmt::format("There is no account {}; inbeeld account list shows them", login));
    }
    return *account;
}

void print_link(Accounts& accounts, const Account& account) {
    const std::string token = new_token();
    accounts.invite(hash_of_token(token), account.id, now() + invitation_lasts);
    fmt::print(
        "{} sets a password at this page of the leaders' address, once and within a week:\n  /welkom/{}\n",
        account.name, token);
}

void add_adding(CLI::App& command, const catalogue::Invocation& invocation) {
    auto* add = command.add_subcommand("add", "Somebody may sign in from now on");
    auto account = std::make_shared<catalogue::NewAccount>();  // owned by the options and by the callback
    auto role = std::make_shared<std::string>("leader");       // likewise
    add->add_option("--login", account->login, "What they type: small letters and digits")->required();
    add->add_option("--name", account->name, "First name, as the others see it")->required();
    add->add_option("--role", *role, "leader, or trainer: looks on and changes nothing")
        ->check(CLI::IsMember({"leader", "trainer"}))
        ->capture_default_str();
    add->callback([&invocation, account, role] {
        Accounts accounts(invocation.library);
        account->role = *catalogue::account_role_named(*role);
        print_link(accounts, accounts.add(*account));
    });
}

void list(const catalogue::Invocation& invocation) {
    const Accounts accounts(invocation.library);
    for (const Account& account : accounts.all()) {
        const char* state = account.closed ? "closed" : "open";
        if (!account.closed && account.password_hash.empty()) state = "no password yet";
        fmt::print("{:<20} {:<8} {:<16} {}\n", account.login, name_of(account.role), state, account.name);
    }
}

}  // namespace

void add_account_commands(CLI::App& app, catalogue::Invocation& invocation) {
    auto* command = app.add_subcommand("account", "Who may sign in at the leaders' pages");
    command->require_subcommand(1);
    add_adding(*command, invocation);
    command->add_subcommand("list", "Everybody with an account")->callback([&invocation] {
        list(invocation);
    });
    auto login = std::make_shared<std::string>();  // owned by the options and by the callbacks
    auto* link = command->add_subcommand("link", "A new link to set a password, for who forgot it");
    link->add_option("LOGIN", *login, "The account")->required();
    link->callback([&invocation, login] {
        Accounts accounts(invocation.library);
        print_link(accounts, known(accounts, *login));
    });
    auto* close = command->add_subcommand("close", "Nobody signs in with it any more");
    close->add_option("LOGIN", *login, "The account")->required();
    close->callback([&invocation, login] {
        Accounts accounts(invocation.library);
        accounts.close(known(accounts, *login).id);
        fmt::print("{}: closed.\n", *login);
    });
    auto* no_code =
        command->add_subcommand("no-code", "Asks for no code any more: for who lost telephone and paper");
    no_code->add_option("LOGIN", *login, "The account")->required();
    no_code->callback([&invocation, login] {
        const Accounts accounts(invocation.library);
        catalogue::SecondFactors(invocation.library).drop(known(accounts, *login).id);
        fmt::print("{}: signs in with the password alone.\n", *login);
    });
}

}  // namespace server::leaders
