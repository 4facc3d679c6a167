#include "server/readers.hpp"

#include "catalogue/catalogue.hpp"
#include "server/commits.hpp"

#include <cstddef>
#include <exception>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace server {

namespace {

constexpr std::size_t most_idle = 16;

}  // namespace

Readers::Readers(std::filesystem::path library)
    : library_(std::move(library)), database_((library_ / "catalogue.db").string()) {
    idle_.reserve(most_idle);  // so that taking one back cannot fail
}

Readers::Loan::Loan(Readers& readers, std::unique_ptr<Reader> reader)
    : readers_(readers), reader_(std::move(reader)), exceptions_before_(std::uncaught_exceptions()) {}

Readers::Loan::~Loan() {
    if (std::uncaught_exceptions() == exceptions_before_) readers_.take_back(std::move(reader_));
}

Readers::Loan Readers::lend() {
    const auto now = DatabaseFile::at(database_);
    {
        const std::scoped_lock lock(mutex_);
        std::erase_if(idle_, [&](const auto& reader) { return reader->file != now; });
        if (!idle_.empty()) {
            std::unique_ptr<Reader> reader = std::move(idle_.back());
            idle_.pop_back();
            return {*this, std::move(reader)};
        }
    }
    auto opened = catalogue::Catalogue::open(library_, catalogue::Access::ReadOnly);
    return {*this, std::make_unique<Reader>(Reader{std::move(opened), now})};
}

void Readers::take_back(std::unique_ptr<Reader> reader) {
    const std::scoped_lock lock(mutex_);
    if (idle_.size() < most_idle) idle_.push_back(std::move(reader));
}

}  // namespace server
