#include "render/press/press_file.hpp"

#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/press/press.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace render {

std::vector<PressFile> write_for_press(const Publication& publication, const std::filesystem::path& target,
                                       const Press& press, const std::string& moment) {
    std::vector<PressFile> files;
    for (const PressPart& part : parts_for(publication, press.printer)) {
        std::filesystem::path file = target;
        if (!part.suffix.empty()) {
            file.replace_filename(target.stem().string() + "-" + part.suffix + target.extension().string());
        }
        write_pdf(part.publication, file, options_for(press, moment));
        files.push_back({file, part.publication.pages.size()});
    }
    return files;
}

}  // namespace render
