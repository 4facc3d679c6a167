#pragma once

#include "catalogue/desk.hpp"
#include "ingest/retouch.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace server::leaders {

/// One part as it was typed: words of a form, which may be no numbers.
struct TypedPart {
    std::string how;  // "vaag", "effen", "ja" (of the crop); empty: not used
    std::string left;
    std::string top;
    std::string width;
    std::string height;
    std::string error = {};  // what is wrong with it, to stand beside it
};

/// What somebody wants changed about a photo, as it was typed.
struct TypedRetouch {
    TypedPart crop;
    std::array<TypedPart, ingest::most_covered_parts> covered;
    std::vector<std::string> resolves;  // content issues that cannot be seen any more
    std::vector<std::string> hides;     // people on it who cannot be recognised any more

    bool is_wrong() const;
};

TypedRetouch retouch_typed(const Visit& visit);

/// What was asked, when all of it can be done. Otherwise empty, and what is wrong is written into `typed`.
std::optional<ingest::Retouch> read_retouch(const Visit& visit, TypedRetouch& typed);

/// The same wishes as they stand behind the '?' of a preview's address, and back. Empty when it is not ours.
std::string in_query(const ingest::Retouch& retouch);
std::optional<ingest::Retouch> of_query(const Form& query);

/// Everything of the form, for the page.
void put_retouch(const Visit& visit, const catalogue::Photo& photo, const TypedRetouch& typed,
                 Fields& fields);

}  // namespace server::leaders
