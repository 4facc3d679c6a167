#include "separations.hpp"

#include "pages_for_tests.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <sstream>
#include <string>

#include <fmt/format.h>

std::array<int, 4> Separations::at(double x, double y) const {
    const auto column = static_cast<std::size_t>(x * width);
    const auto row = static_cast<std::size_t>(y * height);
    return inks.at(row * static_cast<std::size_t>(width) + column);
}

int Separations::most_ink() const {
    int most = 0;
    for (const auto& ink : inks) most = std::max(most, ink[0] + ink[1] + ink[2] + ink[3]);
    return most * 100 / 255;
}

Separations Separations::of_page(const std::filesystem::path& pdf, int page, int ppi) {
    // PAM: a header that ends in ENDHDR, then four bytes a pixel.
    const std::string pam = output_of(fmt::format(
        "gs -q -dNOPAUSE -dBATCH -dSAFER -dOverprint=/simulate -sDEVICE=pamcmyk32 -r{} -dFirstPage={} "
        "-dLastPage={} -sOutputFile=- {}",
        ppi, page, page, pdf.string()));
    Separations plates;
    std::istringstream header(pam);
    std::string word;
    while (header >> word && word != "ENDHDR") {
        if (word == "WIDTH") header >> plates.width;
        if (word == "HEIGHT") header >> plates.height;
    }
    header.get();
    const auto value = [&](std::size_t at) { return static_cast<int>(static_cast<unsigned char>(pam[at])); };
    for (auto i = static_cast<std::size_t>(header.tellg()); i + 3 < pam.size(); i += 4) {
        plates.inks.push_back({value(i), value(i + 1), value(i + 2), value(i + 3)});
    }
    return plates;
}
