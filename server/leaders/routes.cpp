#include "server/leaders/routes.hpp"

#include "server/leaders/rooms.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace server::leaders {

namespace {

constexpr std::array table = {
    Route{Method::Post, "/taal", Least::Anybody, choose_language},
    Route{Method::Get, "/inloggen", Least::Anybody, sign_in_page},
    Route{Method::Post, "/inloggen", Least::Anybody, sign_in},
    Route{Method::Post, "/inloggen/code", Least::Anybody, sign_in_with_code},
    Route{Method::Get, "/toegang/code", Least::Trainer, code_page},
    Route{Method::Post, "/toegang/code", Least::Trainer, set_code},
    Route{Method::Post, "/toegang/code/uit", Least::Trainer, drop_code},
    Route{Method::Get, "/welkom/:", Least::Anybody, welcome_page},
    Route{Method::Post, "/welkom/:", Least::Anybody, welcome},
    Route{Method::Post, "/uitloggen", Least::Trainer, sign_out},
    Route{Method::Post, "/opnieuw", Least::Trainer, send_again},
    Route{Method::Get, "/toegang", Least::Leader, access_page},
    Route{Method::Post, "/toegang", Least::Leader, add_account},
    Route{Method::Post, "/toegang/sluiten", Least::Leader, close_account},
    Route{Method::Post, "/toegang/openen", Least::Leader, open_account_again},
    Route{Method::Post, "/toegang/link", Least::Leader, new_password_link},

    Route{Method::Get, "/", Least::Trainer, today_page},
    Route{Method::Post, "/terugdraaien", Least::Leader, undo},
    Route{Method::Get, "/veranderd", Least::Trainer, history_page},

    Route{Method::Get, "/mensen", Least::Trainer, people_page},
    Route{Method::Get, "/mensen/nieuw", Least::Leader, new_person_page},
    Route{Method::Post, "/mensen", Least::Leader, add_person},
    Route{Method::Get, "/mensen/:", Least::Trainer, person_page},
    Route{Method::Post, "/mensen/:", Least::Leader, change_person},
    Route{Method::Post, "/mensen/:/weg", Least::Leader, leave_course},
    Route{Method::Post, "/mensen/:/even-uit", Least::Leader, hold_person},
    Route{Method::Post, "/mensen/:/woorden", Least::Leader, write_story},
    Route{Method::Post, "/mensen/:/woorden/doe", Least::Leader, say_of_story},
    Route{Method::Get, "/mensen/:/wissen", Least::Leader, erase_page},
    Route{Method::Post, "/mensen/:/wissen", Least::Leader, erase_person},
    Route{Method::Get, "/mensen/:/gesprek", Least::Leader, talk_page},
    Route{Method::Post, "/mensen/:/gesprek", Least::Leader, talk},
    Route{Method::Get, "/stoppen", Least::Leader, stop_page},
    Route{Method::Post, "/stoppen", Least::Leader, stop},

    Route{Method::Get, "/fotos", Least::Trainer, photos_page},
    Route{Method::Get, "/fotos/:", Least::Trainer, photo_page},
    Route{Method::Get, "/beeld/:/:/:", Least::Trainer, picture},
    Route{Method::Post, "/fotos/:/maker", Least::Leader, set_maker},
    Route{Method::Post, "/fotos/:/gekozen", Least::Leader, choose_photo},
    Route{Method::Post, "/fotos/:/versie", Least::Leader, say_of_version},
    Route{Method::Get, "/fotos/:/bewerken", Least::Leader, retouch_page},
    Route{Method::Post, "/fotos/:/bewerken", Least::Leader, retouch_photo},
    Route{Method::Get, "/fotos/:/proef", Least::Leader, retouch_preview},
    Route{Method::Post, "/fotos/:/beschrijving", Least::Leader, describe_photo},
    Route{Method::Post, "/fotos/:/tekst", Least::Leader, write_text},
    Route{Method::Post, "/fotos/:/tekst/goed", Least::Leader, approve_text},
    Route{Method::Post, "/fotos/:/erop", Least::Leader, add_to_photo},
    Route{Method::Post, "/fotos/:/eraf", Least::Leader, take_off_photo},
    Route{Method::Post, "/fotos/:/afweging", Least::Leader, weigh_passer_by},
    Route{Method::Post, "/fotos/:/letop", Least::Leader, mark_issue},
    Route{Method::Post, "/fotos/:/bekeken", Least::Leader, looked_at},
    Route{Method::Get, "/bekijken", Least::Leader, looking_page},
    Route{Method::Get, "/van-wie", Least::Leader, whose_page},
    Route{Method::Get, "/kiezen/:", Least::Leader, choosing_page},
    Route{Method::Get, "/samen", Least::Trainer, together_page},
    Route{Method::Post, "/samen/verberg", Least::Leader, hide_together},
    Route{Method::Get, "/woorden", Least::Trainer, words_page},

    Route{Method::Get, "/cursus", Least::Trainer, course_page},
    Route{Method::Post, "/cursus", Least::Leader, describe_course},
    Route{Method::Post, "/cursus/lessen", Least::Leader, plan_meetings},
    Route{Method::Post, "/cursus/tentoonstelling", Least::Leader, plan_exhibition},
    Route{Method::Post, "/cursus/praktijk", Least::Leader, add_practice},
    Route{Method::Post, "/cursus/camera", Least::Leader, add_camera},
    Route{Method::Post, "/cursus/camera/:", Least::Leader, describe_camera},
    Route{Method::Post, "/cursus/lenen", Least::Leader, lend_camera},
    Route{Method::Post, "/cursus/even-uit", Least::Leader, hold_course},
    Route{Method::Get, "/boekje", Least::Trainer, booklet_page},
    Route{Method::Post, "/boekje", Least::Leader, plan_booklet},
    Route{Method::Post, "/boekje/tekst", Least::Leader, write_section},
    Route{Method::Post, "/boekje/schikken", Least::Leader, arrange_booklet},
    Route{Method::Get, "/beeld/boekje/:", Least::Trainer, booklet_preview},

    Route{Method::Get, "/drukwerk", Least::Trainer, paper_page},
    Route{Method::Post, "/drukwerk", Least::Leader, make_paper},
    Route{Method::Get, "/drukwerk/fotos/:/:", Least::Leader, paper_photos_page},
    Route{Method::Get, "/drukwerk/:/:", Least::Leader, paper_file},
    Route{Method::Post, "/drukwerk/gedrukt", Least::Leader, printed},
    Route{Method::Get, "/kaarten", Least::Leader, cards_page},
    Route{Method::Post, "/kaarten", Least::Leader, read_card},
    Route{Method::Post, "/kaarten/klaar", Least::Leader, make_card_ready},
    Route{Method::Post, "/kaarten/leeg", Least::Leader, wipe_card},
    Route{Method::Post, "/kaarten/apart", Least::Leader, settle_aside},

    Route{Method::Get, "/waar", Least::Trainer, places_page},
    Route{Method::Post, "/waar", Least::Leader, place_copies},
    Route{Method::Post, "/waar/gedaan", Least::Leader, tick_off},
    Route{Method::Post, "/waar/eraf", Least::Leader, take_down},
    Route{Method::Get, "/schermen", Least::Trainer, screens_page},
    Route{Method::Post, "/schermen", Least::Leader, add_screen},
    Route{Method::Get, "/schermen/weg/:", Least::Leader, drop_screen_page},
    Route{Method::Post, "/schermen/weg", Least::Leader, drop_screen},
    Route{Method::Post, "/schermen/nieuw", Least::Leader, renew_screen},
    Route{Method::Post, "/schermen/laden", Least::Leader, reload_screen},
    Route{Method::Post, "/schermen/wensen", Least::Leader, set_screen},
    Route{Method::Post, "/schermen/niet", Least::Leader, keep_off_screens},

    Route{Method::Get, "/logos", Least::Trainer, logos_page},
    Route{Method::Post, "/logos", Least::Leader, add_logo},
    Route{Method::Post, "/logos/weg", Least::Leader, drop_logo},
    Route{Method::Get, "/beeld/logo/:", Least::Trainer, logo_image},
    Route{Method::Get, "/verslag", Least::Leader, report_page},
    Route{Method::Post, "/verslag/fondsen", Least::Leader, name_funders},
    Route{Method::Post, "/verslag/uitspraak", Least::Leader, check_quote},
    Route{Method::Post, "/verslag/aanwezig", Least::Leader, count_attendance},
    Route{Method::Get, "/verslag/:/gegevens", Least::Leader, numbers_page},
    Route{Method::Post, "/verslag/:/gegevens", Least::Leader, write_numbers},
    Route{Method::Get, "/verslag/:/:", Least::Leader, filled_form_page},
    Route{Method::Post, "/verslag/:/:", Least::Leader, fill_in_form},
};

}  // namespace

std::span<const Route> routes() {
    return table;
}

std::optional<std::vector<std::string>> fit(std::string_view pattern, std::string_view path) {
    std::vector<std::string> names;
    while (!pattern.empty() || !path.empty()) {
        if (!pattern.starts_with('/') || !path.starts_with('/')) return std::nullopt;
        pattern.remove_prefix(1);
        path.remove_prefix(1);
        const std::string_view wanted = pattern.substr(0, pattern.find('/'));
        const std::string_view step = path.substr(0, path.find('/'));
        pattern.remove_prefix(wanted.size());
        path.remove_prefix(step.size());
        if (wanted == ":") {
            // Ids and tokens; nothing else is looked up.
            const bool fit = !step.empty() && step.size() <= 100 && std::ranges::all_of(step, [](char c) {
                return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.';
            });
            if (!fit) return std::nullopt;
            names.emplace_back(step);
        } else if (wanted != step) {
            return std::nullopt;
        }
    }
    return names;
}

}  // namespace server::leaders
