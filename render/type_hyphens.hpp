#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace render {

/// A place within a word where a line may end with a hyphen. Offset counts UTF-16 units from the word's
/// beginning.
struct HyphenPoint {
    std::size_t at = 0;
    char16_t instead = 0;  // what the next line begins with in place of the letter there; 0: that letter
    friend bool operator==(const HyphenPoint&, const HyphenPoint&) = default;
};

/// Where words may be broken, by the hyphenation dictionaries that are installed (libhyphen), one for each
/// language; Turkish by its rule.
class Hyphenator {
 public:
    explicit Hyphenator(std::filesystem::path dictionaries = "/usr/share/hyphen");
    Hyphenator(Hyphenator&&) noexcept;
    Hyphenator& operator=(Hyphenator&&) noexcept;
    ~Hyphenator();

    /// word: letters only. At least two of them stay before a hyphen and three after. Dutch drops a trema
    /// that only parts two syllables when the line ends between them: reëel, re-eel. None without a
    /// dictionary for the language, nor in words of fewer than five letters.
    std::vector<HyphenPoint> points(std::u16string_view word, const std::string& language);

 private:
    struct Dictionary;
    Dictionary* dictionary(const std::string& language);

    std::filesystem::path folder_;
    std::map<std::string, std::unique_ptr<Dictionary>> known_;  // by language; null: there is none
};

}  // namespace render
