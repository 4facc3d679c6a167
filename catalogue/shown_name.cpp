#include "catalogue/shown_name.hpp"

#include "catalogue/cleared.hpp"
#include "catalogue/name_form.hpp"
#include "catalogue/words.hpp"
#include "catalogue/world.hpp"

#include <string>

namespace catalogue {

namespace {

// The record has one name in the person's own script: the pseudonym's for who goes by one, otherwise the
// person's. Where a record has a pseudonym and does not say which of both somebody goes by, nobody knows
// whose it is. A first name is one word; more than one may be a surname.
Words native_name(const Person& person, NameForm form) {
    const bool is_pseudonym = person.name_form == NameForm::Pseudonym;
    const bool in_doubt = person.name_form == NameForm::Anonymous && !person.display.pseudonym.empty();
    if (form == NameForm::Anonymous || in_doubt || is_pseudonym != (form == NameForm::Pseudonym)) return {};
    Words names;
    for (const Wording& name : person.display.native) {
        const bool one_word = name.text.find(' ') == std::string::npos;
        if (form != NameForm::First || one_word) names.push_back(name);
    }
    return names;
}

}  // namespace

ShownName shown_name(const Person& person, NameForm form) {
    const DisplayNames& names = person.display;
    std::string text;
    switch (form) {
        case NameForm::Full:
            text = names.full.empty() ? names.first : names.full;
            break;
        case NameForm::First:
            text = names.first;
            break;
        case NameForm::Pseudonym:
            text = names.pseudonym;
            break;
        case NameForm::Anonymous:
            break;
    }
    if (text.empty()) return {form, "", {}};
    return {form, text, native_name(person, form)};
}

}  // namespace catalogue
