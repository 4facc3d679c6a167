#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Who may sign in at the leaders' pages, who is, and who did what there. Kept beside the catalogue, in
/// `library`/leaders.db: it changes with every page that is looked at, and no person of the course is named
/// in it. Moments are seconds since 1970 (UTC).
namespace catalogue {

using Moment = std::int64_t;

/// A trainer looks on and changes nothing; a leader does everything.
enum class AccountRole { Trainer, Leader };

std::string_view name_of(AccountRole role);
std::optional<AccountRole> account_role_named(std::string_view name);

struct Account {
    std::int64_t id = 0;
    std::string login;  // what is typed: small letters, digits, points and dashes
    std::string name;   // "Jacqueline"
    AccountRole role = AccountRole::Trainer;
    std::string password_hash;  // empty: no password yet, nobody can sign in
    bool closed = false;
    std::string language = {};  // of the pages, "en"; empty: none was chosen
};

struct NewAccount {
    std::string login;
    std::string name;
    AccountRole role = AccountRole::Trainer;
};

/// Somebody who is signed in.
struct SignedIn {
    Account account;
    Moment since = 0;
};

/// A link with which somebody sets their own password, once. account: empty for the very first one, with
/// which a leader's account is made.
struct Invitation {
    std::optional<Account> account;
};

/// One line of the log of who saw and changed what.
struct LogLine {
    Moment at = 0;
    std::string who;   // name of the account, or "-"
    std::string did;   // "signed in", "POST /mensen/d1/namen"
    std::string from;  // network of the address: without its last part
};

/// Safe to call from several threads and from several programs. Every secret comes in as its hash.
class Accounts {
 public:
    /// Makes the file where there is none. Throws CannotWork.
    explicit Accounts(const std::filesystem::path& library);
    ~Accounts();
    Accounts(const Accounts&) = delete;
    Accounts& operator=(const Accounts&) = delete;

    std::vector<Account> all() const;
    std::optional<Account> with_login(std::string_view login) const;
    /// Throws CannotWork when the login is taken or not fit.
    Account add(const NewAccount& account);
    void set_password(std::int64_t account, std::string_view password_hash);
    /// In which language the pages are for who has it.
    void set_language(std::int64_t account, std::string_view language);
    /// Nobody signs in with it any more; who is signed in with it is not from now on.
    void close(std::int64_t account);

    /// An earlier invitation of the same account is no longer good.
    void invite(std::string_view token_hash, std::optional<std::int64_t> account, Moment until);
    std::optional<Invitation> invitation(std::string_view token_hash, Moment now) const;
    /// False when it was used meanwhile.
    bool use_invitation(std::string_view token_hash, Moment now);

    void begin_session(std::string_view token_hash, std::int64_t account, Moment now);
    /// Who has this session, and notes that they are there. Empty when it is over: half an hour after the
    /// last page, eight hours after signing in (SERVER §4), or when the account is closed.
    std::optional<SignedIn> session(std::string_view token_hash, Moment now);
    void end_session(std::string_view token_hash);

    /// Attempts that failed for `whom` since that moment. `whom` is an account together with where the
    /// attempts come from, so that a stranger's attempts lock out the stranger alone.
    int failures(std::string_view whom, Moment since) const;
    void note_failure(std::string_view whom, Moment now);
    void forget_failures(std::string_view whom);
    /// A browser in which somebody signed in before is known by a token of its own.
    void know_browser(std::string_view token_hash, std::int64_t account, Moment now);
    bool is_known_browser(std::string_view token_hash, std::int64_t account) const;

    /// Adds a line, chained to the one before by its hash: a line that is taken out or changed shows. Lines
    /// of more than two years ago go.
    void log(const LogLine& line);
    std::vector<LogLine> last_lines(int most) const;
    /// Whether every line still stands as it was written.
    bool log_is_whole() const;

 private:
    struct Book;
    std::unique_ptr<Book> book_;
};

}  // namespace catalogue
