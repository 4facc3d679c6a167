#include "server/leaders/booklet_shelf.hpp"

#include "catalogue/catalogue.hpp"
#include "render/booklet_preview.hpp"
#include "server/commits.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace server::leaders {

BookletShelf::BookletShelf(const std::filesystem::path& library)
    : commits_(library), plan_(library / "booklet-plan.toml") {}

BookletShelf::Source BookletShelf::source_now(catalogue::Day today) {
    std::error_code none;
    return {{commits_.count(), today}, std::filesystem::last_write_time(plan_, none)};
}

std::shared_ptr<const render::BookletPreview> BookletShelf::booklet(const catalogue::Catalogue& catalogue,
                                                                    catalogue::Day today) {
    const std::scoped_lock lock(mutex_);
    asked_ = Clock::now();
    // Before it is read: what is written meanwhile makes it old.
    const Source now = source_now(today);
    if (booklet_ && of_ == now) return booklet_;
    if (!desk_) desk_ = std::make_unique<render::PreviewDesk>();
    booklet_ = nullptr;
    painted_.clear();
    booklet_ = std::make_shared<const render::BookletPreview>(desk_->lay_out(catalogue, today));
    of_ = now;
    return booklet_;
}

std::optional<std::string> BookletShelf::page(const catalogue::Catalogue& catalogue, catalogue::Day today,
                                              std::size_t number) {
    const auto booklet = this->booklet(catalogue, today);
    if (number >= booklet->pages().size()) return std::nullopt;
    std::vector<catalogue::PhotoId> photos;
    for (const render::PreviewedPhoto& photo : booklet->pages()[number].photos) photos.push_back(photo.photo);
    const auto cleared = catalogue.cleared<catalogue::Channel::BookletPrint>(today, photos);
    if (!booklet->may_show(number, cleared)) return std::nullopt;
    {
        const std::scoped_lock lock(mutex_);
        const auto known = painted_.find(number);
        if (booklet == booklet_ && known != painted_.end()) return known->second;
    }
    auto painted = booklet->paint(number, cleared);
    const std::scoped_lock lock(mutex_);
    if (painted && booklet == booklet_) painted_[number] = *painted;
    return painted;
}

bool BookletShelf::let_go_when_unused(Clock::time_point now) {
    // Whoever lays it out just now has it for a while; that is no reason to wait here.
    const std::unique_lock lock(mutex_, std::try_to_lock);
    if (!lock || !desk_ || now - asked_ < kept_for) return false;
    painted_.clear();
    booklet_ = nullptr;
    desk_ = nullptr;
    return true;
}

}  // namespace server::leaders
