// The addresses of screens: made, told once with a code to scan, and taken away for good.

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/screens.hpp"
#include "server/answer.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/screens_page.hpp"
#include "server/leaders/site_name.hpp"
#include "server/leaders/visit.hpp"
#include "server/screens/receipts.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

namespace server::leaders {

namespace {

using catalogue::Screen;
using catalogue::Screens;

constexpr std::size_t longest_label = 60;

bool is_stale(const Visit& visit, const Screens& screens) {
    return visit.form.text("stand") != mark_of_screens(screens);
}

Answer refuse_stale(const Visit& visit) {
    ScreenNews news{visit.form.text("plek")};
    news.told = visit.say("screens.stale");
    return show_screens(visit, news, 409);
}

Answer tell_address(const Visit& visit, const Screens& screens, const Screens::Added& added) {
    ScreenNews news;
    news.address = site_name(visit) + "/scherm/" + added.token;
    news.made_for = name_of(screens.screen(added.id), visit.desk.catalogue().course().practices);
    return show_screens(visit, news, 200);
}

}  // namespace

Answer add_screen(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    ScreenNews news{visit.form.text("plek")};
    const auto practices = visit.desk.catalogue().course().practices;
    const catalogue::PracticeId id{visit.form.text("praktijk")};
    const bool known = std::ranges::find(practices, id, &catalogue::Practice::id) != practices.end();
    if (!known || !is_one_line(news.label, longest_label)) {
        news.error = visit.say("screens.label_wrong");
        return show_screens(visit, news, 422);
    }
    Screens screens(visit.desk.catalogue().folder());
    if (is_stale(visit, screens)) return refuse_stale(visit);
    return tell_address(visit, screens, screens.add(id, news.label, {}, visit.office.settings.moment()));
}

// Asked first: an address that was taken away stays dead, so that a screen that was stolen shows nobody
// again.
Answer drop_screen_page(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    const Screens screens(visit.desk.catalogue().folder());
    const auto screen = screen_known(screens, visit.name(0));
    if (!screen || !screen->in_use()) return go("/schermen");
    return page(visit, "screen_drop",
                Fields{}
                    .put("page_title", visit.say("screens.drop"))
                    .put("screen", screen->id.value)
                    .put("mark", mark_of_screens(screens))
                    .put("name", name_of(*screen, visit.desk.catalogue().course().practices)));
}

Answer drop_screen(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    Screens screens(visit.desk.catalogue().folder());
    const auto screen = screen_known(screens, visit.form.text("scherm"));
    const bool known = visit.form.text("doe") == "weg" || visit.form.text("doe") == "nieuw";
    if (!screen || !known) return nothing_done(visit);
    if (screen->in_use()) screens.revoke(screen->id, visit.office.settings.moment());
    if (visit.form.text("doe") != "nieuw") return go("/schermen?weg=" + in_address(screen->id.value));
    if (!screen->in_use()) return refuse_stale(visit);  // sent twice
    return tell_address(
        visit, screens,
        screens.add(screen->practice, screen->label, screen->wishes, visit.office.settings.moment()));
}

// For the same place, with the same hours and lease.
Answer renew_screen(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    Screens screens(visit.desk.catalogue().folder());
    const auto screen = screen_known(screens, visit.form.text("scherm"));
    if (!screen || screen->in_use()) return nothing_done(visit);
    if (is_stale(visit, screens)) return refuse_stale(visit);
    return tell_address(
        visit, screens,
        screens.add(screen->practice, screen->label, screen->wishes, visit.office.settings.moment()));
}

}  // namespace server::leaders
