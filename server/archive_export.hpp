#pragma once

#include "catalogue/catalogue.hpp"

#include <filesystem>
#include <string>

namespace server {

struct ArchiveOrder {
    std::filesystem::path folder;  // must not be there yet, or be empty
    std::string address;           // where the archive will have it: "https://archief.example.org/in-beeld"
};

struct Archived {
    int photos = 0;
    std::string output;  // its id in the ledger
};

/// Hands the photos that are cleared for the archive over as a folder: a manifest (IIIF Presentation
/// API 3.0), each photo as an image service of level 0 (IIIF Image API 3.0 §5 and compliance table: whole
/// pictures in listed sizes), and the master beside it. Nothing of it is served by us: it would work against
/// withdrawal. The folder is whole or absent, and in the ledger. Throws CannotWork.
Archived export_archive(const catalogue::Invocation& invocation, const ArchiveOrder& order);

}  // namespace server
