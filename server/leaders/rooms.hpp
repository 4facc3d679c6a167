#pragma once

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/visit.hpp"

#include <functional>
#include <string>

/// The pages themselves, each for one question. Which of them somebody may ask is in routes.cpp.
namespace server::leaders {

// --- the language of the pages ---
Answer choose_language(const Visit& visit);

// --- signing in ---
Answer sign_in_page(const Visit& visit);
Answer sign_in(const Visit& visit);
Answer sign_in_with_code(const Visit& visit);
Answer code_page(const Visit& visit);
Answer set_code(const Visit& visit);
Answer drop_code(const Visit& visit);
Answer sign_out(const Visit& visit);
/// Somebody sent a form but is not signed in any more: what they typed is kept till they are.
Answer sign_in_again(const Visit& visit);
Answer send_again(const Visit& visit);
Answer welcome_page(const Visit& visit);
Answer welcome(const Visit& visit);
Answer access_page(const Visit& visit);
Answer add_account(const Visit& visit);
Answer close_account(const Visit& visit);
Answer open_account_again(const Visit& visit);
Answer new_password_link(const Visit& visit);

// --- the day, and going back ---
Answer today_page(const Visit& visit);
Answer undo(const Visit& visit);
Answer history_page(const Visit& visit);

// --- people and what they said ---
Answer people_page(const Visit& visit);
Answer new_person_page(const Visit& visit);
Answer add_person(const Visit& visit);
Answer person_page(const Visit& visit);
Answer change_person(const Visit& visit);
Answer leave_course(const Visit& visit);
Answer hold_person(const Visit& visit);
Answer write_story(const Visit& visit);
Answer say_of_story(const Visit& visit);
Answer erase_page(const Visit& visit);
Answer erase_person(const Visit& visit);
Answer talk_page(const Visit& visit);
Answer talk(const Visit& visit);
Answer stop_page(const Visit& visit);
Answer stop(const Visit& visit);

// --- photos ---
Answer photos_page(const Visit& visit);
Answer photo_page(const Visit& visit);
Answer picture(const Visit& visit);
Answer set_maker(const Visit& visit);
Answer choose_photo(const Visit& visit);
Answer choosing_page(const Visit& visit);
Answer say_of_version(const Visit& visit);
Answer retouch_page(const Visit& visit);
Answer retouch_photo(const Visit& visit);
Answer retouch_preview(const Visit& visit);
Answer describe_photo(const Visit& visit);
Answer write_text(const Visit& visit);
Answer approve_text(const Visit& visit);
Answer looking_page(const Visit& visit);
Answer add_to_photo(const Visit& visit);
Answer take_off_photo(const Visit& visit);
Answer weigh_passer_by(const Visit& visit);
Answer mark_issue(const Visit& visit);
Answer looked_at(const Visit& visit);
Answer whose_page(const Visit& visit);
Answer together_page(const Visit& visit);
Answer hide_together(const Visit& visit);
/// The page of a photo after something about it was refused.
Answer photo_page_with(const Visit& visit, const catalogue::Photo& photo, const std::string& told,
                       int status);
/// A change of one photo from its page, with `what` in words; refused when the page is stale.
Answer after_photo(const Visit& visit, const catalogue::Photo& photo, const std::string& what,
                   const std::function<void(catalogue::Catalogue&)>& work);
/// The same from wherever people look at it: its page, or one photo after the other.
Answer after_look(const Visit& visit, const catalogue::Photo& photo, const std::string& what,
                  const std::function<void(catalogue::Catalogue&)>& work);
/// Which of these pages the form stood on, for the photo that its address names.
PageShown page_of_look(const Visit& visit);

// --- the course ---
Answer course_page(const Visit& visit);
Answer describe_course(const Visit& visit);
Answer plan_meetings(const Visit& visit);
Answer plan_exhibition(const Visit& visit);
Answer add_practice(const Visit& visit);
Answer add_camera(const Visit& visit);
Answer describe_camera(const Visit& visit);
Answer lend_camera(const Visit& visit);
Answer hold_course(const Visit& visit);
Answer booklet_page(const Visit& visit);
Answer plan_booklet(const Visit& visit);
Answer write_section(const Visit& visit);
Answer arrange_booklet(const Visit& visit);
Answer booklet_preview(const Visit& visit);
/// The page after a change that was refused because somebody else changed the plan.
Answer booklet_page_stale(const Visit& visit, const std::string& told);

// --- where it hangs ---
Answer places_page(const Visit& visit);
Answer tick_off(const Visit& visit);
Answer place_copies(const Visit& visit);
Answer take_down(const Visit& visit);
Answer screens_page(const Visit& visit);
Answer add_screen(const Visit& visit);
Answer drop_screen_page(const Visit& visit);
Answer drop_screen(const Visit& visit);
Answer renew_screen(const Visit& visit);
Answer reload_screen(const Visit& visit);
Answer set_screen(const Visit& visit);
Answer keep_off_screens(const Visit& visit);

// --- the report ---
Answer report_page(const Visit& visit);
Answer name_funders(const Visit& visit);
Answer logos_page(const Visit& visit);
Answer add_logo(const Visit& visit);
Answer drop_logo(const Visit& visit);
Answer logo_image(const Visit& visit);
Answer check_quote(const Visit& visit);
Answer count_attendance(const Visit& visit);
Answer numbers_page(const Visit& visit);
Answer write_numbers(const Visit& visit);
Answer filled_form_page(const Visit& visit);
Answer fill_in_form(const Visit& visit);

// --- paper and cards ---
Answer paper_page(const Visit& visit);
Answer make_paper(const Visit& visit);
Answer paper_photos_page(const Visit& visit);
Answer paper_file(const Visit& visit);
Answer printed(const Visit& visit);
Answer cards_page(const Visit& visit);
Answer read_card(const Visit& visit);
Answer make_card_ready(const Visit& visit);
Answer wipe_card(const Visit& visit);
Answer settle_aside(const Visit& visit);
/// The page of cards with what was wrong about what somebody asked for there.
Answer cards_page_with(const Visit& visit, const std::string& told, int status);

// --- words ---
Answer words_page(const Visit& visit);

}  // namespace server::leaders
