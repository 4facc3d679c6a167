#include "server/kept_answers.hpp"

#include "server/answer.hpp"

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace server {

namespace {

// Files are open while they are kept, and pages are in memory.
constexpr std::size_t most = 1000;
constexpr std::size_t most_bytes = 8 * 1024 * 1024;

}  // namespace

std::shared_ptr<const Answer> KeptAnswers::find(const std::string& question, const Moment& moment,
                                                Clock::time_point now) {
    const std::scoped_lock lock(mutex_);
    start_at(moment);
    const auto found = kept_.find(question);
    return found != kept_.end() && now < found->second.until ? found->second.answer : nullptr;
}

void KeptAnswers::keep(const std::string& question, const Moment& moment,
                       std::shared_ptr<const Answer> answer, Clock::time_point now) {
    const std::scoped_lock lock(mutex_);
    start_at(moment);
    // Whatever is asked often is soon here again.
    if (kept_.size() >= most || bytes_ >= most_bytes) {
        kept_.clear();
        bytes_ = 0;
    }
    bytes_ += answer->in_memory().size();
    kept_[question] = {std::move(answer), now + longest};
}

void KeptAnswers::let_go_of_others(const Moment& moment) {
    const std::scoped_lock lock(mutex_);
    start_at(moment);
}

// With the lock. What was made at another moment is let go at once.
void KeptAnswers::start_at(const Moment& moment) {
    if (moment_ == moment) return;
    kept_.clear();
    bytes_ = 0;
    moment_ = moment;
}

}  // namespace server
