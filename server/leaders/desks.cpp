#include "server/leaders/desks.hpp"

#include "catalogue/desk.hpp"

#include <exception>
#include <filesystem>
#include <memory>
#include <mutex>
#include <utility>

namespace server::leaders {

Desks::Desks(std::filesystem::path library) : library_(std::move(library)) {}

Desks::Loan::Loan(Desks& desks, std::unique_ptr<catalogue::Desk> desk)
    : desks_(desks), desk_(std::move(desk)), exceptions_before_(std::uncaught_exceptions()) {}

Desks::Loan::~Loan() {
    if (std::uncaught_exceptions() == exceptions_before_) desks_.take_back(std::move(desk_));
}

Desks::Loan Desks::lend() {
    {
        const std::scoped_lock lock(mutex_);
        if (!idle_.empty()) {
            std::unique_ptr<catalogue::Desk> desk = std::move(idle_.back());
            idle_.pop_back();
            return {*this, std::move(desk)};
        }
    }
    return {*this, std::make_unique<catalogue::Desk>(library_)};
}

void Desks::take_back(std::unique_ptr<catalogue::Desk> desk) {
    constexpr std::size_t most_idle = 8;
    desk->forget_earlier();
    const std::scoped_lock lock(mutex_);
    if (idle_.size() < most_idle) idle_.push_back(std::move(desk));
}

}  // namespace server::leaders
