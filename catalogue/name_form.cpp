#include "catalogue/name_form.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace catalogue {

namespace {

constexpr std::array<std::pair<NameForm, std::string_view>, 4> names = {{{NameForm::Full, "full"},
                                                                         {NameForm::First, "first"},
                                                                         {NameForm::Pseudonym, "pseudonym"},
                                                                         {NameForm::Anonymous, "anonymous"}}};

}  // namespace

bool tells_no_more_than(NameForm form, NameForm other) {
    if (form == other || form == NameForm::Anonymous) return true;
    return form == NameForm::First && other == NameForm::Full;
}

NameForm meet(NameForm one, NameForm other) {
    if (tells_no_more_than(one, other)) return one;
    if (tells_no_more_than(other, one)) return other;
    return NameForm::Anonymous;
}

NameForm limit(NameForm chosen, NameForm ceiling) {
    if (chosen == NameForm::Pseudonym && ceiling != NameForm::Anonymous) return chosen;
    return meet(chosen, ceiling);
}

std::string_view name_of(NameForm form) {
    return names.at(static_cast<std::size_t>(form)).second;
}

std::optional<NameForm> name_form_named(std::string_view name) {
    for (const auto& [form, text] : names) {
        if (text == name) return form;
    }
    return std::nullopt;
}

}  // namespace catalogue
