#include "ingest/read_ahead.hpp"

#include "ingest/files.hpp"
#include "ingest/picture_id.hpp"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <thread>
#include <utility>
#include <vector>

namespace ingest {

namespace {

constexpr std::size_t most_bytes_ahead = 12UL * 1024 * 1024;
constexpr int threads = 2;  // one reads while the other hashes

FileRead read(const std::filesystem::path& path) {
    FileRead file;
    try {
        file.bytes = read_file(path);
        file.sha256 = sha256(file.bytes);
    } catch (const FileUnreadable& error) {
        file.unreadable = error.what();
    } catch (const std::bad_alloc&) {
        file.unreadable = "it needs more memory than this computer has";
    }
    return file;
}

}  // namespace

class ReadAhead::Readers {
 public:
    explicit Readers(std::vector<FileToRead> files) : files_(std::move(files)) {
        for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
    }
    Readers(const Readers&) = delete;
    Readers& operator=(const Readers&) = delete;
    ~Readers() {
        {
            const std::lock_guard lock{mutex_};
            stopped_ = true;
        }
        changed_.notify_all();
        for (std::thread& thread : threads_) thread.join();
    }

    FileRead next() {
        std::unique_lock lock{mutex_};
        bytes_ahead_ -= std::exchange(being_used_, 0);
        is_waited_for_ = true;
        changed_.notify_all();
        changed_.wait(lock, [&] { return done_.contains(taken_); });
        is_waited_for_ = false;
        FileRead file = std::move(done_.extract(taken_).mapped());
        const std::uint64_t size = files_[taken_++].size;
        // Nothing is read beside a large file until it has been worked on.
        if (size > most_bytes_ahead) {
            being_used_ = size;
        } else {
            bytes_ahead_ -= size;
        }
        lock.unlock();
        changed_.notify_all();
        return file;
    }

 private:
    // Files are begun in their order, so that the one that is waited for is always among those being read.
    void run() {
        std::unique_lock lock{mutex_};
        while (true) {
            changed_.wait(lock, [&] { return stopped_ || begun_ == files_.size() || has_room(); });
            if (stopped_ || begun_ == files_.size()) return;
            const std::size_t number = begun_++;
            bytes_ahead_ += files_[number].size;
            lock.unlock();
            FileRead file = read(files_[number].path);
            lock.lock();
            done_.emplace(number, std::move(file));
            changed_.notify_all();
        }
    }

    /// A file that is larger than that is read alone, and not before it is needed.
    bool has_room() const {
        return bytes_ahead_ + files_[begun_].size <= most_bytes_ahead ||
               (bytes_ahead_ == 0 && is_waited_for_);
    }

    const std::vector<FileToRead> files_;
    std::mutex mutex_;  // guards what follows
    std::condition_variable changed_;
    std::map<std::size_t, FileRead> done_;
    std::size_t begun_ = 0;
    std::size_t taken_ = 0;
    std::uint64_t bytes_ahead_ = 0;  // also of those being read
    std::uint64_t being_used_ = 0;   // of these: in a large file that was the last to be taken
    bool is_waited_for_ = false;
    bool stopped_ = false;
    std::vector<std::thread> threads_;
};

ReadAhead::ReadAhead(std::vector<FileToRead> files) : readers_(std::make_unique<Readers>(std::move(files))) {}

ReadAhead::~ReadAhead() = default;

FileRead ReadAhead::next() {
    return readers_->next();
}

}  // namespace ingest
