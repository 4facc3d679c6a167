#include "render/pdf/plain_file.hpp"

#include "catalogue/catalogue.hpp"
#include "render/jpeg.hpp"
#include "render/mapped_file.hpp"
#include "render/pdf/fingerprint.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/pdf/running_digest.hpp"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <stdio.h>  // NOLINT(modernize-deprecated-headers): fileno is POSIX
#include <sys/types.h>
#include <unistd.h>

namespace render {

/// What was not yet written, and how much was.
class PlainFile::Sink {
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

    /// Parts of another file.
    void copy(const std::shared_ptr<const MappedFile>& from, const std::vector<std::string_view>& parts) {
        flush();
        digest_.add(from, parts);
        for (const std::string_view part : parts) copy(*from, part);
        send_to_disk();
    }

    void flush() {
        write_now(waiting_);
        digest_.add(std::exchange(waiting_, {}));
    }

    /// SHA-256 of all that was written.
    std::string digest() {
        flush();
        return digest_.hexadecimal();
    }

 private:
    void copy(const MappedFile& from, std::string_view part) {
        position_ += part.size();
        const auto place = from.place_of(part);
        auto at = static_cast<off_t>(place.value_or(0));
        while (place && !part.empty()) {
            const ssize_t copied =
                ::copy_file_range(from.descriptor(), &at, descriptor_, nullptr, part.size(), 0);
            if (copied <= 0) break;  // not between these file systems
            part.remove_prefix(static_cast<std::size_t>(copied));
        }
        write_now(part);
    }

    /// Has the disk begin with what is there, so that the file's sync at the end has little left to wait for.
    void send_to_disk() {
        ::sync_file_range(descriptor_, static_cast<off_t>(sent_), static_cast<off_t>(position_ - sent_),
                          SYNC_FILE_RANGE_WRITE);
        sent_ = position_;
    }

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
    std::size_t sent_ = 0;
    Fingerprint fingerprint_;
    RunningDigest digest_;
};

namespace {

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

}  // namespace

class PlainFile::Objects {
 public:
    Objects(QPDF& pdf, const std::string& version, std::FILE* file) : pdf_(pdf), sink_(file) {
        // Four bytes that tell programs that this is no text (§7.5.2).
        sink_.write("%PDF-" + version + "\n%\xE2\xE3\xCF\xD3\n");
    }

    void write(QPDFObjectHandle& object) {
        begin(object);
        if (object.isStream()) {
            std::string bytes;
            Pl_String whole("stream", nullptr, bytes);
            object.pipeStreamData(&whole, 0, qpdf_dl_none);
            begin_stream(object, bytes.size());
            sink_.write(bytes);
            end_stream();
        } else {
            sink_.write(object.unparseResolved());
        }
        end(object);
    }

    void write_picture(QPDFObjectHandle& stream, const std::shared_ptr<const MappedFile>& master) {
        const auto parts =
            joined(coded_picture(master->bytes(), [&](std::size_t until) { master->let_go(until); }));
        std::size_t length = 0;
        for (const std::string_view part : parts) length += part.size();
        begin(stream);
        begin_stream(stream, length);
        sink_.add_to_fingerprint(master->path().filename().string());
        sink_.copy(master, parts);
        end_stream();
        end(stream);
    }

    void write_streams() {
        for (QPDFObjectHandle& object : pdf_.getAllObjects()) {
            if (object.isStream() && !is_written(object)) write(object);
        }
    }

    std::string finish() {
        for (QPDFObjectHandle& object : pdf_.getAllObjects()) {
            if (!is_written(object)) write(object);
        }
        write_table();
        write_trailer(pdf_.getTrailer());
        return sink_.digest();
    }

 private:
    static std::size_t number_of(QPDFObjectHandle& object) {
        return static_cast<std::size_t>(object.getObjectID());
    }

    bool is_written(QPDFObjectHandle& object) const {
        const std::size_t number = number_of(object);
        return number < places_.size() && places_[number] > 0;
    }

    void begin(QPDFObjectHandle& object) {
        const std::size_t number = number_of(object);
        places_.resize(std::max(places_.size(), number + 1), 0);
        places_[number] = sink_.position();
        sink_.write(fmt::format("{} 0 obj\n", number));
    }

    void end(QPDFObjectHandle& object) {
        sink_.write("\nendobj\n");
        // Not null: qpdf leaves out of a dictionary what refers to that.
        pdf_.replaceObject(object.getObjGen(), QPDFObjectHandle::newInteger(0));
    }

    void begin_stream(QPDFObjectHandle& stream, std::size_t length) {
        QPDFObjectHandle dictionary = stream.getDict().shallowCopy();
        dictionary.replaceKey("/Length", QPDFObjectHandle::newInteger(static_cast<long long>(length)));
        sink_.write(dictionary.unparse() + "\nstream\n");
    }

    /// On a line of its own, as validators of PDF/A ask (PRINT §2.2).
    void end_stream() { sink_.write("\nendstream"); }

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

    QPDF& pdf_;
    Sink sink_;
    std::vector<std::size_t> places_;  // of each object by its number; 0: not there
    std::size_t table_ = 0;
};

PlainFile::PlainFile(QPDF& pdf, const std::string& version, std::FILE* file)
    : objects_(std::make_unique<Objects>(pdf, version, file)) {}
PlainFile::~PlainFile() = default;

void PlainFile::write(QPDFObjectHandle object) {
    objects_->write(object);
}

void PlainFile::write_picture(QPDFObjectHandle stream, const std::shared_ptr<const MappedFile>& master) {
    objects_->write_picture(stream, master);
}

void PlainFile::write_streams() {
    objects_->write_streams();
}

std::string PlainFile::finish() {
    return objects_->finish();
}

}  // namespace render
