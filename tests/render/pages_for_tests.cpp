#include "pages_for_tests.hpp"

#include "render/length.hpp"

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

using namespace render;

OnePage::OnePage() {
    Page page;
    page.trim = {100_mm, 100_mm};
    page.bleed = 3_mm;
    page.margin = 7_mm;
    page.label = "iii";
    publication_.title = "Proef";
    publication_.pages.push_back(page);
    y_ = 10_mm;
}

void OnePage::say(const std::string& text, const std::string& language, TextStyle style) {
    ++block_;
    for (auto& line : typesetter_.set({text, language, style}, 90_mm, Align::Start)) {
        y_ += line.leading;
        page().items.emplace_back(PlacedLine{{5_mm, y_}, line, black_ink, Role::Paragraph, block_});
    }
}

void OnePage::show(const std::filesystem::path& master, int orientation) {
    PhotoSource source;
    source.master = master;
    source.orientation = orientation;
    publication_.photos.push_back(source);
    const Rect frame{{10_mm, 10_mm}, {40_mm, 40_mm}};
    page().items.emplace_back(PlacedPhoto{publication_.photos.size() - 1, frame, "Vier vlakken"});
}

Publication& OnePage::publication() {
    publication_.fonts = typesetter_.fonts();
    return publication_;
}

void OnePage::write(const std::filesystem::path& target, Edition edition) {
    PdfOptions options;
    options.edition = edition;
    options.moment = "2026-07-02T10:00:00";
    write_pdf(publication(), target, options);
}

std::string output_of(const std::string& command) {
    std::string output;
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    std::array<char, 4096> part{};
    while (const auto count = std::fread(part.data(), 1, part.size(), pipe.get()))
        output.append(part.data(), count);
    return output;
}

std::string readable(const std::filesystem::path& pdf) {
    return output_of("qpdf --qdf --object-streams=disable " + pdf.string() + " -");
}
