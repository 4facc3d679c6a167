#pragma once

#include "catalogue/catalogue.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace ingest {

/// Something that is not as it should be in a library.
struct Fault {
    enum class Kind {
        Database,            // SQLite says that it is damaged, or a record speaks of one that is not there
        NoMaster,            // a record without its picture
        MasterUnreadable,    // the disk does not give the picture back
        OtherPicture,        // what lies there is not the picture that it is named after
        NoRecord,            // a picture without a record
        Unfinished,          // left by a run that was interrupted
        RenditionOfNothing,  // a screen size of no picture in the library
        RenditionOfUnseen,   // a screen size of a picture that nobody may look at
        OpenToOthers,        // somebody else than the owner may read it
        NotOurs,             // something else that lies between our files
    };
    Kind kind = Kind::Database;
    std::filesystem::path where;
    std::string what;       // one sentence: what, and what to do
    bool repaired = false;  // it was, and is no more
};

struct Verified {
    int masters = 0;  // that were read back whole
    std::vector<Fault> faults;

    /// Whether all that was wrong is mended.
    bool all_well() const;
};

enum class Repair {
    Nothing,
    WhatCanBeMadeAgain  // removes unfinished files and renditions that should not be; shuts out others. Never
                        // removes a master: who knows what it is.
};

/// Looks whether the library is whole: every record has its master, which the disk (past the page cache)
/// gives back and whose coded picture is the one that its name promises; nothing else lies there; the
/// database is sound. Others may go on writing. Throws catalogue::CannotWork.
Verified verify(const catalogue::Catalogue& catalogue, Repair repair);

}  // namespace ingest
