// Words: what the author heard and approved, per language.

#include "catalogue/change.hpp"
#include "catalogue/course_editor.hpp"
#include "catalogue/course_file/fields.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/day.hpp"
#include "catalogue/failure.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

void check_words(const Wording& words) {
    const bool language = words.language.size() >= 2 && words.language.size() <= 12 &&
                          std::ranges::all_of(words.language, [](char c) {
                              return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
                          });
    if (!language) {
        throw CannotWork(fmt::format("{} is no language; write nl, ar, ti, tr, pl, uk ...",
                                     course_file::in_quotes(words.language)));
    }
    const bool readable = std::ranges::none_of(
        words.text, [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\n'; });
    if (!readable) throw CannotWork("The words hold control characters; type or paste them as plain text");
}

std::vector<std::string> languages_of(const Json& text) {
    std::vector<std::string> languages;
    if (!text_in(text, "nl").empty()) languages.emplace_back("nl");
    const auto other = text.find("other");
    if (other == text.end() || !other->is_object()) return languages;
    for (const auto& [language, words] : other->items()) {
        if (words.is_string() && !words.get_ref<const std::string&>().empty()) languages.push_back(language);
    }
    return languages;
}

void say(Json& text, const Wording& words) {
    if (words.language == "nl") {
        text["nl"] = words.text;
        return;
    }
    if (!text.contains("other") || !text["other"].is_object()) text["other"] = Json::object();
    if (words.text.empty()) {
        text["other"].erase(words.language);
    } else {
        text["other"][words.language] = words.text;
    }
}

// A file that only says when a text was approved means all its languages.
Json approvals_of(const Json& text) {
    const auto found = text.find("approved_in");
    if (found != text.end() && found->is_object()) return *found;
    Json approvals = Json::object();
    const std::string on = text_in(text, "approved_at");
    if (on.empty()) return approvals;
    for (const std::string& language : languages_of(text)) approvals[language] = on;
    return approvals;
}

// The text as a whole is approved from the day on which its first language was.
void set_approvals(Json& text, const Json& approvals) {
    std::string first;
    for (const auto& [language, on] : approvals.items()) {
        const auto day = on.get<std::string>();
        if (first.empty() || day < first) first = day;
    }
    text["approved_in"] = approvals;
    text["approved_at"] = first.empty() ? Json(nullptr) : Json(first);
}

void put_with_photo(CourseEditor& course, const AddText& change, const std::string& id) {
    if (!change.photo || (change.kind != "title" && change.kind != "caption")) return;
    Json photo = course.record("photos", change.photo->value);
    if (!text_in(photo, change.kind).empty()) {
        throw CannotWork(fmt::format("Photo {} has a {} already: {}; change that one with: inbeeld text edit",
                                     change.photo->value, change.kind, text_in(photo, change.kind)));
    }
    photo[change.kind] = id;
    course.put("photos", photo);
}

}  // namespace

std::string make(CourseEditor& course, const AddText& change) {
    static constexpr std::array<std::string_view, 4> kinds = {"title", "caption", "story", "quote"};
    if (std::ranges::find(kinds, change.kind) == kinds.end()) {
        throw CannotWork(fmt::format("{} is no kind of text; it must be title, caption, story or quote",
                                     course_file::in_quotes(change.kind)));
    }
    check_words(change.words);
    if (change.words.text.empty()) throw CannotWork("There are no words; give them with --words");
    const bool erased = course.record("persons", change.author.value).contains("erased_at");
    if (erased) throw CannotWork(fmt::format("{} was erased; nothing is kept", change.author.value));
    if ((change.kind == "title" || change.kind == "caption") && !change.photo) {
        throw CannotWork(fmt::format("A {} belongs to a photo; name it with --photo", change.kind));
    }
    if (change.photo) course.record("photos", change.photo->value);
    std::string id = change.text.value;
    if (id.empty()) {
        const std::string about = change.photo ? change.photo->value : change.author.value;
        id = fmt::format("{}-{}", about, change.kind);
        if (course.has("texts", id)) id = course.next_id("texts", id + "-");
    }
    if (course.has("texts", id)) {
        throw CannotWork(fmt::format("There is a text {} already; change it with: inbeeld text edit", id));
    }
    Json text = {{"id", id}, {"kind", change.kind}};
    if (change.photo) text["photo"] = change.photo->value;
    text["author"] = change.author.value;
    text["nl"] = "";
    text["other"] = Json::object();
    say(text, change.words);
    set_approvals(text, Json::object());
    text["mentions_check"] = "not_done";
    if (change.sensitive) text["sensitive"] = true;
    course.put("texts", text);
    put_with_photo(course, change, id);
    return id;
}

std::string make(CourseEditor& course, const EditText& change) {
    check_words(change.words);
    Json text = course.record("texts", change.text.value);
    Json approvals = approvals_of(text);
    say(text, change.words);
    approvals.erase(change.words.language);
    set_approvals(text, approvals);
    text.erase("anonymous_check");
    text["mentions_check"] = "not_done";
    course.put("texts", text);
    return {};
}

std::string make(CourseEditor& course, const ApproveText& change) {
    Json text = course.record("texts", change.text.value);
    if (text_in(text, "mentions_check") == "not_done") {
        throw CannotWork(
            fmt::format("Text {}: look first whether it names other people, and say so with: inbeeld text "
                        "mentions-checked {}",
                        change.text.value, change.text.value));
    }
    const std::vector<std::string> all = languages_of(text);
    const std::vector<std::string> approved =
        change.language.empty() ? all : std::vector<std::string>{change.language};
    Json approvals = approvals_of(text);
    for (const std::string& language : approved) {
        if (std::ranges::find(all, language) == all.end()) {
            throw CannotWork(fmt::format("Text {} has no words in {}; add them with: inbeeld text edit",
                                         change.text.value, course_file::in_quotes(language)));
        }
        approvals[language] = to_string(change.on);
    }
    set_approvals(text, approvals);
    course.put("texts", text);
    return {};
}

std::string make(CourseEditor& course, const MarkSensitive& change) {
    Json text = course.record("texts", change.text.value);
    text["sensitive"] = change.sensitive;
    course.put("texts", text);
    return {};
}

std::string make(CourseEditor& course, const MentionsLookedAt& change) {
    Json text = course.record("texts", change.text.value);
    text["mentions_check"] = "done";
    course.put("texts", text);
    return {};
}

}  // namespace catalogue
