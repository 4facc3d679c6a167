#include "server/leaders/refusing.hpp"

#include "server/answer.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/routes.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace server::leaders {

namespace {

std::string text_in(const Fields& fields, const char* name) {
    const auto found = fields.by_name.find(name);
    const auto* text = found == fields.by_name.end() ? nullptr : std::get_if<std::string>(&found->second);
    return text == nullptr ? std::string{} : *text;
}

// As as_fields() made it.
bool is_a_field(const Fields& fields) {
    return fields.by_name.contains("has_error") && fields.by_name.contains("autocomplete");
}

void put_back_in_field(const Visit& visit, Fields& field) {
    const std::string id = text_in(field, "id");
    if (visit.form.has(id) && text_in(field, "type") != "password") field.put("value", visit.form.text(id));
    if (visit.refusal == nullptr) return;
    const auto wrong = visit.refusal->by_field.find(id);
    if (wrong == visit.refusal->by_field.end()) return;
    field.put("error", wrong->second).put("has_error", true).put("has_note", true);
}

/// The page above an address to which a form is sent: "/fotos/p1" of "/fotos/p1/erop".
struct Above {
    const Route* route = nullptr;
    std::vector<std::string> names = {};
};

Above page_above(std::string path) {
    while (path.size() > 1) {
        for (const Route& route : routes()) {
            auto names = route.method == Method::Get ? fit(route.pattern, path) : std::nullopt;
            if (names) return {&route, std::move(*names)};
        }
        path.erase(std::max<std::size_t>(1, path.rfind('/')));
    }
    return {};
}

}  // namespace

Answer refused_on(const Visit& visit, PageShown shown, const Refusal& refusal) {
    Visit again = visit;
    again.refusal = &refusal;
    return shown(again);
}

Answer refused_above(const Visit& visit, const Refusal& refusal) {
    const Above above = page_above(visit.request.path);
    Visit again = visit;
    again.names = above.names;
    again.refusal = &refusal;
    if (above.route != nullptr) {
        Answer answer = above.route->answer(again);
        if (answer.status == refusal.status) return answer;  // else that page leads elsewhere itself
    }
    return message(visit, refusal.status, visit.say("refused.heading"), refusal.as_a_whole);
}

void put_back(const Visit& visit, Fields& fields) {
    if (is_a_field(fields)) put_back_in_field(visit, fields);
    for (auto& [name, field] : fields.by_name) {
        auto* parts = std::get_if<std::vector<Fields>>(&field);
        if (parts == nullptr) continue;
        for (Fields& part : *parts) put_back(visit, part);
    }
}

}  // namespace server::leaders
