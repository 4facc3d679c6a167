#pragma once

#include "catalogue/catalogue.hpp"
#include "ingest/card.hpp"
#include "ingest/intake.hpp"
#include "ingest/progress.hpp"
#include "ingest/which_card.hpp"

namespace ingest {

/// How closely to look at files that are not in.
enum class Look {
    AtHashes,     // not at all
    AtPictures,   // decode them: what would become of them
    BeforeWiping  // the same, but a start photo that was not read yet is not in either
};

struct Looking {
    Look look = Look::AtHashes;
    Observer observer = {};
};

/// What take_in would do with a card, without doing anything of it: New are those that would come in. Every
/// master of a file that is in was read back from the disk; where one is not as it should be,
/// `library_is_whole` is false.
CardReport look_only(const catalogue::Catalogue& catalogue, const CardContents& contents,
                     const WhichCard& card, const Looking& looking);

}  // namespace ingest
