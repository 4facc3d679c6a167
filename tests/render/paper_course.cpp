#include "tests/render/paper_course.hpp"

#include "catalogue/catalogue.hpp"
#include "render/page.hpp"

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace {

std::filesystem::path new_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "inbeeld-paper-XXXXXX").string();
    return mkdtemp(name.data());
}

nlohmann::json sample_course() {
    return nlohmann::json::parse(std::ifstream(SOURCE_FOLDER "/sample-photos/course.json"));
}

/// A picture for one version of a photo, its master in place.
catalogue::Arrival arrival(const catalogue::Catalogue& catalogue, const nlohmann::json& photo, int number,
                           PictureSize size) {
    const bool standing = size.height > size.width;
    catalogue::Arrival arrival;
    arrival.picture = {fmt::format("{:064x}", number)};
    arrival.file_sha256 = fmt::format("{:064x}", number + 100000);
    arrival.file_name = photo["file"];
    arrival.card = catalogue::CardId{photo["card"]};
    arrival.width = size.width;
    arrival.height = size.height;
    const auto master = catalogue.master_path(arrival.picture);
    std::filesystem::create_directories(master.parent_path());
    std::filesystem::copy_file(
        fmt::format("{}/sample-photos/pictures/{}.jpg", SOURCE_FOLDER, standing ? "deur" : "gracht"), master);
    return arrival;
}

PictureSize usual_size(int number) {
    return number % 3 == 1 ? PictureSize{1200, 1600} : PictureSize{1600, 1200};
}

bool overlap(const render::Rect& one, const render::Rect& other) {
    return one.left() < other.right() && other.left() < one.right() && one.top() < other.bottom() &&
           other.top() < one.bottom();
}

/// The room that a line takes, from the capitals to the baseline.
render::Rect rect_of(const render::PlacedLine& line) {
    const render::Length height = line.line.ascent / 2;
    return {{line.origin.x + line.line.indent, line.origin.y - height}, {line.line.width, height}};
}

std::string name_of(const render::Rect& rect) {
    return fmt::format("{:.1f},{:.1f} {:.1f}x{:.1f} mm", rect.left().in_mm(), rect.top().in_mm(),
                       rect.size.width.in_mm(), rect.size.height.in_mm());
}

bool is_inside(const render::Rect& rect, render::Size trim) {
    using render::Length;
    return rect.left() >= Length{} && rect.top() >= Length{} && rect.right() <= trim.width &&
           rect.bottom() <= trim.height;
}

std::string faults_of(const render::Page& page, const render::Publication& publication) {
    std::string faults;
    const auto photos = photos_on(page);
    std::vector<render::Rect> lines;
    for (const auto& item : page.items) {
        if (const auto* line = std::get_if<render::PlacedLine>(&item)) lines.push_back(rect_of(*line));
    }
    for (std::size_t i = 0; i < photos.size(); ++i) {
        const render::Rect& frame = photos[i].frame;
        const auto& source = publication.photos.at(photos[i].photo);
        const double height = frame.size.width.in_mm() * source.height / source.width;
        if (std::abs(height - frame.size.height.in_mm()) > 0.05)
            faults += "cropped: " + name_of(frame) + "\n";
        if (!is_inside(frame, page.trim)) faults += "photo off the page: " + name_of(frame) + "\n";
        for (std::size_t j = i + 1; j < photos.size(); ++j) {
            if (overlap(frame, photos[j].frame)) faults += "photos overlap: " + name_of(frame) + "\n";
        }
        for (const auto& line : lines) {
            if (overlap(frame, line)) faults += "words over a photo: " + name_of(line) + "\n";
        }
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!is_inside(lines[i], page.trim)) faults += "words off the page: " + name_of(lines[i]) + "\n";
        for (std::size_t j = i + 1; j < lines.size(); ++j) {
            if (overlap(lines[i], lines[j])) faults += "words over words: " + name_of(lines[i]) + "\n";
        }
    }
    return faults;
}

}  // namespace

PaperCourse::PaperCourse(const std::function<void(nlohmann::json&)>& change,
                         const std::function<PictureSize(int)>& size)
    : folder_(new_folder()) {
    nlohmann::json course = sample_course();
    if (change) change(course);
    catalogue_ = std::make_unique<catalogue::Catalogue>(catalogue::Catalogue::create(folder_ / "library"));
    catalogue_->import_course(course.dump());
    std::vector<catalogue::Arrival> arrivals;
    int number = 0;
    const auto next = [&](const nlohmann::json& photo) {
        ++number;
        return arrival(*catalogue_, photo, number, size ? size(number) : usual_size(number));
    };
    for (const auto& photo : course["photos"]) arrivals.push_back(next(photo));
    catalogue_->record(arrivals);
    for (const auto& photo : course["photos"]) {
        for (const auto& version : photo["versions"]) {
            if (version["id"] == "v1") continue;
            catalogue_->record_version({photo["id"]}, {version["id"]}, next(photo));
        }
    }
}

PaperCourse::~PaperCourse() {
    catalogue_.reset();
    std::filesystem::remove_all(folder_);
}

catalogue::Day opening_day() {
    return catalogue::parse_day("2026-07-02");
}

std::string text_of(const render::Page& page) {
    std::string text;
    for (const auto& item : page.items) {
        const auto* line = std::get_if<render::PlacedLine>(&item);
        if (!line) continue;
        for (const auto& run : line->line.runs) {
            for (const auto& glyph : run.glyphs) text += glyph.text;
        }
        text += "\n";
    }
    return text;
}

std::string text_of(const render::Publication& publication) {
    std::string text;
    for (const auto& page : publication.pages) text += text_of(page);
    return text;
}

std::vector<render::PlacedPhoto> photos_on(const render::Page& page) {
    std::vector<render::PlacedPhoto> photos;
    for (const auto& item : page.items) {
        if (const auto* photo = std::get_if<render::PlacedPhoto>(&item)) photos.push_back(*photo);
    }
    return photos;
}

std::string faults_of(const render::Publication& publication) {
    std::string faults;
    for (std::size_t i = 0; i < publication.pages.size(); ++i) {
        const std::string here = faults_of(publication.pages[i], publication);
        if (!here.empty()) faults += fmt::format("page {}:\n{}", i + 1, here);
    }
    return faults;
}
