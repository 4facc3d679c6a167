#pragma once

#include "render/pdf/qpdf.hpp"

#include <cstdio>
#include <filesystem>
#include <map>
#include <string>

namespace render {

/// Pictures whose bytes are those of their masters, by the objects that show them.
using CopiedPictures = std::map<QPDFObjGen, std::filesystem::path>;

/// Writes every object of a document, one after the other, with a table of where each lies (ISO 32000-1
/// §7.5). QPDFWriter does the same and more, but keeps each stream whole in memory meanwhile, and knows the
/// file's identifier only from the bytes of all photos. Here a photo goes from its master to the file without
/// coming into the program. The same document gives the same bytes. Throws CannotWork.
void write_plain_file(QPDF& pdf, const std::string& version, const CopiedPictures& pictures, std::FILE* file);

}  // namespace render
