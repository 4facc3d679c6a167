#include "render/pdf/plain_file.hpp"

#include "catalogue/catalogue.hpp"
#include "render/jpeg.hpp"
#include "render/mapped_file.hpp"
#include "render/pdf/fingerprint.hpp"
#include "render/pdf/qpdf.hpp"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <stdio.h>  // NOLINT(modernize-deprecated-headers): fileno is POSIX
#include <sys/types.h>
#include <unistd.h>

namespace render {

namespace {

/// What was not yet written, and how much was.
class Sink {
 public:
    explicit Sink(std::FILE* file) : descriptor_(::fileno(file)) {
        if (std::fflush(file) != 0) fail();
    }

    std::size_t position() const { return position_; }
    const Fingerprint& fingerprint() const { return fingerprint_; }

    void write(std::string_view bytes) {
        constexpr std::size_t most_waiting = 1 << 16;
        fingerprint_.add(bytes);
        waiting_ += bytes;
        position_ += bytes.size();
        if (waiting_.size() >= most_waiting) flush();
    }

    /// Of what is copied, which is not looked at.
    void add_to_fingerprint(std::string_view name) { fingerprint_.add(name); }

    /// A part of another file.
    void copy(const MappedFile& from, std::string_view part) {
        flush();
        position_ += part.size();
        const char* begin = from.bytes().data();
        const char* end = begin + from.bytes().size();
        const bool within = !std::less<>()(part.data(), begin) && std::less<>()(part.data(), end);
        off_t at = within ? part.data() - begin : 0;
        while (within && !part.empty()) {
            const ssize_t copied =
                ::copy_file_range(from.descriptor(), &at, descriptor_, nullptr, part.size(), 0);
            if (copied <= 0) break;  // not between these file systems
            part.remove_prefix(static_cast<std::size_t>(copied));
        }
        write_now(part);
    }

    void flush() {
        write_now(waiting_);
        waiting_.clear();
    }

 private:
    void write_now(std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) fail();
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    [[noreturn]] static void fail() {
        throw catalogue::CannotWork(fmt::format(
            "The PDF could not be written ({}): look whether the disk is full.", std::strerror(errno)));
    }

    int descriptor_;
    std::string waiting_;
    std::size_t position_ = 0;
    Fingerprint fingerprint_;
};

/// Parts that lie beside each other as one.
std::vector<std::string_view> joined(const std::vector<std::string_view>& parts) {
    std::vector<std::string_view> stretches;
    for (const std::string_view part : parts) {
        if (!stretches.empty() && stretches.back().data() + stretches.back().size() == part.data()) {
            stretches.back() = {stretches.back().data(), stretches.back().size() + part.size()};
        } else {
            stretches.push_back(part);
        }
    }
    return stretches;
}

class PlainFile {
 public:
    PlainFile(const CopiedPictures& pictures, std::FILE* file) : pictures_(pictures), sink_(file) {}

    void write(QPDF& pdf, const std::string& version) {
        // Four bytes that tell programs that this is no text (§7.5.2).
        sink_.write("%PDF-" + version + "\n%\xE2\xE3\xCF\xD3\n");
        for (QPDFObjectHandle& object : pdf.getAllObjects()) write_object(object);
        write_table();
        write_trailer(pdf.getTrailer());
        sink_.flush();
    }

 private:
    void write_object(QPDFObjectHandle& object) {
        const auto number = static_cast<std::size_t>(object.getObjectID());
        places_.resize(std::max(places_.size(), number + 1), 0);
        places_[number] = sink_.position();
        sink_.write(fmt::format("{} 0 obj\n", number));
        if (object.isStream()) {
            write_stream(object);
        } else {
            sink_.write(object.unparseResolved());
        }
        sink_.write("\nendobj\n");
    }

    void write_stream(QPDFObjectHandle& stream) {
        if (const auto picture = pictures_.find(stream.getObjGen()); picture != pictures_.end()) {
            const MappedFile master(picture->second);
            const auto parts =
                joined(coded_picture(master.bytes(), [&](std::size_t until) { master.let_go(until); }));
            std::size_t length = 0;
            for (const std::string_view part : parts) length += part.size();
            begin_stream(stream, length);
            sink_.add_to_fingerprint(picture->second.filename().string());
            for (const std::string_view part : parts) sink_.copy(master, part);
        } else {
            std::string bytes;
            Pl_String whole("stream", nullptr, bytes);
            stream.pipeStreamData(&whole, 0, qpdf_dl_none);
            begin_stream(stream, bytes.size());
            sink_.write(bytes);
        }
        sink_.write("\nendstream");  // on a line of its own, as validators of PDF/A ask (PRINT §2.2)
    }

    void begin_stream(QPDFObjectHandle& stream, std::size_t length) {
        QPDFObjectHandle dictionary = stream.getDict().shallowCopy();
        dictionary.replaceKey("/Length", QPDFObjectHandle::newInteger(static_cast<long long>(length)));
        sink_.write(dictionary.unparse() + "\nstream\n");
    }

    /// §7.5.4: lines of twenty bytes; numbers that are not used form a chain.
    void write_table() {
        table_ = sink_.position();
        sink_.write(fmt::format("xref\n0 {}\n", places_.size()));
        std::vector<std::size_t> next_free(places_.size(), 0);
        std::size_t free = 0;
        for (std::size_t number = places_.size(); number-- > 0;) {
            if (number > 0 && places_[number] > 0) continue;
            next_free[number] = free;
            free = number;
        }
        for (std::size_t number = 0; number < places_.size(); ++number) {
            const bool used = number > 0 && places_[number] > 0;
            sink_.write(used ? fmt::format("{:010} 00000 n \n", places_[number])
                             : fmt::format("{:010} {} f \n", next_free[number], number ? "00000" : "65535"));
        }
    }

    void write_trailer(QPDFObjectHandle trailer) {
        const std::string id = sink_.fingerprint().hexadecimal();
        sink_.write(fmt::format("trailer\n<< /ID [<{0}><{0}>] /Info {1} /Root {2} /Size {3} >>\n", id,
                                trailer.getKey("/Info").unparse(), trailer.getKey("/Root").unparse(),
                                places_.size()));
        sink_.write(fmt::format("startxref\n{}\n%%EOF\n", table_));
    }

    const CopiedPictures& pictures_;
    Sink sink_;
    std::vector<std::size_t> places_;  // of each object by its number; 0: not there
    std::size_t table_ = 0;
};

}  // namespace

void write_plain_file(QPDF& pdf, const std::string& version, const CopiedPictures& pictures,
                      std::FILE* file) {
    PlainFile(pictures, file).write(pdf, version);
}

}  // namespace render
