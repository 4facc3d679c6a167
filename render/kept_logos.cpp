#include "render/kept_logos.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/logos.hpp"
#include "render/logo.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <utility>
#include <vector>

namespace render {

std::vector<Logo> kept_logos(const catalogue::Catalogue& catalogue, KnownLogos& known) {
    std::vector<Logo> logos;
    KnownLogos these;
    for (const catalogue::KeptLogo& kept : catalogue::logos(catalogue)) {
        const std::filesystem::path file = catalogue::logo_file(catalogue, kept);
        std::error_code error;
        const auto written = std::filesystem::last_write_time(file, error);
        if (error) continue;
        auto logo = known.extract({file, written});
        if (logo.empty()) {
            these.try_emplace({file, written}, read_logo(file));
        } else {
            these.insert(std::move(logo));
        }
        logos.push_back(these.at({file, written}));
    }
    known = std::move(these);
    return logos;
}

std::vector<Logo> kept_logos(const catalogue::Catalogue& catalogue) {
    KnownLogos none;
    return kept_logos(catalogue, none);
}

std::vector<Logo> logos_for_booklet(const catalogue::Catalogue& catalogue, const catalogue::Course& course,
                                    const std::vector<std::filesystem::path>& named) {
    std::vector<Logo> logos = read_logos(named);
    if (!catalogue::has_thanks(course)) return logos;
    std::ranges::move(kept_logos(catalogue), std::back_inserter(logos));
    return logos;
}

std::vector<Logo> logos_for_booklet(const catalogue::Catalogue& catalogue, const catalogue::Course& course,
                                    KnownLogos& known) {
    return catalogue::has_thanks(course) ? kept_logos(catalogue, known) : std::vector<Logo>{};
}

}  // namespace render
