#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace render_tests {

/// A page of a PDF written out by hand, so that imposition is tried on files that are not ours.
struct PdfPage {
    std::string entries;   // of the page's dictionary: boxes, /Rotate, /Annots, …
    std::string contents;  // operators; /F is a font, /Photo an image
};

/// Objects 1 to 4 are the catalogue, the page tree, the font and the photo; `more` follow as objects 5, 6, ….
struct PdfParts {
    std::vector<PdfPage> pages;
    std::string catalogue;  // further entries
    std::string trailer;    // further entries
    std::vector<std::string> more;
};

/// What /Photo holds: a grey JPEG of one pixel.
extern const std::string photo_bytes;

std::string a_pdf(const PdfParts& parts);

/// "p7" in the middle of a page of that size in points, on a ground of one colour.
PdfPage a_numbered_page(int number, double width, double height);
std::vector<PdfPage> numbered_pages(int count, double width, double height);

/// A folder of its own that goes away with the test.
class Folder {
 public:
    Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder();

    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
    /// Writes a file and says where it is.
    std::filesystem::path file(const std::string& name, const std::string& bytes) const;

 private:
    std::filesystem::path path_;
};

std::string bytes_of(const std::filesystem::path& file);

struct Word {
    std::string text;
    double x = 0;  // middle, in points from the left
    double y = 0;  // middle, in points from the top
};

/// As pdftotext finds them, from left to right. page: from 1.
std::vector<Word> words_on(const std::filesystem::path& file, int page);

/// "0.00 0.00 1190.55 841.89", as pdfinfo has it.
std::string box_on(const std::filesystem::path& file, int page, const std::string& box);

/// Grey values of a page at so many dots per inch, by pdftoppm.
struct Picture {
    int width = 0;
    int height = 0;
    std::string grey;

    int at(int x, int y) const;
    /// The darkest of a rectangle.
    int darkest(int left, int top, int right, int bottom) const;
};
Picture picture_of(const std::filesystem::path& file, int page, int dpi);

/// Whether `qpdf --check` has nothing to say.
bool is_sound(const std::filesystem::path& file);

}  // namespace render_tests
