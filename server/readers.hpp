#pragma once

#include "catalogue/catalogue.hpp"
#include "server/commits.hpp"

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace server {

/// Catalogues that are open for reading, lent to one request at a time. Opening one costs far more than
/// asking it, and it sees every commit of others at its next question; what it cleared is never kept here.
/// Safe to call from several threads.
class Readers {
 public:
    explicit Readers(std::filesystem::path library);

    struct Reader {
        catalogue::Catalogue catalogue;
        DatabaseFile file;
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

 private:
    void take_back(std::unique_ptr<Reader> reader);

    std::filesystem::path library_;
    std::string database_;  // the path of its file
    std::mutex mutex_;
    std::vector<std::unique_ptr<Reader>> idle_;
};

}  // namespace server
