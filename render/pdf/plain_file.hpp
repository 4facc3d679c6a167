#pragma once

#include "render/mapped_file.hpp"
#include "render/pdf/qpdf.hpp"

#include <cstdio>
#include <memory>
#include <string>

namespace render {

/// A PDF that goes to its file while it is put together: one object after the other, with a table of where
/// each lies (ISO 32000-1 §7.5). QPDFWriter does the same and more, but asks for the whole document first,
/// keeps each stream whole in memory meanwhile, and knows the file's identifier only from the bytes of all
/// photos. Here memory does not grow with the photos, which go from their masters to the file without coming
/// into the program. The same document gives the same bytes. Everything throws CannotWork.
class PlainFile {
 public:
    PlainFile(QPDF& pdf, const std::string& version, std::FILE* file);
    PlainFile(const PlainFile&) = delete;
    PlainFile& operator=(const PlainFile&) = delete;
    ~PlainFile();

    /// Writes an indirect object that changes no more and forgets what is in it. Others go on referring to
    /// it.
    void write(QPDFObjectHandle object);
    /// The same of a stream with the bytes of a coded picture.
    void write_picture(QPDFObjectHandle stream, const std::shared_ptr<const MappedFile>& master);
    /// Every stream there is so far, for a stream that has its bytes changes no more.
    void write_streams();
    /// The rest of the document, its table and its end. The file's SHA-256, in lower-case hexadecimal.
    std::string finish();

 private:
    class Sink;
    class Objects;

    std::unique_ptr<Objects> objects_;
};

}  // namespace render
