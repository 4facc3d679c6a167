#pragma once

#include <optional>
#include <string_view>

namespace catalogue {

/// How a person is named. A lattice, not a line: full > first > anonymous and pseudonym > anonymous (DOMAIN
/// §1.3).
enum class NameForm { Full, First, Pseudonym, Anonymous };

/// Whether everything `form` tells is also told by `other`.
bool tells_no_more_than(NameForm form, NameForm other);

/// The largest form that tells no more than either.
NameForm meet(NameForm one, NameForm other);

/// The form to use where a channel allows at most `ceiling`. A pseudonym tells no real name, so only an
/// anonymous ceiling limits it.
NameForm limit(NameForm chosen, NameForm ceiling);

std::string_view name_of(NameForm form);
std::optional<NameForm> name_form_named(std::string_view name);

}  // namespace catalogue
