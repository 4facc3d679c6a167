#include "catalogue/quotes.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/consent_rule.hpp"
#include "catalogue/course_editor.hpp"
#include "catalogue/course_file/fields.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_file/read_course.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/names_of_person.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

struct Doubt {
    std::string_view sentence;
    std::vector<std::string_view> beginnings;  // of words, in small letters
};

// Not complete, and never meant to decide: it makes the person who decides look twice.
const std::vector<Doubt>& known_doubts() {
    static const std::vector<Doubt> doubts = {
        {"says something about age",
         {"jarige", "leeftijd", "geboren", "pensioen", "aow", "oudste", "jongste"}},
        {"says something about health or care",
         {"ziek",   "depress",     "psych",   "huisarts", "dokter",   "arts",     "kanker",  "medicijn",
          "therap", "ggz",         "poh",     "verslaa",  "verslav",  "burn-out", "burnout", "trauma",
          "angst",  "spreekkamer", "patiënt", "cliënt",   "operatie", "pijn"}},
        {"says something about origin or flight",
         {"vlucht", "asiel", "oorlog", "turk", "marok", "syri", "eritre", "oekra", "pools", "polen", "surina",
          "somali", "afghan", "irak", "iran", "mijn land", "moedertaal", "moslim", "christen"}},
        {"says something about family",
         {"gescheiden", "weduw", "mijn man", "mijn vrouw", "mijn dochter", "mijn zoon", "mijn kind"}}};
    return doubts;
}

std::string in_small_letters(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool has_word_beginning(const std::string& text, std::string_view beginning) {
    for (std::size_t at = text.find(beginning); at != std::string::npos; at = text.find(beginning, at + 1)) {
        const bool begins = at == 0 || (std::isalnum(static_cast<unsigned char>(text[at - 1])) == 0 &&
                                        static_cast<unsigned char>(text[at - 1]) < 0x80);
        if (begins) return true;
    }
    return false;
}

std::vector<std::string> names_in(const Json& file) {
    std::vector<std::string> names;
    const Json persons = file.value("persons", Json::array());
    for (const Json& person : persons) {
        for (std::string& name : names_of_person(Json::array({person}), {text_in(person, "id")})) {
            names.push_back(std::move(name));
        }
    }
    for (const Json& referrer : file.value("referrers", Json::array())) {
        const std::string name = text_in(referrer, "organisation");
        if (!name.empty()) names.push_back(name);
    }
    return names;
}

// "anonymous_check": what was looked at, as a sentence or with a date.
bool was_checked(const Json& file, const TextId& text) {
    for (const Json& record : file["texts"]) {
        if (text_in(record, "id") != text.value) continue;
        const auto check = record.find("anonymous_check");
        return check != record.end() && ((check->is_string() && !check->get<std::string>().empty()) ||
                                         (check->is_object() && !text_in(*check, "on").empty()));
    }
    return false;
}

Quote look_at(const Text& text, const Json& file, const World& world, Day now) {
    Quote quote;
    quote.text = text.id;
    for (const Wording& wording : approved_words(text, now)) {
        if (wording.language == "nl") quote.words = wording.text;
    }
    for (const Reason& reason : judge(world, text, Channel::Report, now)) quote.no.push_back(reason.code);
    if (quote.words.empty()) {
        for (const Wording& wording : text.words) {
            if (wording.language == "nl") quote.words = wording.text;
        }
        if (quote.no.empty()) quote.no.emplace_back("text_not_approved");
    }
    quote.names_somebody = says_name(quote.words, names_in(file));
    quote.doubts = doubts_about(quote.words);
    quote.checked = was_checked(file, text.id);
    return quote;
}

}  // namespace

std::vector<std::string> doubts_about(const std::string& words) {
    const std::string text = in_small_letters(words);
    std::vector<std::string> doubts;
    for (const Doubt& doubt : known_doubts()) {
        const bool there = std::ranges::any_of(doubt.beginnings, [&](std::string_view beginning) {
            return has_word_beginning(text, beginning);
        });
        if (there) doubts.emplace_back(doubt.sentence);
    }
    if (std::ranges::any_of(text, [](unsigned char c) { return std::isdigit(c) != 0; })) {
        doubts.emplace_back("has a number in it");
    }
    return doubts;
}

std::vector<Quote> quotes(const Catalogue& catalogue, Day now) {
    database::Connection connection(catalogue.folder() / "catalogue.db", database::Mode::ReadOnly);
    const Json file = read_course_records(connection);
    const World world = course_file::read_world(file);
    std::vector<Quote> all;
    for (const Text& text : world.texts) {
        if (text.kind == "quote") all.push_back(look_at(text, file, world, now));
    }
    std::ranges::sort(all, {}, &Quote::words);
    return all;
}

void quote_looked_at(const Catalogue& catalogue, const TextId& quote, Day on) {
    database::Connection connection(catalogue.folder() / "catalogue.db", database::Mode::ReadWrite);
    database::Transaction transaction(connection);
    CourseEditor course(connection);
    Json record = course.record("texts", quote.value);
    if (text_in(record, "kind") != "quote") {
        throw CannotWork(fmt::format("{} is no quote", course_file::in_quotes(quote.value)));
    }
    if (says_name(text_in(record, "nl"), names_in(read_course_records(connection)))) {
        throw CannotWork(fmt::format("Quote {} names somebody; change its words first", quote.value));
    }
    record["anonymous_check"] = {{"on", to_string(on)}};
    course.put("texts", record);
    transaction.commit();
}

}  // namespace catalogue
