#pragma once

#include <string>
#include <utility>
#include <vector>

/// The forms of a page, read as a browser would read them.
namespace forms_on_page {

struct Field {
    std::string kind;  // "text", "long", "date", "number", "hidden", "choice", "button", …
    std::string name;
    std::string value = {};

    /// What somebody types letter by letter.
    bool is_typed() const;
};

struct Form {
    std::string action;  // the path alone
    std::vector<Field> fields;

    bool has(const std::string& name) const;
    /// What a browser sends when nothing is changed and the first button is pressed.
    std::vector<std::pair<std::string, std::string>> as_it_is() const;
};

std::vector<Form> forms_of(const std::string& page);

/// Which pages a page leads to.
std::vector<std::string> links_of(const std::string& page);

/// The opening tag of the field of that name; empty when it is not there.
std::string tag_of(const std::string& page, const std::string& name);

/// What an attribute of a tag says; empty when it has none.
std::string said_by(const std::string& tag, const std::string& attribute);

/// The words of the element with that id, without its tags; empty when there is none.
std::string words_of(const std::string& page, const std::string& id);

/// As it may stand in a page.
std::string escaped(const std::string& text);

}  // namespace forms_on_page
