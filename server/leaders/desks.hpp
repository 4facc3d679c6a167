#pragma once

#include "catalogue/desk.hpp"

#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

namespace server::leaders {

/// Desks that are open, lent to one request at a time. Safe to call from several threads.
class Desks {
 public:
    explicit Desks(std::filesystem::path library);

    /// A desk for as long as this lives. After an exception it is not lent again.
    class Loan {
     public:
        Loan(Desks& desks, std::unique_ptr<catalogue::Desk> desk);
        Loan(const Loan&) = delete;
        Loan& operator=(const Loan&) = delete;
        ~Loan();

        catalogue::Desk& operator*() const { return *desk_; }

     private:
        Desks& desks_;
        std::unique_ptr<catalogue::Desk> desk_;
        int exceptions_before_;
    };

    Loan lend();

 private:
    void take_back(std::unique_ptr<catalogue::Desk> desk);

    std::filesystem::path library_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<catalogue::Desk>> idle_;
};

}  // namespace server::leaders
