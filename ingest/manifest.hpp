#pragma once

#include "ingest/card.hpp"
#include "ingest/intake.hpp"

#include <filesystem>
#include <string>

namespace ingest {

/// What one reading of a card found and did with each file, in the way of ASC MHL 2.0 (hashlist, creatorinfo,
/// processinfo, hashes, hash, path): every file with its path on the card and size, and where it was read its
/// hash. ASC MHL knows C4, MD5, SHA-1 and xxHash; ours is the SHA-256 by which the catalogue knows files
/// again, so it stands, with the outcome and the reason, in a namespace of our own.
/// `read_at`: ISO 8601 date-time.
std::string manifest_of(const CardReport& card, const std::string& read_at);

/// Writes it into the folder (0600), whole or not at all, under a name that no other has. Returns that.
/// Throws catalogue::CannotWork.
std::filesystem::path write_manifest(const std::filesystem::path& folder, const CardReport& card,
                                     const std::string& read_at);

}  // namespace ingest
