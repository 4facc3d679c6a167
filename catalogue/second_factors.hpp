#pragma once

#include "catalogue/accounts.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The codes of a telephone that some accounts ask for beside the password. In leaders.db, with the accounts.
namespace catalogue {

/// Safe to call from several threads and from several programs. Makes the file where there is none.
class SecondFactors {
 public:
    explicit SecondFactors(const std::filesystem::path& library);
    ~SecondFactors();
    SecondFactors(const SecondFactors&) = delete;
    SecondFactors& operator=(const SecondFactors&) = delete;

    /// The secret that the telephone has too (base32); empty: this account asks for none.
    std::optional<std::string> secret_of(std::int64_t account) const;
    /// In place of an earlier one. recovery_hashes: of codes that each let somebody in once, without
    /// telephone.
    void set(std::int64_t account, std::string_view secret, const std::vector<std::string>& recovery_hashes);
    void drop(std::int64_t account);

    /// False when a code of this half minute or a later one was used before: each is good once.
    bool use_step(std::int64_t account, std::int64_t step);
    /// False when there is no such code, or it was used.
    bool use_recovery(std::int64_t account, std::string_view hash);
    int recovery_left(std::int64_t account) const;

    /// The password was right in the browser with this token: the code is waited for until that moment.
    void wait_for_code(std::string_view token_hash, std::int64_t account, Moment until);
    std::optional<std::int64_t> waits_for_code(std::string_view token_hash, Moment now) const;
    void stop_waiting(std::string_view token_hash);

 private:
    struct Book;
    std::unique_ptr<Book> book_;
};

}  // namespace catalogue
