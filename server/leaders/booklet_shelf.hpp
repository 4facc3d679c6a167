#pragma once

#include "catalogue/catalogue.hpp"
#include "render/booklet_preview.hpp"
#include "server/commits.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace server::leaders {

/// The booklet as it would be printed today, laid out when it is asked for and kept while nothing is written
/// in the library; its pages are painted when they are looked at. Safe to call from several threads.
class BookletShelf {
 public:
    using Clock = std::chrono::steady_clock;
    static constexpr auto kept_for = std::chrono::minutes(10);  // after it was last asked for

    explicit BookletShelf(const std::filesystem::path& library);

    /// Owned by the shelf and by whoever reads it: it may be laid out anew meanwhile. Throws CannotWork,
    /// MissingGlyph.
    std::shared_ptr<const render::BookletPreview> booklet(const catalogue::Catalogue& catalogue,
                                                          catalogue::Day today);

    /// A page as JPEG, from 0; empty when there is none, and when something on it is not cleared now: that is
    /// asked with every page, also of one that is painted already.
    std::optional<std::string> page(const catalogue::Catalogue& catalogue, catalogue::Day today,
                                    std::size_t number);

    /// Lets go of the booklet and of all that it was laid out with, when nobody has asked for it in a while.
    /// Returns whether there was anything.
    bool let_go_when_unused(Clock::time_point now = Clock::now());

 private:
    /// What a booklet was laid out from.
    struct Source {
        Moment moment;
        std::filesystem::file_time_type plan;  // layouts that older libraries keep in a file

        friend bool operator==(const Source&, const Source&) = default;
    };
    Source source_now(catalogue::Day today);

    Commits commits_;
    std::filesystem::path plan_;
    std::mutex mutex_;
    std::unique_ptr<render::PreviewDesk> desk_;
    Clock::time_point asked_;
    Source of_;
    std::shared_ptr<const render::BookletPreview> booklet_;
    std::map<std::size_t, std::string> painted_;  // of that booklet
};

}  // namespace server::leaders
