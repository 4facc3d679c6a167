#pragma once

#include "server/answer.hpp"
#include "server/leaders/visit.hpp"

/// The pages themselves, each for one question. Which of them somebody may ask is in routes.cpp.
namespace server::leaders {

// --- signing in ---
Answer sign_in_page(const Visit& visit);
Answer sign_in(const Visit& visit);
Answer sign_out(const Visit& visit);
/// Somebody sent a form but is not signed in any more: what they typed is kept till they are.
Answer sign_in_again(const Visit& visit);
Answer send_again(const Visit& visit);
Answer welcome_page(const Visit& visit);
Answer welcome(const Visit& visit);
Answer access_page(const Visit& visit);
Answer add_account(const Visit& visit);
Answer close_account(const Visit& visit);
Answer new_password_link(const Visit& visit);

// --- the day, and going back ---
Answer today_page(const Visit& visit);
Answer undo(const Visit& visit);
Answer history_page(const Visit& visit);

}  // namespace server::leaders
