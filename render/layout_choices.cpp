#include "render/layout_choices.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/page_layouts.hpp"
#include "render/booklet_matter.hpp"
#include "render/page.hpp"
#include "render/template_file.hpp"
#include "render/whole_file.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <filesystem>
#include <string>
#include <system_error>
#include <variant>
#include <vector>

#include <fmt/format.h>

namespace render {

namespace {

std::vector<std::string> names_of(const std::vector<catalogue::PhotoId>& photos) {
    std::vector<std::string> names;
    names.reserve(photos.size());
    for (const catalogue::PhotoId& photo : photos) names.push_back(photo.value);
    return names;
}

/// A text as TOML writes it.
std::string quoted(const std::string& text) {
    std::string all = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') all += '\\';
        all += letter;
    }
    return all + "\"";
}

}  // namespace

OtherLayout read_other_layout(const std::string& text) {
    OtherLayout other;
    const char* end = text.data() + text.size();
    auto read = std::from_chars(text.data(), end, other.page);
    if (read.ec == std::errc{} && read.ptr != end && *read.ptr == '=') {
        read = std::from_chars(read.ptr + 1, end, other.layout);
        if (other.layout < 1) other.page = 0;
    }
    if (read.ec == std::errc{} && read.ptr == end && other.page >= 1) return other;
    throw catalogue::CannotWork(
        "--another wants the number of a page, such as 9, or with a layout, such as 9=2; not \"" + text +
        "\".");
}

std::vector<catalogue::PhotoId> photos_on(const Publication& booklet, const BookletMatter& matter, int page) {
    std::vector<catalogue::PhotoId> photos;
    if (page > static_cast<int>(booklet.pages.size())) return photos;
    std::vector<catalogue::PhotoId> all;
    for (const MakerChapter& chapter : matter.chapters()) {
        for (const BookletPhoto& photo : chapter.photos) all.push_back(photo.shown->photo);
    }
    for (const Item& item : booklet.pages[static_cast<std::size_t>(page - 1)].items) {
        if (const auto* placed = std::get_if<PlacedPhoto>(&item)) photos.push_back(all.at(placed->photo));
    }
    return photos;
}

LayoutChoices LayoutChoices::read(const std::filesystem::path& plan) {
    LayoutChoices choices;
    if (!std::filesystem::exists(plan)) return choices;
    const TemplateFile file(plan);
    for (const std::string& name : file.tables("pages")) {
        const std::string in = "pages." + name + ".";
        choices.by_photos_[file.texts(in + "photos")] = file.number(in + "layout");
    }
    file.refuse_unknown_keys();
    return choices;
}

LayoutChoices LayoutChoices::kept_in(const catalogue::Catalogue& catalogue) {
    LayoutChoices choices = read(catalogue.folder() / "booklet-plan.toml");
    for (const catalogue::PageLayout& chosen : catalogue::page_layouts(catalogue)) {
        choices.choose(chosen.photos, chosen.layout);
    }
    return choices;
}

void LayoutChoices::write(const std::filesystem::path& plan) const {
    std::string text =
        "# The layout of pages of the booklet: 1 is the usual one. Made by inbeeld booklet --plan FILE "
        "--another PAGE.\n";
    std::size_t number = 0;
    for (const auto& [photos, layout] : by_photos_) {
        std::vector<std::string> names;
        for (const std::string& photo : photos) names.push_back(quoted(photo));
        text += fmt::format("\n[pages.{}]\nphotos = [{}]\nlayout = {}\n", ++number, fmt::join(names, ", "),
                            layout);
    }
    WholeFile file(plan);
    fmt::print(file.handle(), "{}", text);
    // It lies in the library, where all is its owner's alone.
    using std::filesystem::perms;
    std::filesystem::permissions(file.unfinished(), perms::owner_read | perms::owner_write);
    file.commit();
}

int LayoutChoices::layout_of(const std::vector<catalogue::PhotoId>& photos) const {
    const auto found = by_photos_.find(names_of(photos));
    return found == by_photos_.end() ? 1 : found->second;
}

std::string LayoutChoices::in_words(const std::vector<catalogue::PhotoId>& photos) const {
    const std::vector<std::string> all = names_of(photos);
    std::string words;
    for (const auto& [names, layout] : by_photos_) {
        const bool among = std::ranges::all_of(
            names, [&](const std::string& name) { return std::ranges::find(all, name) != all.end(); });
        if (among) words += fmt::format("{} {};", fmt::join(names, " "), layout);
    }
    return words;
}

void LayoutChoices::choose(const std::vector<catalogue::PhotoId>& photos, int layout) {
    by_photos_[names_of(photos)] = layout;
}

}  // namespace render
