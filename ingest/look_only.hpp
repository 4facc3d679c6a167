#pragma once

#include "catalogue/catalogue.hpp"
#include "ingest/card.hpp"
#include "ingest/intake.hpp"
#include "ingest/progress.hpp"
#include "ingest/which_card.hpp"

namespace ingest {

enum class Look {
    AtHashes,   // which files are in already
    AtPictures  // also what would become of those that are not: this decodes them
};

/// What take_in would do with a card, without doing anything of it: New are those that would come in. Every
/// master of a file that is in was read back from the disk; where one is not as it should be,
/// `library_is_whole` is false.
CardReport look_only(const catalogue::Catalogue& catalogue, const CardContents& contents,
                     const WhichCard& card, Look look, const Observer& observer = {});

}  // namespace ingest
