#include "render/pdf/running_digest.hpp"

#include "catalogue/digest.hpp"
#include "render/mapped_file.hpp"

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace render {

namespace {

/// Bytes of its own, or parts of a file.
struct Piece {
    std::string bytes;
    std::shared_ptr<const MappedFile> file;
    std::vector<std::string_view> parts;
};

/// In steps, so that of a file as long as a photo little is in memory at a time.
void add_part(catalogue::Sha256& digest, const MappedFile& file, std::string_view part) {
    constexpr std::size_t step = 1 << 19;
    for (; !part.empty(); part.remove_prefix(std::min(step, part.size()))) {
        digest.add(part.substr(0, step));
        if (const auto place = file.place_of(part)) file.let_go(*place);
    }
}

}  // namespace

class RunningDigest::Queue {
 public:
    Queue() : thread_([this] { work(); }) {}
    Queue(const Queue&) = delete;
    Queue& operator=(const Queue&) = delete;

    ~Queue() {
        {
            const std::scoped_lock lock(mutex_);
            waiting_.clear();
            ended_ = true;
        }
        changed_.notify_all();
        if (thread_.joinable()) thread_.join();
    }

    void give(Piece piece) {
        constexpr std::size_t most_waiting = 8;
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return waiting_.size() < most_waiting; });
        waiting_.push_back(std::move(piece));
        lock.unlock();
        changed_.notify_all();
    }

    std::string hexadecimal() {
        {
            const std::scoped_lock lock(mutex_);
            ended_ = true;
        }
        changed_.notify_all();
        thread_.join();
        return digest_.hexadecimal();
    }

 private:
    std::optional<Piece> next() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return !waiting_.empty() || ended_; });
        if (waiting_.empty()) return std::nullopt;
        Piece piece = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        changed_.notify_all();
        return piece;
    }

    void work() {
        while (const auto piece = next()) {
            digest_.add(piece->bytes);
            for (const std::string_view part : piece->parts) add_part(digest_, *piece->file, part);
        }
    }

    catalogue::Sha256 digest_;
    std::mutex mutex_;  // guards what follows
    std::condition_variable changed_;
    std::deque<Piece> waiting_;
    bool ended_ = false;
    std::thread thread_;  // last: it uses the others
};

RunningDigest::RunningDigest() : queue_(std::make_unique<Queue>()) {}
RunningDigest::~RunningDigest() = default;

void RunningDigest::add(std::string bytes) {
    queue_->give({std::move(bytes), nullptr, {}});
}

void RunningDigest::add(std::shared_ptr<const MappedFile> file, std::vector<std::string_view> parts) {
    queue_->give({{}, std::move(file), std::move(parts)});
}

std::string RunningDigest::hexadecimal() {
    return queue_->hexadecimal();
}

}  // namespace render
