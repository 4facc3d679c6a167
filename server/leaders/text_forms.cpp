#include "server/leaders/text_forms.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"
#include "server/words.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace server::leaders {

namespace {

struct Written {
    const char* code;
    const char* own_name;
};

constexpr Written known_languages[] = {{"nl", "Nederlands"}, {"ar", "العربية"},  {"tr", "Türkçe"},
                                       {"ti", "ትግርኛ"},       {"pl", "polski"},   {"uk", "українська"},
                                       {"en", "English"},    {"fr", "français"}, {"es", "español"},
                                       {"fa", "فارسی"},      {"so", "Soomaali"}, {"hi", "हिन्दी"}};

const catalogue::Text* text_of(const Visit& visit, const catalogue::Photo& photo, const std::string& kind) {
    const auto& id = kind == "title" ? photo.title : photo.caption;
    return id ? visit.desk.world().text(*id) : nullptr;
}

}  // namespace

std::vector<Fields> written_languages(const std::string& chosen) {
    std::vector<Fields> all;
    for (const Written& each : known_languages) {
        all.push_back(
            Fields{}
                .put("code", each.code)
                .put("its_name", each.own_name)
                .put("chosen", chosen.empty() ? std::string{"nl"} == each.code : chosen == each.code));
    }
    return all;
}

bool is_written_language(const std::string& code) {
    return std::ranges::any_of(known_languages, [&](const auto& each) { return code == each.code; });
}

TextTyped text_typed(const Visit& visit) {
    TextTyped typed;
    typed.kind = visit.form.text("soort");
    typed.language = visit.form.text("taal");
    typed.text = visit.form.text("woorden");
    typed.has_alt = visit.form.has("alt");
    typed.alt = visit.form.text("alt");
    return typed;
}

std::string wrong_with_text(const Visit& visit, const catalogue::Photo& photo, const TextTyped& typed) {
    if (!is_written_language(typed.language) || (typed.kind != "title" && typed.kind != "caption"))
        return visit.say("text.choose");
    if (!photo.attribution.person) return visit.say("photo.who");
    const std::size_t longest = typed.kind == "title" ? 80 : 600;
    if (characters_in(typed.text) > longest) {
        return typed.kind == "title" ? visit.say("text.title_long") : visit.say("text.caption_long");
    }
    const bool is_there = text_of(visit, photo, typed.kind) != nullptr;
    return typed.text.empty() && !is_there ? visit.say("text.empty") : std::string{};
}

void save_text(const Visit& visit, const catalogue::Photo& photo, const TextTyped& typed,
               catalogue::Catalogue& catalogue) {
    const catalogue::Wording words{typed.language, typed.text};
    const catalogue::Text* known = text_of(visit, photo, typed.kind);
    if (known != nullptr) {
        catalogue.change(catalogue::EditText{known->id, words});
        return;
    }
    catalogue::AddText adding;
    adding.kind = typed.kind;
    adding.author = *photo.attribution.person;
    adding.photo = photo.id;
    adding.words = words;
    catalogue.change(adding);
}

std::vector<catalogue::RecordName> records_of_words(const Visit& visit, const catalogue::Photo& photo) {
    std::vector<catalogue::RecordName> records;
    for (const char* const kind : {"title", "caption"}) {
        const catalogue::Text* text = text_of(visit, photo, kind);
        if (text != nullptr) records.push_back({"texts", text->id.value});
    }
    return records;
}

void put_texts(const Visit& visit, const catalogue::Photo& photo, const TextTyped& typed, Fields& fields) {
    std::vector<Fields> texts;
    for (const char* const kind : {"title", "caption"}) {
        const catalogue::Text* text = text_of(visit, photo, kind);
        if (text == nullptr) continue;
        texts.push_back(Fields{}
                            .put("kind", visit.words().at(std::string{"kind."} + kind))
                            .put("text_id", text->id.value)
                            .put("approved", text->approved_at.has_value())
                            .put("sensitive", text->sensitive == catalogue::Sensitive::Yes)
                            .put("wordings", server::as_fields(text->words)));
    }
    Asked alt{"alt", visit.say("photo.alt"), typed.has_alt ? typed.alt : photo.alt,
              visit.say("photo.alt_hint"), typed.alt_error};
    alt.type = "long";
    Asked words{"woorden", visit.say("text.words"), typed.text, visit.say("text.hint"), typed.error, "long"};
    words.language = typed.language.empty() ? "nl" : typed.language;
    const bool has_texts = !texts.empty();
    fields.put("texts", std::move(texts))
        .put("has_texts", has_texts)
        .put("words_mark", visit.desk.mark(records_of_words(visit, photo)))
        .put("languages", written_languages(typed.language))
        .put("as_title", typed.kind != "caption")
        .put("alt_field", std::vector{as_fields(alt)})
        .put("word_field", std::vector{as_fields(words)});
}

}  // namespace server::leaders
