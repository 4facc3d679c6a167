#include "forms_on_page.hpp"

#include <algorithm>
#include <cstddef>
#include <regex>
#include <string>
#include <utility>
#include <vector>

namespace forms_on_page {

namespace {

std::string plain(std::string text) {
    for (const auto& [sign, code] :
         {std::pair{"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}, {"&", "&amp;"}}) {
        const std::string from = code;
        for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + 1))
            text.replace(at, from.size(), sign);
    }
    return text;
}

std::string between(const std::string& text, std::size_t from, const std::string& end) {
    const std::size_t at = text.find(end, from);
    return at == std::string::npos ? std::string{} : text.substr(from, at - from);
}

/// The choice of a list that is made when nobody touches it: the chosen one, else the first.
std::string chosen_of(const std::string& options) {
    const std::size_t selected = options.find(" selected>");
    const std::size_t from = selected == std::string::npos ? 0 : options.rfind("<option", selected);
    return plain(said_by(between(options, options.find("<option", from), ">"), "value"));
}

Field field_of(const std::string& tag, const std::string& name, const std::string& after) {
    if (tag.starts_with("<textarea")) return {"long", name, plain(between(after, 0, "</textarea>"))};
    if (tag.starts_with("<select")) return {"choice", name, chosen_of(between(after, 0, "</select>"))};
    const std::string value = plain(said_by(tag, "value"));
    if (tag.starts_with("<button")) return {"button", name, value};
    const std::string type = said_by(tag, "type");
    return {type.empty() ? "text" : type, name, value};
}

bool is_set(const std::string& tag) {
    const std::string type = said_by(tag, "type");
    return (type != "radio" && type != "checkbox") || tag.ends_with(" checked");
}

}  // namespace

bool Field::is_typed() const {
    return kind == "text" || kind == "long" || kind == "date" || kind == "number" || kind == "email" ||
           kind == "tel";
}

bool Form::has(const std::string& name) const {
    return std::ranges::find(fields, name, &Field::name) != fields.end();
}

std::vector<std::pair<std::string, std::string>> Form::as_it_is() const {
    std::vector<std::pair<std::string, std::string>> sent;
    bool pressed = false;
    for (const Field& field : fields) {
        if (field.kind == "button" && pressed) continue;
        pressed = pressed || field.kind == "button";
        if (field.name != "zegel") sent.emplace_back(field.name, field.value);
    }
    return sent;
}

std::vector<Form> forms_of(const std::string& page) {
    static const std::regex field("<(input|textarea|select|button)[^>]*>");
    std::vector<Form> forms;
    const std::string start = "<form method=\"post\"";
    for (std::size_t at = page.find(start); at != std::string::npos; at = page.find(start, at + 1)) {
        const std::string body = between(page, at, "</form>");
        Form form{said_by(between(body, 0, ">"), "action"), {}};
        form.action = form.action.substr(0, form.action.find('#'));
        for (std::sregex_iterator each(body.begin(), body.end(), field), end; each != end; ++each) {
            const std::string tag = each->str().substr(0, each->str().size() - 1);
            const std::string name = said_by(tag, "name");
            if (!name.empty() && is_set(tag))
                form.fields.push_back(field_of(tag, name, each->suffix().str()));
        }
        forms.push_back(std::move(form));
    }
    return forms;
}

std::vector<std::string> links_of(const std::string& page) {
    static const std::regex link("href=\"(/[^\"#]*)");
    std::vector<std::string> links;
    for (std::sregex_iterator at(page.begin(), page.end(), link), end; at != end; ++at)
        links.push_back(plain((*at)[1].str()));
    return links;
}

std::string tag_of(const std::string& page, const std::string& name) {
    const std::size_t at = page.find(" name=\"" + name + "\"");
    if (at == std::string::npos) return {};
    return between(page, page.rfind('<', at), ">");
}

std::string said_by(const std::string& tag, const std::string& attribute) {
    const std::string start = " " + attribute + "=\"";
    const std::size_t at = tag.find(start);
    return at == std::string::npos ? std::string{} : between(tag, at + start.size(), "\"");
}

std::string words_of(const std::string& page, const std::string& id) {
    const std::size_t at = page.find(" id=\"" + id + "\"");
    if (at == std::string::npos) return {};
    const std::string inside = between(page, page.find('>', at) + 1, "</p>");
    return std::regex_replace(inside, std::regex("<[^>]*>"), "");
}

std::string escaped(const std::string& text) {
    std::string all;
    for (const char c : text) {
        if (c == '&') {
            all += "&amp;";
        } else if (c == '<') {
            all += "&lt;";
        } else if (c == '>') {
            all += "&gt;";
        } else if (c == '"') {
            all += "&quot;";
        } else if (c == '\'') {
            all += "&apos;";
        } else {
            all += c;
        }
    }
    return all;
}

}  // namespace forms_on_page
