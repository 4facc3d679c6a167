#pragma once

#include "catalogue/accounts.hpp"
#include "server/answer.hpp"
#include "server/leaders/visit.hpp"

#include <optional>
#include <string>

/// What signing in with a password and with a code have in common.
namespace server::leaders {

/// What somebody tries, and where to go when they are in.
struct Trying {
    std::string login;
    std::string error;
    std::string to;
    std::string later_path;
    std::string later_body;
};
Trying what_was_tried(const Visit& visit);

// SERVER §4.
inline constexpr int most_failures = 5;
inline constexpr catalogue::Moment failures_count_for = catalogue::Moment{15} * 60;

/// For whom attempts count: one account from one place, or from one browser that is known there.
std::string whom(const Visit& visit, const std::string& login,
                 const std::optional<catalogue::Account>& account);

Answer let_in(const Visit& visit, const catalogue::Account& account, const Trying& trying);
/// The password was right: they are in, or a code of their telephone is asked for.
Answer let_in_or_ask_code(const Visit& visit, const catalogue::Account& account, const Trying& trying);

/// The page from which what was just sent is sent once more, by whoever asks for it there.
Answer send_later(const Visit& visit, const std::string& title, int status);

}  // namespace server::leaders
