#include "server/readers.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/commit_counter.hpp"

#include <cstddef>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <sys/stat.h>

namespace server {

namespace {

constexpr std::size_t most_idle = 16;

}  // namespace

Readers::Readers(std::filesystem::path library)
    : library_(std::move(library)), database_((library_ / "catalogue.db").string()) {
    idle_.reserve(most_idle);  // so that taking one back cannot fail
}

Readers::File Readers::file_now() const {
    struct stat found{};
    if (::stat(database_.c_str(), &found) != 0) return {};
    return {found.st_dev, found.st_ino};
}

Readers::Loan::Loan(Readers& readers, std::unique_ptr<Reader> reader)
    : readers_(readers), reader_(std::move(reader)), exceptions_before_(std::uncaught_exceptions()) {}

Readers::Loan::~Loan() {
    if (std::uncaught_exceptions() == exceptions_before_) readers_.take_back(std::move(reader_));
}

Readers::Loan Readers::lend() {
    const File now = file_now();
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

std::uint64_t Readers::commits() {
    const std::scoped_lock lock(counting_);
    const File now = file_now();
    if (!counter_ || counted_ != now) {
        counter_.reset();
        ++commits_;
        counter_ = std::make_unique<catalogue::CommitCounter>(library_);
        counted_ = now;
        revision_ = counter_->now();
    }
    try {
        const std::int64_t revision = counter_->now();
        if (revision != revision_) ++commits_;
        revision_ = revision;
    } catch (...) {
        counter_.reset();
        throw;
    }
    return commits_;
}

void Readers::take_back(std::unique_ptr<Reader> reader) {
    const std::scoped_lock lock(mutex_);
    if (idle_.size() < most_idle) idle_.push_back(std::move(reader));
}

}  // namespace server
