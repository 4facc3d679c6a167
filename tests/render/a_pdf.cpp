#include "a_pdf.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace render_tests {

namespace {

std::string output_of(const std::string& command) {
    struct Close {
        void operator()(std::FILE* pipe) const { ::pclose(pipe); }
    };
    const std::unique_ptr<std::FILE, Close> pipe(::popen(command.c_str(), "r"));
    std::string output;
    std::array<char, 4096> buffer{};
    while (const std::size_t read = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) {
        output.append(buffer.data(), read);
    }
    return output;
}

std::string from_hexadecimal(const std::string& digits) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        bytes += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
    }
    return bytes;
}

std::string stream(const std::string& entries, const std::string& bytes) {
    return fmt::format("<<{} /Length {}>>\nstream\n{}\nendstream", entries, bytes.size(), bytes);
}

}  // namespace

const std::string photo_bytes = from_hexadecimal(
    "ffd8ffe000104a46494600010100000100010000ffdb0043000302020202020302020203030303040604040404"
    "04080606050609080a0a090809090a0c0f0c0a0b0e0b09090d110d0e0f101011100a0c12131210130f101010ff"
    "c0000b080001000101011100ffc40014000100000000000000000000000000000002ffc4001410010000000000"
    "0000000000000000000000ffda0008010100003f000fffd9");

std::string a_pdf(const PdfParts& parts) {
    std::vector<std::string> objects{
        "", "", "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
        stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent "
               "8 /ColorSpace /DeviceGray /Filter /DCTDecode",
               photo_bytes)};
    objects.insert(objects.end(), parts.more.begin(), parts.more.end());
    std::string kids;
    for (const PdfPage& page : parts.pages) {
        objects.push_back(stream("", page.contents));
        const bool own_contents = page.entries.find("/Contents") != std::string::npos;
        objects.push_back(fmt::format("<</Type /Page /Parent 2 0 R {} {}>>", page.entries,
                                      own_contents ? "" : fmt::format("/Contents {} 0 R", objects.size())));
        kids += fmt::format("{} 0 R ", objects.size());
    }
    objects[0] = fmt::format("<</Type /Catalog /Pages 2 0 R {}>>", parts.catalogue);
    objects[1] = fmt::format(
        "<</Type /Pages /Count {} /Kids [{}] /Resources <</Font <</F 3 0 R>> /XObject <</Photo 4 0 R>>>>>>",
        parts.pages.size(), kids);

    std::string file = "%PDF-1.5\n";
    std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
    for (std::size_t i = 0; i < objects.size(); ++i) {
        table += fmt::format("{:010} 00000 n \n", file.size());
        file += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
    }
    return fmt::format("{}{}trailer\n<</Root 1 0 R /Size {} {}>>\nstartxref\n{}\n%%EOF\n", file, table,
                       objects.size() + 1, parts.trailer, file.size());
}

PdfPage a_numbered_page(int number, double width, double height) {
    return {
        fmt::format("/MediaBox [0 0 {} {}]", width, height),
        fmt::format("0.8 g 0 0 {} {} re f 0 g BT /F 20 Tf {} {} Td (p{}) Tj ET q 1 0 0 1 0 0 cm /Photo Do Q",
                    width, height, width / 2 - 10, height / 2 - 7, number)};
}

std::vector<PdfPage> numbered_pages(int count, double width, double height) {
    std::vector<PdfPage> pages;
    for (int page = 1; page <= count; ++page) pages.push_back(a_numbered_page(page, width, height));
    return pages;
}

Folder::Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "impose-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path Folder::file(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path_ / name;
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<Word> words_on(const std::filesystem::path& file, int page) {
    const std::string html =
        output_of(fmt::format("pdftotext -bbox -f {0} -l {0} '{1}' - 2>/dev/null", page, file.string()));
    static const std::regex word_element(
        R"re(<word xMin="([-0-9.]+)" yMin="([-0-9.]+)" xMax="([-0-9.]+)" yMax="([-0-9.]+)">([^<]*)</word>)re");
    std::vector<Word> words;
    for (std::sregex_iterator it(html.begin(), html.end(), word_element), end; it != end; ++it) {
        const auto number = [&](std::size_t group) { return std::stod((*it)[group]); };
        words.push_back({(*it)[5], (number(1) + number(3)) / 2, (number(2) + number(4)) / 2});
    }
    std::sort(words.begin(), words.end(), [](const Word& a, const Word& b) { return a.x < b.x; });
    return words;
}

std::string box_on(const std::filesystem::path& file, int page, const std::string& box) {
    std::istringstream lines(
        output_of(fmt::format("pdfinfo -box -f {0} -l {0} '{1}' 2>/dev/null", page, file.string())));
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string word;
        while (words >> word && word != box + ":") {
        }
        std::string numbers;
        while (words >> word) numbers += (numbers.empty() ? "" : " ") + word;
        if (!numbers.empty()) return numbers;
    }
    return {};
}

int Picture::at(int x, int y) const {
    return static_cast<unsigned char>(grey.at(static_cast<std::size_t>(y * width + x)));
}

int Picture::darkest(int left, int top, int right, int bottom) const {
    int darkest = 255;
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) darkest = std::min(darkest, at(x, y));
    }
    return darkest;
}

Picture picture_of(const std::filesystem::path& file, int page, int dpi) {
    std::istringstream pgm(output_of(
        fmt::format("pdftoppm -gray -r {1} -f {0} -l {0} '{2}' 2>/dev/null", page, dpi, file.string())));
    std::string magic;
    int white = 0;
    Picture picture;
    pgm >> magic >> picture.width >> picture.height >> white;
    pgm.get();
    picture.grey = {std::istreambuf_iterator<char>(pgm), {}};
    return picture;
}

bool is_sound(const std::filesystem::path& file) {
    return std::system(fmt::format("qpdf --check '{}' >/dev/null 2>&1", file.string()).c_str()) == 0;
}

}  // namespace render_tests
