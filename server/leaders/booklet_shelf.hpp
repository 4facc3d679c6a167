#pragma once

#include "catalogue/catalogue.hpp"
#include "render/booklet_preview.hpp"

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
    explicit BookletShelf(std::filesystem::path library);

    /// Owned by the shelf and by whoever reads it: it may be laid out anew meanwhile. Throws CannotWork,
    /// MissingGlyph.
    std::shared_ptr<const render::BookletPreview> booklet(const catalogue::Catalogue& catalogue,
                                                          catalogue::Day today);

    /// A page as JPEG, from 0; empty when there is none, and when something on it is not cleared now: that is
    /// asked with every page, also of one that is painted already.
    std::optional<std::string> page(const catalogue::Catalogue& catalogue, catalogue::Day today,
                                    std::size_t number);

 private:
    std::filesystem::path library_;
    std::mutex mutex_;
    std::unique_ptr<render::PreviewDesk> desk_;
    std::string of_;  // what the booklet was laid out from
    std::shared_ptr<const render::BookletPreview> booklet_;
    std::map<std::size_t, std::string> painted_;  // of that booklet
};

}  // namespace server::leaders
