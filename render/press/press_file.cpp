#include "render/press/press_file.hpp"

#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/preflight/preflight.hpp"
#include "render/preflight/told_findings.hpp"
#include "render/press/press.hpp"
#include "render/press/printer_profile.hpp"
#include "render/whole_file.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <list>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace render {

std::vector<PressFile> write_for_press(const Publication& publication, const std::filesystem::path& target,
                                       const Press& press, const std::string& moment) {
    std::vector<PressFile> files;
    std::list<WholeFile> finished;
    for (const PressPart& part : parts_for(publication, press.printer)) {
        PressFile file{target, part.publication.pages.size(), {}, {}};
        if (!part.suffix.empty()) {
            file.path.replace_filename(
                file_name_for_part(press.printer, target.stem().string(), part.suffix) +
                target.extension().string());
        }
        WholeFile& written = finished.emplace_back(file.path);
        file.sha256 = write_pdf(part.publication, written, options_for(press, moment));
        file.report = preflight(written.unfinished(), {press, {}, file.path.stem().string()});
        files.push_back(std::move(file));
    }
    if (pass(files)) {
        for (WholeFile& file : finished) file.commit();
    }
    return files;
}

bool pass(const std::vector<PressFile>& files) {
    return std::all_of(files.begin(), files.end(),
                       [](const PressFile& file) { return file.report.passes(); });
}

bool say_what_preflight_found(const std::vector<PressFile>& files) {
    const bool made = pass(files);
    for (const PressFile& file : files) {
        for (const std::string& sentence : in_words(file.report.findings, Tongue::English)) {
            fmt::print(stderr, "inbeeld: {}: {}\n", file.path.string(), sentence);
        }
        if (!made) fmt::print(stderr, "inbeeld: {}: not made.\n", file.path.string());
    }
    return made;
}

}  // namespace render
