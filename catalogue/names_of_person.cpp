#include "catalogue/names_of_person.hpp"

#include "catalogue/course_file/json.hpp"
#include "catalogue/course_tables.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace catalogue {

namespace {

using course_file::Json;

std::set<std::string> called(const Json& person) {
    std::set<std::string> names;
    const auto display = person.find("display");
    if (display == person.end() || !display->is_object()) return names;
    const std::string full = text_in(*display, "full");
    const std::string first = text_in(*display, "first");
    names.insert({full, first, text_in(*display, "pseudonym")});
    if (!first.empty() && full.starts_with(first + " ")) names.insert(full.substr(first.size() + 1));
    const auto native = display->find("native");
    if (native != display->end() && native->is_object()) {
        for (const auto& [language, name] : native->items()) {
            if (name.is_string()) names.insert(name.get<std::string>());
        }
    }
    const std::string sorted = text_in(person, "sort_key");
    if (sorted != text_in(person, "code")) names.insert(sorted);
    std::erase_if(names, [](const std::string& name) { return name.size() < 2; });
    return names;
}

bool is_letter(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || std::isalnum(byte) != 0;
}

// The place of the name as words of its own.
std::size_t find_words(const std::string& text, const std::string& name, std::size_t from) {
    for (std::size_t at = text.find(name, from); at != std::string::npos; at = text.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        const bool begins = at == 0 || !is_letter(text[at - 1]);
        const bool ends = end == text.size() || !is_letter(text[end]);
        if (begins && ends) return at;
    }
    return std::string::npos;
}

bool replace_in(std::string& text, const std::string& name, const std::string& instead) {
    bool any = false;
    std::size_t at = find_words(text, name, 0);
    while (at != std::string::npos) {
        text.replace(at, name.size(), instead);
        any = true;
        at = find_words(text, name, at + instead.size());
    }
    return any;
}

}  // namespace

std::vector<std::string> names_of_person(const Json& persons, const PersonId& person) {
    std::set<std::string> theirs;
    std::set<std::string> others;
    for (const Json& each : persons) {
        const std::set<std::string> names = called(each);
        (text_in(each, "id") == person.value ? theirs : others).insert(names.begin(), names.end());
    }
    std::vector<std::string> names;
    for (const std::string& name : theirs) {
        if (!others.contains(name)) names.push_back(name);
    }
    std::ranges::sort(names, std::ranges::greater{}, &std::string::size);
    return names;
}

bool replace_names(Json& record, const std::vector<std::string>& names, const std::string& instead) {
    bool any = false;
    if (record.is_string()) {
        auto& text = record.get_ref<std::string&>();
        for (const std::string& name : names) any = replace_in(text, name, instead) || any;
        return any;
    }
    if (!record.is_structured()) return false;
    for (Json& each : record) any = replace_names(each, names, instead) || any;
    return any;
}

bool says_name(const std::string& text, const std::vector<std::string>& names) {
    return std::ranges::any_of(
        names, [&](const std::string& name) { return find_words(text, name, 0) != std::string::npos; });
}

}  // namespace catalogue
