#include "render/kept_logos.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/logos.hpp"
#include "render/logo.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <vector>

namespace render {

std::vector<Logo> kept_logos(const catalogue::Catalogue& catalogue) {
    std::vector<Logo> logos;
    for (const catalogue::KeptLogo& kept : catalogue::logos(catalogue)) {
        const std::filesystem::path file = catalogue::logo_file(catalogue, kept);
        std::error_code error;
        if (std::filesystem::exists(file, error)) logos.push_back(read_logo(file));
    }
    return logos;
}

std::vector<Logo> logos_for_booklet(const catalogue::Catalogue& catalogue, const catalogue::Course& course,
                                    const std::vector<std::filesystem::path>& named) {
    std::vector<Logo> logos = read_logos(named);
    if (!catalogue::has_thanks(course)) return logos;
    std::ranges::move(kept_logos(catalogue), std::back_inserter(logos));
    return logos;
}

}  // namespace render
