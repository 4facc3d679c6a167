#pragma once

#include "catalogue/catalogue.hpp"
#include "render/page.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

struct PictureSize {
    int width = 0;
    int height = 0;
};

/// The sample course in a library of its own, all its pictures in.
class PaperCourse {
 public:
    /// change: alters the course file before it is taken in. size: of the pictures, in pixels, by their
    /// number from 1; without it, standing and lying ones by turns.
    explicit PaperCourse(const std::function<void(nlohmann::json&)>& change = {},
                         const std::function<PictureSize(int)>& size = {});
    PaperCourse(const PaperCourse&) = delete;
    PaperCourse& operator=(const PaperCourse&) = delete;
    ~PaperCourse();

    const catalogue::Catalogue& catalogue() const { return *catalogue_; }

 private:
    std::filesystem::path folder_;
    std::unique_ptr<catalogue::Catalogue> catalogue_;
};

/// The opening day, when most is cleared.
catalogue::Day opening_day();

/// Everything that can be read on a page, a line of type each line.
std::string text_of(const render::Page& page);
std::string text_of(const render::Publication& publication);

std::vector<render::PlacedPhoto> photos_on(const render::Page& page);

/// Places where the page is not as it should be: words or photos beyond the trim, photos that are cropped or
/// overlap, words over photos. Empty when all is well.
std::string faults_of(const render::Publication& publication);
