#include "server/leaders/language_switch.hpp"

#include "server/answer.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/guard.hpp"
#include "server/leaders/languages.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/routes.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace server::leaders {

namespace {

bool can_be_looked_at(const std::string& path) {
    return std::ranges::any_of(routes(), [&](const Route& route) {
        return route.method == Method::Get && fit(route.pattern, path).has_value();
    });
}

// A page that answers a form is not there to be looked at: then the nearest one above it.
std::string page_to_see_again(const Request& request) {
    if (request.method != "POST") return request.path + (request.query.empty() ? "" : "?" + request.query);
    std::string path = request.path;
    while (path.size() > 1 && !can_be_looked_at(path)) path.erase(std::max<std::size_t>(1, path.rfind('/')));
    return path;
}

// Only pages of ours, so that the switch cannot lead elsewhere.
std::string safe_page(const std::string& wanted) {
    constexpr std::size_t longest = 2000;
    const bool visible =
        std::ranges::all_of(wanted, [](char c) { return c > ' ' && c <= '~' && c != '\\' && c != '#'; });
    const bool ours = wanted.starts_with('/') && !wanted.starts_with("//") && wanted.size() < longest;
    return visible && ours ? wanted : "/";
}

bool holds_what_was_typed(const Fields& fields) {
    const auto later = fields.by_name.find("later_path");
    const auto* path = later == fields.by_name.end() ? nullptr : std::get_if<std::string>(&later->second);
    return path != nullptr && !path->empty();
}

}  // namespace

const Language& language_for(const Visit& visit) {
    const Languages& languages = visit.office.languages;
    if (!visit.who) return languages.before_signing_in(visit.request);
    if (const Language* own = languages.find(visit.who->account.language)) return *own;
    const Language* told = languages.find(cookie(visit.request, language_cookie));
    return told == nullptr ? languages.dutch() : *told;
}

void add_language_switch(const Visit& visit, Fields& fields) {
    std::vector<Fields> languages;
    for (const Language& each : visit.office.languages.all()) {
        languages.push_back(Fields{}
                                .put("page_code", each.code)
                                .put("page_name", each.name)
                                .put("page_now", &each == visit.language));
    }
    const bool choice = languages.size() > 1 && !holds_what_was_typed(fields);
    fields.put("has_switch", choice)
        .put("switch_back", page_to_see_again(visit.request))
        .put("page_languages", std::move(languages));
}

Answer choose_language(const Visit& visit) {
    Answer answer = go(safe_page(visit.form.text("terug")));
    const Language* chosen = visit.office.languages.find(visit.form.text("taal"));
    if (chosen == nullptr) return answer;
    if (visit.who) {
        visit.office.accounts.set_language(visit.who->account.id, chosen->code);
    } else {
        answer.set("Set-Cookie", cookie_line(visit.office, std::string{language_cookie}, chosen->code, 0));
    }
    return answer;
}

}  // namespace server::leaders
