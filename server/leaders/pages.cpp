// What every page has around it, and how a change is made from one.

#include "catalogue/accounts.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/guard.hpp"
#include "server/leaders/language_switch.hpp"
#include "server/leaders/languages.hpp"
#include "server/leaders/notes.hpp"
#include "server/leaders/refusing.hpp"
#include "server/leaders/routes.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"
#include "server/words.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

struct Room {
    const char* path;
    const char* here;
};

constexpr Room rooms[] = {{"/", "at_today"},         {"/mensen", "at_people"},  {"/fotos", "at_photos"},
                          {"/samen", "at_together"}, {"/drukwerk", "at_paper"}, {"/waar", "at_places"},
                          {"/cursus", "at_course"},  {"/toegang", "at_access"}};

void add_navigation(const Visit& visit, Fields& fields) {
    for (const Room& room : rooms) {
        const std::string path = room.path;
        fields.put(room.here,
                   path == "/" ? visit.request.path == path : visit.request.path.starts_with(path));
    }
}

constexpr const char* pages_with_forms[] = {"cursus",  "waar",  "schermen", "drukwerk", "boekje", "kaarten",
                                            "verslag", "logos", "toegang",  "samen",    "mensen", "fotos"};

/// The page on which the form stood, as far as its address says: a person's, a photo's, or a whole page's.
void put_page_above(const Visit& visit, Fields& fields) {
    const bool sent = visit.request.method == "POST";
    const std::string& path = visit.request.path;
    const auto person = sent ? fit("/mensen/:", path.substr(0, path.find('/', 8))) : std::nullopt;
    const auto photo = sent ? fit("/fotos/:", path.substr(0, path.find('/', 7))) : std::nullopt;
    fields.put("above_person", person ? person->front() : std::string{})
        .put("above_photo", photo ? photo->front() : std::string{})
        .put("above_a_person", person.has_value())
        .put("above_a_photo", photo.has_value());
    for (const std::string name : pages_with_forms) {
        const bool here = path == "/" + name || path.starts_with("/" + name + "/");
        fields.put("above_" + name, sent && here && !person && !photo);
    }
}

// "?gedaan=12": what was just done, which can be undone here.
void add_notice(const Visit& visit, Fields& fields) {
    fields.put("has_notice", false).put("can_undo", false).put("step", "").put("notice", "").put("back", "");
    const auto number = visit.query.number("gedaan");
    if (!number || !visit.who) return;
    const auto step = visit.desk.step(*number);
    if (!step) return;
    fields.put("has_notice", true)
        .put("notice",
             visit.say(step->undone ? "notice.undone" : "notice.done", {read_note(visit, step->what)}))
        .put("can_undo", visit.leads() && !step->undone)
        .put("step", fmt::format("{}", step->number));
}

}  // namespace

std::string Visit::say(std::string_view key, const std::vector<std::string>& with) const {
    return language->say(key, with);
}

std::string Visit::say_in_dutch(std::string_view key, const std::vector<std::string>& with) const {
    return office.languages.dutch().say(key, with);
}

Answer page(const Visit& visit, const std::string& name, Fields fields, int status) {
    if (visit.refusal != nullptr) status = visit.refusal->status;
    if (visit.request.method == "POST" && status >= 400) put_back(visit, fields);
    const std::string trouble = visit.refusal == nullptr ? std::string{} : visit.refusal->as_a_whole;
    fields.put("trouble", trouble).put("has_trouble", !trouble.empty());
    add_notice(visit, fields);
    fields.put("seal", seal_of(visit))
        .put("signed_in", visit.who.has_value())
        .put("leads", visit.leads())
        .put("who", visit.who ? visit.who->account.name : std::string{});
    add_navigation(visit, fields);
    add_language_switch(visit, fields);
    Answer answer = content(visit.request, visit.language->templates.fill(name, fields),
                            "text/html; charset=utf-8", Keep::Never);
    if (answer.status == 200) answer.status = status;
    return answer;
}

Answer message(const Visit& visit, int status, const std::string& heading, const std::string& sentence) {
    Fields fields;
    put_page_above(visit, fields);
    fields.put("page_title", heading).put("heading", heading).put("sentence", sentence);
    return page(visit, "message", std::move(fields), status);
}

Answer nothing_done(const Visit& visit) {
    return refused_above(visit, {{}, visit.say("refused.nothing")});
}

Answer go(const std::string& path) {
    Answer answer;
    answer.status = 303;
    answer.set("Location", path);
    answer.set("Cache-Control", "no-store");
    return answer;
}

Answer go_after(const std::string& path, std::int64_t step) {
    if (step == 0) return go(path);
    const std::size_t hash = std::min(path.find('#'), path.size());
    const std::string before = path.substr(0, hash);
    return go(fmt::format("{}{}gedaan={}{}", before, before.find('?') == std::string::npos ? "?" : "&", step,
                          path.substr(hash)));
}

std::int64_t perform(const Visit& visit, const std::string& what, const std::string& back,
                     const std::function<void(catalogue::Catalogue&)>& work) {
    catalogue::Step label;
    label.at = visit.office.settings.moment();
    label.who = visit.who ? visit.who->account.name : "-";
    label.what = what;
    label.page = back;
    return visit.changing.perform(label, work);
}

std::string stale(const Visit& visit, const std::vector<catalogue::RecordName>& records) {
    if (visit.form.text("stand") == visit.desk.mark(records)) return {};
    const auto step = visit.desk.last_change(records);
    return step ? visit.say("stale.by", {step->who}) : visit.say("stale.somebody");
}

Fields as_fields(const Asked& asked) {
    const bool is_long = asked.type == "long";
    return Fields{}
        .put("id", asked.id)
        .put("label", asked.label)
        .put("is_quoted", asked.label_of == LabelOf::Course)
        .put("value", asked.value)
        .put("hint", asked.hint)
        .put("has_hint", !asked.hint.empty())
        .put("error", asked.error)
        .put("has_error", !asked.error.empty())
        .put("has_note", !asked.hint.empty() || !asked.error.empty())
        .put("type", is_long ? "text" : asked.type)
        .put("long", is_long)
        .put("autocomplete", asked.autocomplete)
        .put("language", asked.language)
        .put("direction", direction_of(asked.language));
}

}  // namespace server::leaders
