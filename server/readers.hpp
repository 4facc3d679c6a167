#pragma once

#include "catalogue/catalogue.hpp"
#include "catalogue/commit_counter.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <sys/types.h>

namespace server {

/// Catalogues that are open for reading, lent to one request at a time. Opening one costs far more than
/// asking it, and it sees every commit of others at its next question; what it cleared is never kept here.
/// Safe to call from several threads.
class Readers {
 public:
    explicit Readers(std::filesystem::path library);

    /// Which file of that name: a library that was put back or made anew is another one.
    struct File {
        dev_t device = 0;
        ino_t inode = 0;

        friend bool operator==(const File&, const File&) = default;
    };

    struct Reader {
        catalogue::Catalogue catalogue;
        File file;
    };

    /// A catalogue for as long as this lives. After an exception it is not lent again.
    class Loan {
     public:
        Loan(Readers& readers, std::unique_ptr<Reader> reader);
        Loan(const Loan&) = delete;
        Loan& operator=(const Loan&) = delete;
        ~Loan();

        const catalogue::Catalogue& operator*() const { return reader_->catalogue; }
        const catalogue::Catalogue* operator->() const { return &reader_->catalogue; }

     private:
        Readers& readers_;
        std::unique_ptr<Reader> reader_;
        int exceptions_before_;
    };

    /// Throws catalogue::CannotWork when there is no library.
    Loan lend();

    /// A number that becomes another one with every commit of anybody, and when the library is put back. The
    /// database itself is asked, now: two equal numbers mean that nothing was written between the questions.
    std::uint64_t commits();

 private:
    void take_back(std::unique_ptr<Reader> reader);

    File file_now() const;

    std::filesystem::path library_;
    std::string database_;  // the path of its file
    std::mutex mutex_;
    std::vector<std::unique_ptr<Reader>> idle_;

    std::mutex counting_;
    std::unique_ptr<catalogue::CommitCounter> counter_;
    File counted_;               // the file that it counts in
    std::int64_t revision_ = 0;  // its number
    std::uint64_t commits_ = 0;
};

}  // namespace server
